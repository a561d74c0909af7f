"""Suspensions that a head decided, reported by the school's own system."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import IF_NONE_MATCH, KEY, PAGED, SAME, needs, problems
from agencies.machines.api.problems import Problem, wrong
from agencies.machines.api.sending import Asked, Strict, give, give_if_new, give_page, once
from agencies.machines.api.strict import Day, Instant, Text, Truth
from agencies.policy import Act, Role, Scope, Standing
from agencies.schoolday import local_day
from agencies.web.asking import seat_for
from interventions.suspensions import actions, pages
from interventions.suspensions.api.checking import as_kept, of_decision, of_reasons, of_sessions
from interventions.suspensions.api.elsewhere import AnswerElsewhere, as_told, of_elsewhere
from interventions.suspensions.facts import SuspensionFacts
from interventions.suspensions.models import Suspension
from interventions.suspensions.states import NoSchoolDay, SaidOtherwise
from interventions.suspensions.totals import Session, kind_of
from interventions.suspensions.words import ANSWERS, ASKED
from referrals import door
from referrals.pupils.access import external_ids_of, pupil_by_external_id
from referrals.pupils.models import Pupil

NO_SESSION = "A session is a date with AM, PM or LUNCH."
REPORTING = (
    "no-scope", "bad-json", "no-idempotency-key", "not-found", "running", "already-reported", "no-media-type",
    "invalid", "key-used",
)  # fmt: skip


@extend_schema_field(
    {
        "type": "array",
        "prefixItems": [{"type": "string", "format": "date"}, {"enum": ["AM", "PM", "LUNCH"]}],
        "minItems": 2,
        "maxItems": 2,
        "examples": [["2026-11-16", "AM"]],
    }
)
class SessionField(serializers.Field[Any, Any, Any, Any]):
    """A date and a session of it, as a list of two."""

    def to_internal_value(self, data: Any) -> tuple[date, Session]:
        """`["2026-11-16", "AM"]`."""
        try:
            if not isinstance(data, list):
                raise TypeError(type(data))
            day, session = data
            return Day().to_internal_value(day), Session(session)
        except (TypeError, ValueError) as unreadable:
            raise serializers.ValidationError(NO_SESSION, code="session") from unreadable

    def to_representation(self, value: Any) -> Any:
        """As it came."""
        return value


class Suspensions(ApiAddress):
    """The school's suspensions."""

    query = PAGED

    class Report(Strict):
        """A head's decision, as the school's system has it; `pupil` is that system's id of the pupil."""

        pupil = Text(max_length=64)
        external_id = Text(max_length=64, required=False)
        type = serializers.ChoiceField(choices=["SUSP", "LNCH"], default="SUSP")
        reasons = serializers.ListField(child=Text(max_length=10), min_length=1, max_length=3)
        starts = Day(required=False)
        sessions = serializers.ListField(child=SessionField(), min_length=1, max_length=200)
        decided_at = Instant()
        decided_by_role = serializers.ChoiceField(choices=["head", "acting_head"])
        tried = Text(max_length=4000, required=False, default="", allow_blank=True)
        happened = Text(max_length=4000, required=False, default="", allow_blank=True)
        misses_exam = Truth(default=False)
        exam_on = Day(required=False)
        social_worker = serializers.ChoiceField(choices=list(ANSWERS), default="unknown")
        looked_after = serializers.ChoiceField(choices=list(ANSWERS), default="unknown")
        ehc_plan = serializers.ChoiceField(choices=list(ANSWERS), default="unknown")
        disability = serializers.ChoiceField(choices=list(ANSWERS), default="unknown")

        days_elsewhere = AnswerElsewhere(required=False)

        def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
            """Reasons of the day of the decision, sessions each once and not before it, a decision already taken."""
            errors = [*of_reasons(attrs), *of_sessions(attrs), *of_decision(attrs, self.context["at"])]
            if elsewhere := attrs.get("days_elsewhere"):
                first_on, today = min(day for day, _ in attrs["sessions"]), local_day(self.context["at"])
                errors += of_elsewhere(elsewhere, first_on, today, "/days_elsewhere")
            if errors:
                raise Problem("invalid", *errors)
            return attrs

        def facts(self) -> SuspensionFacts:
            """As plain facts."""
            sent = self.validated_data
            return SuspensionFacts(
                kind=kind_of(sent["sessions"]),
                sessions=tuple(sent["sessions"]),
                reasons=as_kept(sent["reasons"], local_day(sent["decided_at"])),
                tried=sent["tried"],
                happened=sent["happened"],
                misses_exam=sent["misses_exam"],
                exam_on=sent.get("exam_on"),
                answers={kind: sent[kind] for kind in ASKED},
                is_fact_only=True,
                external_id=sent.get("external_id", ""),
                elsewhere=as_told(sent.get("days_elsewhere"), local_day(self.context["at"])),
            )

    class Suspension(serializers.Serializer[Any]):
        """A suspension as it is kept, with what the school has to do now."""

        class Duty(serializers.Serializer[Any]):
            """What has to be done by when, by which rule."""

            what = serializers.CharField()
            state = serializers.CharField()
            due = serializers.DateField()
            rule = serializers.CharField()
            source = serializers.CharField()  # type: ignore[assignment]

        class Elsewhere(serializers.Serializer[Any]):
            """What its school was told of days at another school, which goes by no name here; `said_at` names it."""

            answer = serializers.ChoiceField(choices=["yes", "no"])
            half_days = serializers.IntegerField()
            source = serializers.CharField()  # type: ignore[assignment]
            asked_on = serializers.DateField()
            said_at = serializers.DateTimeField()

        id = serializers.CharField()
        external_id = serializers.CharField(allow_null=True)
        pupil = serializers.CharField(allow_null=True)
        state = serializers.CharField()
        type = serializers.CharField()
        reasons = serializers.ListField(child=serializers.CharField())
        unknown_reasons = serializers.ListField(child=serializers.CharField())
        unsettled = serializers.ListField(child=serializers.DateField())
        not_known = serializers.ListField(child=serializers.CharField())
        sessions = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
        half_days = serializers.IntegerField()
        decided_at = serializers.DateTimeField()
        decided_by_role = serializers.CharField()
        is_beyond_power = serializers.BooleanField()
        days_elsewhere = Elsewhere(allow_null=True)
        duties = Duty(many=True)
        href = serializers.URLField()

    class SuspensionPage(serializers.Serializer[Any]):
        """One page, and the address of the next or null."""

        next = serializers.URLField(allow_null=True)

        def get_fields(self) -> dict[str, Any]:
            """The suspensions of the page."""
            return {"items": Suspensions.Suspension(many=True), **super().get_fields()}

    @extend_schema(
        operation_id="report_suspension",
        request=Report,
        auth=needs(Scope.SUSPENSIONS_WRITE),
        responses={201: Suspension, **problems(*REPORTING)},
        parameters=[KEY],
        summary="Report a suspension that the head decided",
    )
    def post(self, request: Asked) -> HttpResponse:
        """Report once by Idempotency-Key; the same sending again is answered as the first was."""
        return once(request, lambda: self._report(request))

    def _report(self, request: Asked) -> HttpResponse:
        body = self.Report(data=request.data, context={"at": request.at})
        body.is_valid(raise_exception=True)
        sent = body.validated_data
        pupil = pupil_by_external_id(request.actor, Act.REPORT_SUSPENSION, sent["pupil"], request.at)
        one = _report(request, pupil, body.facts(), Role(sent["decided_by_role"]), sent["decided_at"])
        shown = pages.suspensions_for_system([one], {pupil.pk: sent["pupil"]})[0]
        return give(shown, 201, Location=reverse("api_suspension", args=[one.reference]))

    @extend_schema(
        operation_id="suspensions",
        auth=needs(Scope.SUSPENSIONS_READ),
        responses={200: SuspensionPage, **problems("no-scope", "bad-cursor")},
        summary="The school’s suspensions of pupils on the roll today",
        parameters=query,
    )
    def get(self, request: Asked) -> HttpResponse:
        """The suspensions of pupils on the roll today, latest first day first."""
        found = door.within(Suspension, request.actor, Act.SEE_SUSPENSION)

        def show(rows: list[Suspension]) -> list[dict[str, object]]:
            references = [row.reference for row in rows]
            door.note_list(request.actor, Act.SEE_SUSPENSION, "suspension list", references, request.at)
            ids = external_ids_of(request.actor, [row.pupil_id for row in rows])
            return pages.suspensions_for_system(rows, ids)

        return give_page(request, found, ("-first_on", "-id"), show)


