"""JSON of a pupil on the school's roll."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from agencies.actors import SeatFacts
from agencies.identifiers import clean_upn
from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import IF_MATCH, IF_NONE_MATCH, SAME, needs, problems
from agencies.machines.api.problems import Problem, wrong
from agencies.machines.api.sending import Asked, Strict, check_unchanged, give, give_if_new
from agencies.machines.api.strict import Day, Name, Text
from agencies.policy import Act, Scope
from agencies.schoolday import local_day
from agencies.web.days import TOO_OLD
from agencies.words import age_on
from referrals.pupils import access, actions, pages
from referrals.pupils.actions import (
    AnotherChild,
    Kept,
    NeedsAPerson,
    NoSuchPupil,
    PossibleDuplicate,
    RollFacts,
    UpnOfAnother,
)

STATUSES = {"C": "main", "M": "main", "S": "dual", "G": "guest"}
KEEPING = (
    "no-scope", "bad-json", "not-found", "possible-duplicate", "another-child", "needs-a-person", "changed",
    "no-media-type", "invalid",
)  # fmt: skip
CHECK_LETTER = "The first letter of a UPN follows from the others: one of them is wrong."
NO_SUCH = "Nobody on your roll without an id of yours has this reference and is like this child."
NOT_A_CHILD = "That is no birthday of a child or a young person up to 25."
OF_ANOTHER = "On your roll this UPN is another pupil’s, or this pupil has another id."


class PupilByExternalId(ApiAddress):
    """A pupil of the client's school, by the id that the client's system has for them."""

    class Pupil(Strict):
        """The pupil as the school's system has them."""

        class Legal(Strict):
            """The legal names."""

            given = Name(max_length=80)
            family = Name(max_length=80)

        class KnownAs(Strict):
            """The name that the child is called by."""

            given = Name(max_length=80, allow_blank=True)

        class Place(Strict):
            """The place on the roll: both days counted in; C or M main, S subsidiary, G guest (CBDS)."""

            status = serializers.ChoiceField(choices=list(STATUSES), default="C")
            form = Text(max_length=20, allow_blank=True, default="")

            def get_fields(self) -> dict[str, Any]:
                """`from` is a word of Python’s, so it is named here."""
                days = {"from": Day(), "to": Day(allow_null=True, default=None)}
                return {**super().get_fields(), **days}

            def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
                """A place does not end before it begins."""
                if attrs["to"] is not None and attrs["to"] < attrs["from"]:
                    raise serializers.ValidationError({"to": ["This is before the first day."]}, code="order")
                return attrs

        upn = Text(max_length=13, allow_null=True, default=None)
        legal = Legal()
        known_as = KnownAs(required=False)
        born = Day()
        enrolment = Place()
        same_as = Text(max_length=11, required=False)

        def validate_upn(self, value: str | None) -> str:
            """A UPN by its check letter; whether its authority exists is not asked."""
            try:
                return clean_upn(value) if value else ""
            except ValueError as unfit:
                raise serializers.ValidationError(CHECK_LETTER, code="upn_check_letter") from unfit

        def validate_born(self, value: date) -> date:
            """A child or young person: born, and not yet 26."""
            today = self.context["today"]
            if value > today or age_on(today, value) >= TOO_OLD:
                raise serializers.ValidationError(NOT_A_CHILD, code="born")
            return value

        def facts(self) -> RollFacts:
            """As plain facts."""
            sent, place = self.validated_data, self.validated_data["enrolment"]
            return RollFacts(
                given_name=sent["legal"]["given"],
                family_name=sent["legal"]["family"],
                known_as=sent.get("known_as", {}).get("given", ""),
                born_on=sent["born"],
                upn=sent["upn"] or "",
                starts_on=place["from"],
                ends_on=place["to"],
                kind=STATUSES[place["status"]],
                form=place["form"],
                same_as=sent.get("same_as", ""),
            )

    @extend_schema(
        operation_id="read_pupil",
        auth=needs(Scope.PUPILS_READ),
        responses={200: Pupil, **SAME, **problems("no-scope", "not-found")},
        parameters=[IF_NONE_MATCH],
        summary="A pupil on the roll today",
    )
    def get(self, request: Asked, urn: str, external_id: str) -> HttpResponse:
        """The pupil, while on the school's roll."""
        access.own_school(request.actor, Act.SEE_PUPIL, urn)
        access.pupil_by_external_id(request.actor, Act.SEE_PUPIL, external_id, request.at)
        return give_if_new(request, self._held(request, external_id) or {})

    @extend_schema(
        operation_id="keep_pupil",
        auth=needs(Scope.PUPILS_WRITE),
        request=Pupil,
        responses={200: Pupil, 201: Pupil, **problems(*KEEPING)},
        parameters=[IF_MATCH],
        summary="Add a pupil to the roll, or change one",
    )
    def put(self, request: Asked, urn: str, external_id: str) -> HttpResponse:
        """Keep the pupil as sent: 201 where the id is new, else 200; the same again changes nothing."""
        seat = access.own_school(request.actor, Act.KEEP_PUPIL, urn, to_write=True)
        body = self.Pupil(data=request.data, context={"today": local_day(request.at)})
        body.is_valid(raise_exception=True)
        check_unchanged(request, self._held(request, external_id))
        kept = keep(request, external_id, body.facts(), seat)
        return give(pages.pupil_for_system(kept.link, request.at), 201 if kept.is_new else 200)

    def _held(self, request: Asked, external_id: str) -> pages.PupilBody | None:
        """The pupil as they stand, or None."""
        link = access.own_external_id(request.actor, external_id)
        return pages.pupil_for_system(link, request.at) if link else None


def keep(request: Asked, external_id: str, facts: RollFacts, seat: SeatFacts) -> Kept:
    """Do it, with the school's own conflicts as problems."""
    try:
        return actions.keep_pupil(external_id, facts, seat=seat, by=request.actor, at=request.at)
    except PossibleDuplicate as likely:
        raise Problem("possible-duplicate", pupil=likely.reference) from likely
    except UpnOfAnother as other:
        raise Problem("invalid", wrong("/upn", "upn_of_another", OF_ANOTHER)) from other
    except NoSuchPupil as unknown:
        raise Problem("invalid", wrong("/same_as", "no_such_pupil", NO_SUCH)) from unknown
    except AnotherChild as reused:
        raise Problem("another-child") from reused
    except NeedsAPerson as stuck:
        raise Problem("needs-a-person") from stuck
