"""JSON of many pupils in one sending: each is kept or refused by itself (data.md 5.5)."""

import re
from collections import Counter
from collections.abc import Iterable
from math import inf
from time import monotonic
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from agencies.actors import SeatFacts
from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import ProblemShape, needs, problems
from agencies.machines.api.problems import Problem, body_of, errors_of, wrong_query
from agencies.machines.api.sending import Asked, Strict, give, tag
from agencies.machines.api.strict import Text
from agencies.policy import Scope
from agencies.schoolday import local_day
from referrals.pupils import pages
from referrals.pupils.api.one import PupilByExternalId, keep

MOST, SECONDS = 500, 10
"""Pupils a sending, and how long it may take: a first roll of new pupils needs several."""
ID = re.compile(r"[!-.0-~]{1,64}")


class PupilWithId(PupilByExternalId.Pupil):
    """A pupil with the system's own id for them."""

    external_id = Text(max_length=64)

    def validate_external_id(self, value: str) -> str:
        """As it may stand in an address: no space, no slash, plain letters."""
        if not ID.fullmatch(value):
            raise serializers.ValidationError("invalid", code="invalid")
        return value


class Pupils(ApiAddress):
    """Many pupils of the client's school at once."""

    class Sending(Strict):
        """Up to 500 pupils, each read by itself."""

        pupils = serializers.ListField(child=serializers.JSONField(allow_null=True), min_length=1, max_length=MOST)

    class Described(serializers.Serializer[Any]):
        """The sending as its description has it: a pupil that is wrong hinders no other, so each is read alone."""

        pupils = PupilWithId(many=True, min_length=1, max_length=MOST)  # type: ignore[call-arg]  # its list takes them

    class Answers(serializers.Serializer[Any]):
        """What became of each, in the order of the sending."""

        class Answer(serializers.Serializer[Any]):
            """201, 200 with the tag, or the problem that a PUT would have answered, its pointers within the pupil."""

            external_id = serializers.CharField(allow_null=True)
            status = serializers.IntegerField()
            etag = serializers.CharField(required=False)
            problem = ProblemShape(required=False)

        items = Answer(many=True)

    @extend_schema(
        operation_id="keep_pupils",
        auth=needs(Scope.PUPILS_WRITE),
        request=Described,
        responses={200: Answers, **problems("no-scope", "bad-json")},
        summary="Add or change up to 500 pupils of the roll",
    )
    def post(self, request: Asked) -> HttpResponse:
        """Keep each as a PUT would: the same sent again changes nothing, and one that is refused hinders no other."""
        (seat,) = request.actor.seats
        body = self.Sending(data=request.data)
        body.is_valid(raise_exception=True)
        sent = body.validated_data["pupils"]
        twice, until = _twice(sent), monotonic() + SECONDS
        first, *others = sent
        items = [self._answer(request, first, seat, twice)]
        items += [self._answer(request, one, seat, twice, until) for one in others]
        return give({"items": items})

    def _answer(
        self, request: Asked, sent: Any, seat: SeatFacts, twice: set[str], until: float = inf
    ) -> dict[str, Any]:
        """What became of one of them; *not-reached* where the time is over."""
        name = _id_of(sent)
        try:
            if monotonic() > until:
                raise Problem("not-reached")
            if name in twice:
                raise Problem("invalid", wrong_query("external_id", "twice"))
            one = PupilWithId(data=sent, context={"today": local_day(request.at)})
            one.is_valid(raise_exception=True)
            kept = keep(request, one.validated_data["external_id"], one.facts(), seat)
        except (Problem, serializers.ValidationError) as refused:
            problem = body_of(
                refused if isinstance(refused, Problem) else Problem("invalid", *errors_of(refused.detail))
            )
            return {"external_id": name, "status": problem["status"], "problem": problem}
        is_now = pages.pupil_for_system(kept.link, request.at)
        return {"external_id": name, "status": 201 if kept.is_new else 200, "etag": tag(is_now)}


def _id_of(sent: Any) -> str | None:
    """The id that a pupil was sent with, where it is one."""
    name = sent.get("external_id") if isinstance(sent, dict) else None
    return name if isinstance(name, str) and ID.fullmatch(name) else None


def _twice(sent: Iterable[Any]) -> set[str]:
    """The ids that stand more than once: which of the two is meant nobody can tell."""
    return {name for name, times in Counter(map(_id_of, sent)).items() if name and times > 1}
