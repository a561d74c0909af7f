"""The national sets of codes, for a school's own system."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.views import APIView

from agencies.machines.api.described import IF_NONE_MATCH, SAME, needs, problems
from agencies.machines.api.problems import Problem, wrong
from agencies.machines.api.sending import Asked, give_if_new
from agencies.policy import Scope
from agencies.register.pages import codes_on
from agencies.schoolday import local_day

NOT_A_DAY = "Give a date, like 2026-11-23."


class Codes(APIView):
    """A national set of codes as it holds on a day."""

    class CodeSet(serializers.Serializer[Any]):
        """The set, the day, and the codes in the set's own order."""

        class Code(serializers.Serializer[Any]):
            """A code while it holds; `status` says how far its transcription was checked."""

            code = serializers.CharField()
            label = serializers.CharField()  # type: ignore[assignment]
            valid_from = serializers.DateField(allow_null=True)
            valid_to = serializers.DateField(allow_null=True)
            source = serializers.CharField()  # type: ignore[assignment]
            status = serializers.CharField()

        set = serializers.CharField()
        on = serializers.DateField()
        codes = Code(many=True)

    @extend_schema(
        operation_id="codes",
        auth=needs(Scope.CODES_READ),
        responses={200: CodeSet, **SAME, **problems("no-scope", "not-found", "invalid")},
        summary="A national set of codes on a day",
        parameters=[OpenApiParameter("on", date, description="The day, today where it is left out"), IF_NONE_MATCH],
    )
    def get(self, request: Asked, code_set: str) -> HttpResponse:
        """The codes of a set that hold on a day: an event's codes are those of the event's own day."""
        on = _day(request.query_params.get("on", ""), local_day(request.at))
        return give_if_new(request, codes_on(code_set, on))


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError as unreadable:
        raise Problem("invalid", wrong("/on", "date", NOT_A_DAY)) from unreadable
