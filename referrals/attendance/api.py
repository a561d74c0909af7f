"""JSON of a school's day of attendance, as the school's own system sends it (decision 52)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from agencies.actors import Refusal
from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import ProblemShape, needs, problems
from agencies.machines.api.problems import WORDS, Problem, wrong
from agencies.machines.api.sending import Asked, Strict, check_unchanged, give
from agencies.machines.api.strict import Text, is_day
from agencies.policy import Act, Scope
from agencies.web.asking import NotFound
from referrals.attendance import actions
from referrals.attendance.actions import Outcome
from referrals.attendance.facts import Line
from referrals.attendance.states import NotThatDay
from referrals.pupils.access import own_school

MOST = 5000
ID = re.compile(r"[!-.0-~]{1,64}")
NO_CODE = "?"
"""Stands for what can be no code: it has the form of none."""
KEYS = {"pupil", "am", "pm"}
AT = {"twice": "/pupil", "pupil": "/pupil", "am": "/am", "pm": "/pm", "required": "", "row": "", "key": ""}
SAYS = {"pupil": "unknown", "am": "invalid", "pm": "invalid", "row": "invalid", "key": "unknown"}
UNKNOWN_CODE = "This code is not known on that day. The mark is kept as it was sent, and counts in nothing."


class Attendance(ApiAddress):
    """A day of the client's school: marks by pupil and half day, and never read."""

    class Sending(Strict):
        """Everybody whose marks are sent; who is left out, and a half day that is not named, stay as they are."""

        marks = serializers.ListField(child=serializers.JSONField(allow_null=True), min_length=1, max_length=MOST)

    class Register(serializers.Serializer[Any]):
        """The sending as its description has it: a row that is wrong hinders no other, so each is read alone."""

        class MarksOfPupil(serializers.Serializer[Any]):
            """The codes of a pupil's two half days, or of one; `pupil` is the system's own id."""

            pupil = Text(max_length=64)
            am = Text(max_length=2, required=False, allow_null=True)
            pm = Text(max_length=2, required=False, allow_null=True)

        marks = MarksOfPupil(many=True, min_length=1, max_length=MOST)  # type: ignore[call-arg]  # its list takes them

    class KeptDay(serializers.Serializer[Any]):
        """What became of the half days. `errors`: the rows that were not kept; `warnings`: what was kept as it is."""

        date = serializers.DateField()
        new = serializers.IntegerField()
        changed = serializers.IntegerField()
        same = serializers.IntegerField()
        not_a_school_day = serializers.CharField(allow_null=True)
        calendar_version = serializers.IntegerField(allow_null=True)
        warnings = ProblemShape.ToMend(many=True)

        def get_fields(self) -> dict[str, Any]:
            """`errors` is a word of the framework's, so it is named here."""
            return {**super().get_fields(), "errors": ProblemShape.ToMend(many=True)}

    @extend_schema(
        operation_id="keep_attendance",
        auth=needs(Scope.ATTENDANCE_WRITE),
        request=Register,
        responses={200: KeptDay, **problems("no-scope", "bad-json", "not-found", "changed")},
        summary="Send a day of the school’s registers",
    )
    def put(self, request: Asked, urn: str, day: str) -> HttpResponse:
        """Keep them in place of those of the half days that are named; the same sent again changes nothing.

        What stood before a mark is kept. There is nothing to read here, so no tag is known: `If-Match` is *changed*.
        """
        seat = own_school(request.actor, Act.KEEP_ATTENDANCE, urn, to_write=True)
        on, body = _day(day), self.Sending(data=request.data)
        body.is_valid(raise_exception=True)
        check_unchanged(request, None)
        sent = Sent(body.validated_data["marks"])
        try:
            kept = actions.keep_attendance(on, sent.lines, seat=seat, by=request.actor, at=request.at)
        except NotThatDay as sorry:
            raise Problem("invalid", wrong("/date", "no_session", str(sorry))) from sorry
        return give(_answer(on, kept, sent.errors))


class Sent:
    """The rows as they came: those that can be read as lines, and what is wrong with the others."""

    def __init__(self, rows: list[Any]) -> None:
        self.errors: list[tuple[int, dict[str, str]]] = []
        self.lines = [line for place, row in enumerate(rows) if (line := self._read(place, row)) is not None]

    def _read(self, place: int, row: Any) -> Line | None:
        if not isinstance(row, dict):
            self._refuse(place, "row")
            return None
        if set(row) - KEYS:
            self._refuse(place, "key")
            return None
        value = row.get("pupil")
        if not (isinstance(value, str) and ID.fullmatch(value)):
            self._refuse(place, "pupil")
            return None
        return Line(place, value, _code(row.get("am")), _code(row.get("pm")))

    def _refuse(self, place: int, fault: str) -> None:
        self.errors.append((place, _fault(place, fault)))


def _code(sent: Any) -> str | None:
    """What was sent of a half day, or what has the form of no code."""
    if sent is None:
        return None
    return sent if isinstance(sent, str) and 0 < len(sent) <= 2 and sent.isascii() and sent.isprintable() else NO_CODE


def _day(text: str) -> date:
    """The day of the address; one that can't be written is *not found*."""
    if not is_day(text):
        raise NotFound(Refusal(Act.KEEP_ATTENDANCE, "agency", "", "not found"))
    return date.fromisoformat(text)


def _fault(place: int, fault: str) -> dict[str, str]:
    code = SAYS.get(fault, fault)
    return wrong(f"/marks/{place}{AT[fault]}", code, WORDS[code])


def _answer(day: date, kept: Outcome, errors: list[tuple[int, dict[str, str]]]) -> dict[str, Any]:
    said = [*errors, *((place, _fault(place, fault)) for place, fault in kept.faults)]
    return {
        "date": day.isoformat(),
        "new": kept.new,
        "changed": kept.changed,
        "same": kept.same,
        "not_a_school_day": kept.there.why_not or None,
        "calendar_version": kept.there.version,
        "errors": [one for _, one in sorted(said, key=lambda found: found[0])],
        "warnings": list(_warnings(kept)),
    }


def _warnings(kept: Outcome) -> Iterator[dict[str, str]]:
    for place, session in kept.unknown:
        yield wrong(f"/marks/{place}/{session}", "unknown_code", UNKNOWN_CODE)
