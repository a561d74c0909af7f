"""JSON of a school's year, for the school's own system."""

import re
from contextlib import suppress
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from agencies.acting.refusals import AlreadyDone
from agencies.actors import Refusal
from agencies.calendar import access, actions
from agencies.calendar.facts import SchoolYear, kept_rows, rows_of
from agencies.calendar.forms import KeepYear, as_typed
from agencies.calendar.words import is_numbered, numbered
from agencies.directory.access import settings_of
from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import IF_MATCH, IF_NONE_MATCH, SAME, needs, problems
from agencies.machines.api.problems import Problem, wrong
from agencies.machines.api.sending import Asked, Strict, check_unchanged, give, give_if_new
from agencies.machines.api.strict import Day
from agencies.policy import Act, Scope
from agencies.schoolday import Row, local_day
from agencies.web.asking import NotFound

YEAR = re.compile(r"(20[0-9]{2})-([0-9]{2})")
KEEPING = ("no-scope", "bad-json", "not-found", "changed", "no-media-type", "invalid")
THIRD = "A term has two halves here: this one has more."


class Calendar(ApiAddress):
    """One school year of the client's school."""

    class Year(Strict):
        """The stretches with lessons, and the INSET days in them; bank holidays are known without being sent.

        Those on which the school has lessons all the same are `open`.
        """

        class Stretch(Strict):
            """From the first day with lessons to the last, with no holiday between."""

            def get_fields(self) -> dict[str, Any]:
                """`from` is a word of Python’s, so it is named here."""
                return {**super().get_fields(), "from": Day(), "to": Day()}

        terms = serializers.ListField(child=Stretch(), min_length=1, max_length=6)
        inset = serializers.ListField(child=Day(), max_length=30, default=list)
        open = serializers.ListField(
            child=Day(),
            max_length=12,
            required=False,
            help_text="Bank holidays on which the school has lessons; left out, those that stand stay.",
        )
        six_terms = serializers.BooleanField(
            default=False, help_text="Whether each stretch is a term of its own: a school of five or six terms."
        )

        def rows(self, one: SchoolYear) -> list[Row]:
            """As rows of the school's year, by the rules of the page on which a person writes one."""
            sent, stood = self.validated_data, kept_rows(one)
            label = numbered(1) if sent["six_terms"] else ""
            terms = sorted(Row(one["from"], one["to"], "term", label) for one in sent["terms"])
            opened = sent.get("open", [row.first for row in stood if row.kind == "open"])
            days = [(day, "inset") for day in sent["inset"]] + [(day, "open") for day in opened]
            typed = as_typed([*terms, *(Row(day, day, kind) for day, kind in days)])
            if sum(name.endswith("_first") for name in typed) < len(terms):
                raise Problem("invalid", wrong("/terms", "third", THIRD))
            form = KeepYear(typed, school_year=one.year, rows=stood)
            if not form.is_valid():
                raise Problem("invalid", *_said(form))
            return form.facts()

    @extend_schema(
        operation_id="read_calendar",
        auth=needs(Scope.CALENDAR_WRITE),
        responses={200: Year, **SAME, **problems("no-scope", "not-found")},
        parameters=[IF_NONE_MATCH],
        summary="A school year as it is kept",
    )
    def get(self, request: Asked, urn: str, year: str) -> HttpResponse:
        """The terms, INSET days and bank holidays with lessons; none while the year is not known."""
        return give_if_new(request, _held(_year(request, urn, year)))

    @extend_schema(
        operation_id="keep_calendar",
        auth=needs(Scope.CALENDAR_WRITE),
        request=Year,
        responses={200: Year, **problems(*KEEPING)},
        parameters=[IF_MATCH],
        summary="Keep a school year, in place of what stood",
    )
    def put(self, request: Asked, urn: str, year: str) -> HttpResponse:
        """Keep the year whole. Deadlines in school days are counted again; closures of a day stay as they are."""
        one = _year(request, urn, year)
        body = self.Year(data=request.data)
        body.is_valid(raise_exception=True)
        check_unchanged(request, _held(one))
        with suppress(AlreadyDone):
            actions.keep_year(one, body.rows(one), by=request.actor, at=request.at)
        return give(_held(one))


def _year(request: Asked, urn: str, words: str) -> SchoolYear:
    """The year of the client's own school; another's, none's and a year that can't be written are *not found* alike."""
    found = YEAR.fullmatch(words)
    school = settings_of(request.actor, Act.KEEP_YEAR).filter(urn=urn).exclude(urn="").first()
    if found is None or school is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise NotFound(Refusal(Act.KEEP_YEAR, "agency", "", "not found"))
    return access.admit_year(request.actor, Act.KEEP_YEAR, school.reference, int(found[1]), local_day(request.at))


def _held(one: SchoolYear) -> dict[str, Any]:
    rows = list(rows_of(one))
    terms = [{"from": row.first_on.isoformat(), "to": row.last_on.isoformat()} for row in rows if row.kind == "term"]
    days = {kind: [row.first_on.isoformat() for row in rows if row.kind == kind] for kind in ("inset", "open")}
    is_six = any(is_numbered(row.label) for row in rows)
    inset, opened = days["inset"], days["open"]
    return (
        {"terms": terms, "inset": inset}
        | ({"open": opened} if opened else {})
        | ({"six_terms": True} if is_six else {})
    )


def _said(form: KeepYear) -> list[dict[str, str]]:
    return [
        wrong(f"/{name}" if name in ("inset", "open") else "/terms", "calendar", str(said[0]))
        for name, said in form.errors.items()
    ]
