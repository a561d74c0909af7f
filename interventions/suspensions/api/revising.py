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
from agencies.machines.api.strict import Text
from agencies.policy import Act, Scope
from agencies.schoolday import local_day
from interventions.suspensions import actions, pages
from interventions.suspensions.api.checking import as_kept, of_reasons, of_twice
from interventions.suspensions.api.reporting import SessionField, Suspensions
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