class OneSuspension(ApiAddress):
    """One suspension of the school."""

    @extend_schema(
        operation_id="suspension",
        auth=needs(Scope.SUSPENSIONS_READ),
        responses={200: Suspensions.Suspension, **SAME, **problems("no-scope", "not-found")},
        parameters=[IF_NONE_MATCH],
        summary="One suspension of a pupil on the roll today",
    )
    def get(self, request: Asked, reference: str) -> HttpResponse:
        """The suspension with its duties as they stand now."""
        one = door.admit(request.actor, Act.SEE_SUSPENSION, reference, of=Suspension, at=request.at)
        ids = external_ids_of(request.actor, [one.pupil_id])
        return give_if_new(request, pages.suspensions_for_system([one], ids)[0])


def _report(request: Asked, pupil: Pupil, facts: SuspensionFacts, role: Role, decided_at: datetime) -> Suspension:
    """Do it, with what cannot be as problems."""
    seat = seat_for(request.actor, Act.REPORT_SUSPENSION, Standing.CONNECTED)
    report = partial(actions.report_suspension, pupil, facts, decided_by_role=role, decided_at=decided_at)
    try:
        return report(seat=seat, by=request.actor, at=request.at)
    except AlreadyDone as there:
        address = reverse("api_suspension", args=[there.record.reference])
        raise Problem("already-reported", headers={"Location": address}) from there
    except NoSchoolDay as shut:
        place = next(n for n, (day, _) in enumerate(facts.sessions) if day == shut.day)
        raise Problem("invalid", wrong(f"/sessions/{place}", "no_school_day", str(shut))) from shut
    except SaidOtherwise as sorry:
        raise Problem("invalid", wrong("/days_elsewhere", "not_now", str(sorry))) from sorry
    except NotNow as sorry:
        raise Problem("invalid", wrong("/sessions", "not_now", str(sorry))) from sorry
