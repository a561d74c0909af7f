"""A suspension that a school's own system reported is corrected or shortened, or never happened."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import KEY, needs, problems
from agencies.machines.api.problems import Problem, wrong
from agencies.machines.api.sending import Asked, Strict, give, once
from agencies.machines.api.strict import Instant, Text
from agencies.policy import Act, Scope
from agencies.schoolday import local_day
from interventions.suspensions import actions, pages
from interventions.suspensions.actions.elsewhere import SAID_SINCE
from interventions.suspensions.api.checking import as_kept, of_reasons, of_twice
from interventions.suspensions.api.elsewhere import AnswerElsewhere, as_told, of_elsewhere
from interventions.suspensions.api.reporting import SessionField, Suspensions
from interventions.suspensions.elsewhere import holds_now, said_before
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import NoSchoolDay
from interventions.suspensions.totals import Session
from referrals import door
from referrals.pupils.access import external_ids_of

REVISING = (
    "no-scope",
    "bad-json",
    "no-idempotency-key",
    "not-found",
    "running",
    "no-media-type",
    "invalid",
    "key-used",
)


SAID = "It was said already: an answer that stands does not become unknown."

Do = Callable[[Asked, Suspension, dict[str, Any]], None]


class Why(Strict):
    """The reason, in words that the family reads."""

    why = Text(max_length=2000)


class VoidSuspension(ApiAddress):
    """A suspension that never happened."""

    @extend_schema(
        operation_id="void_suspension",
        request=Why,
        auth=needs(Scope.SUSPENSIONS_WRITE),
        responses={200: Suspensions.Suspension, **problems(*REVISING)},
        parameters=[KEY],
        summary="Say that a suspension which the system reported never happened",
    )
    def post(self, request: Asked, reference: str) -> HttpResponse:
        """No day of it counts; it is kept as void."""
        return once(request, lambda: _revise(request, reference, Act.VOID_SUSPENSION, Why, self._void))

    def _void(self, request: Asked, one: Suspension, sent: dict[str, Any]) -> None:
        actions.void_suspension(one, why=sent["why"], by=request.actor, at=request.at)


class ShortenSuspension(ApiAddress):
    """A suspension that ends before its last day."""

    class Shorten(Why):
        """`back` is the first session for which the pupil is back."""

        back = SessionField()

    @extend_schema(
        operation_id="shorten_suspension",
        request=Shorten,
        auth=needs(Scope.SUSPENSIONS_WRITE),
        responses={200: Suspensions.Suspension, **problems(*REVISING)},
        parameters=[KEY],
        summary="Shorten a suspension which the system reported",
    )
    def post(self, request: Asked, reference: str) -> HttpResponse:
        """What was served before it stands, and counts."""
        return once(request, lambda: _revise(request, reference, Act.SHORTEN_SUSPENSION, self.Shorten, self._shorten))

    def _shorten(self, request: Asked, one: Suspension, sent: dict[str, Any]) -> None:
        day, session = sent["back"]
        back = {"back_on": day, "back_session": str(session)}
        actions.shorten_suspension(one, why=sent["why"], **back, by=request.actor, at=request.at)


class CorrectSuspension(ApiAddress):
    """A suspension whose days or reasons were reported wrongly."""

    class Correct(Why):
        """All its sessions and reasons, as they should have been."""

        sessions = serializers.ListField(child=SessionField(), min_length=1, max_length=200)
        reasons = serializers.ListField(child=Text(max_length=10), min_length=1, max_length=3)

        def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
            """Each once."""
            if errors := [*of_reasons(attrs), *of_twice(attrs["sessions"])]:
                raise Problem("invalid", *errors)
            return attrs

    @extend_schema(
        operation_id="correct_suspension",
        request=Correct,
        auth=needs(Scope.SUSPENSIONS_WRITE),
        responses={200: Suspensions.Suspension, **problems(*REVISING)},
        parameters=[KEY],
        summary="Correct a suspension which the system reported",
    )
    def post(self, request: Asked, reference: str) -> HttpResponse:
        """It never becomes longer; the same again changes nothing."""
        return once(request, lambda: _revise(request, reference, Act.CORRECT_SUSPENSION, self.Correct, self._correct))

    def _correct(self, request: Asked, one: Suspension, sent: dict[str, Any]) -> None:
        sessions: tuple[tuple[date, Session], ...] = tuple(sent["sessions"])
        to = actions.Correction(sessions, as_kept(sent["reasons"], local_day(one.decided_at)))
        try:
            actions.correct_suspension(one, to, why=sent["why"], by=request.actor, at=request.at)
        except AlreadyDone:
            return  # it says so already
        except NoSchoolDay as shut:
            place = next(n for n, (day, _) in enumerate(sessions) if day == shut.day)
            raise Problem("invalid", wrong(f"/sessions/{place}", "no_school_day", str(shut))) from shut


class RecordDaysElsewhere(ApiAddress):
    """Days of suspension at another school before this one, which are not recorded here."""

    class Record(AnswerElsewhere):
        """`instead_of`: the `said_at` of the answer in whose place it is said, where the school has said one."""

        instead_of = Instant(required=False)

    @extend_schema(
        operation_id="record_days_elsewhere",
        request=Record,
        auth=needs(Scope.SUSPENSIONS_WRITE),
        responses={200: Suspensions.Suspension, **problems(*REVISING)},
        parameters=[KEY],
        summary="Say whether there were days at another school, which count towards the 45 of the year",
    )
    def post(self, request: Asked, reference: str) -> HttpResponse:
        """The totals are counted again; the same again changes nothing, and *unknown* leaves it asked."""
        return once(request, lambda: _revise(request, reference, Act.RECORD_DAYS_ELSEWHERE, self.Record, self._say))

    def _say(self, request: Asked, one: Suspension, sent: dict[str, Any]) -> None:
        today = local_day(request.at)
        if errors := of_elsewhere(sent, one.first_on, today):
            raise Problem("invalid", *errors)
        stands, seen = holds_now(one), sent.get("instead_of")
        said, before = as_told(sent, today, stands), stands or said_before(one)
        if said is None:
            if stands:
                raise Problem("invalid", wrong("/answer", "said", SAID))
            return
        if seen and not (before and before.said_at == seen):
            raise Problem("invalid", wrong("/instead_of", "not_now", SAID_SINCE))
        sight: dict[str, Any] = {"instead_of": stands.pk if stands and seen else None, "has_seen": bool(seen)}
        try:
            actions.record_days_elsewhere(one, said, by=request.actor, at=request.at, **sight)
        except AlreadyDone:
            return  # it says so already


def _revise(request: Asked, reference: str, act: Act, form: type[Strict], do: Do) -> HttpResponse:
    """Do it, and answer with the suspension as it is then; what can't be done is a problem that says why."""
    one = door.admit(request.actor, act, reference, of=Suspension, at=request.at, to_write=True)
    body = form(data=request.data)
    body.is_valid(raise_exception=True)
    try:
        do(request, one, body.validated_data)
    except NotNow as sorry:
        raise Problem("invalid", wrong("", "not_now", str(sorry))) from sorry
    one.refresh_from_db()
    return give(pages.suspensions_for_system([one], external_ids_of(request.actor, [one.pupil_id]))[0], 200)
