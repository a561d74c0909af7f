"""The national sets of codes, for a school's own system."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import IF_NONE_MATCH, SAME, needs, problems
from agencies.machines.api.sending import Asked, give_if_new
from agencies.machines.api.strict import Day
from agencies.policy import Scope
from agencies.register.pages import codes_on
from agencies.schoolday import local_day


class Codes(ApiAddress):
    """A national set of codes as it holds on a day."""

    query = (OpenApiParameter("on", date, description="The day, today where it is left out"),)

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
        parameters=[*query, IF_NONE_MATCH],
    )
    def get(self, request: Asked, code_set: str) -> HttpResponse:
        """The codes of a set that hold on a day: an event's codes are those of the event's own day."""
        return give_if_new(request, codes_on(code_set, _day(request) or local_day(request.at)))


def _day(request: Asked) -> date | None:
    text = request.query_params.get("on", "")
    try:
        return Day().to_internal_value(text) if text else None
    except serializers.ValidationError as unreadable:
        raise serializers.ValidationError({"on": unreadable.detail}) from unreadable
