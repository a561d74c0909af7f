"""A suspension: its reasons as rows, its days as sessions of half a day each, and the notices that were given of it."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from agencies.acting.querysets import Transitioning
from agencies.belonging import AuthorityOf, Cohort, SchoolOf
from agencies.directory.models import Agency, Authority
from agencies.machines.models import MisClient
from agencies.people.models import Person
from agencies.policy.retention import Retention
from agencies.references import new_reference
from interventions.suspensions import words
from interventions.suspensions.states import State
from referrals.cases.models import Case
from referrals.contacts.models import Contact
from referrals.pupils.models import Pupil

MOST_REASONS = 3
HOW = list(words.HOW)
OF = list(words.OF)
RECIPIENTS = list(words.RECIPIENTS)
OUTCOMES = list(words.OUTCOMES)
BEFORE_THE_BOARD = [State.BEGUN.value, State.ADJOURNED.value, State.DECIDED.value]


def _who() -> Any:
    return models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


def _tied(name: str) -> models.CheckConstraint:
    """Both `_at` and `_by`, or neither."""
    neither, both = Q(**{f"{name}_at": None, f"{name}_by": None}), {f"{name}_{x}__isnull": False for x in ("at", "by")}
    return models.CheckConstraint(condition=neither | Q(**both), name=f"suspension_{name}_by_and_at")


class Suspension(models.Model):
    """One decision of a head to exclude a pupil for a fixed period: imposed here, or reported by a school's system.

    `happened`: why, in the head's own words, as the family reads it. `exams_taken`: all of Year 11 are sat (DAY-7).
    """

    retention = Retention.EXCLUSION_PAPERS
    reference = models.CharField(max_length=11, unique=True, default=new_reference)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, db_index=False)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="suspensions")
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="suspensions")
    kind = models.CharField(max_length=15)
    first_on = models.DateField()
    last_on = models.DateField()
    half_days = models.PositiveSmallIntegerField()
    tried = models.TextField(blank=True)
    happened = models.TextField(blank=True, db_default="")
    misses_exam = models.BooleanField(default=False)
    exam_on = models.DateField(null=True, blank=True)
    exams_taken = models.BooleanField(default=False, db_default=False)
    is_beyond_power = models.BooleanField(default=False)
    decided_by_role = models.CharField(max_length=15)
    decided_at = models.DateTimeField()
    imposed_at = models.DateTimeField()
    imposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reported_by = models.CharField(max_length=150, blank=True)
    system = models.ForeignKey(MisClient, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    external_id = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, default=State.IMPOSED.value)
    board = models.CharField(max_length=6, blank=True)
    asked = models.JSONField(default=dict, blank=True)
    back_on = models.DateField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = _who()
    cancelled_why = models.TextField(blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = _who()
    voided_by_system = models.CharField(max_length=150, blank=True)
    voided_why = models.TextField(blank=True)
    revision = models.PositiveSmallIntegerField(default=0)
    changes = models.JSONField(default=list, blank=True)
    represented_at = models.DateTimeField(null=True, blank=True)
    represented_by = _who()
    represented_on = models.DateField(null=True, blank=True)
    represented_whose = models.CharField(max_length=120, blank=True)
    considered_at = models.DateTimeField(null=True, blank=True)
    considered_by = _who()
    considered_on = models.DateField(null=True, blank=True)
    board_view = models.TextField(blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    begun_by = _who()
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    outcome_words = models.TextField(blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = _who()
    cohort = Cohort()
    version = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = Transitioning.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "authority"], name="suspension_of_authority"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="suspension_state_known"),
            models.CheckConstraint(condition=Q(board__in=["", "asked", "meets"]), name="suspension_board_known"),
            models.CheckConstraint(condition=Q(outcome__in=["", *OUTCOMES]), name="suspension_outcome_known"),
            *(_tied(name) for name in ("cancelled", "represented", "considered", "begun", "outcome")),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED.value)
                | Q(cancelled_at__isnull=False, begun_at=None) & ~Q(cancelled_why=""),
                name="suspension_cancelled_before_the_board",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=State.VOID.value, voided_at__isnull=False, begun_at=None)
                    & ~Q(voided_why="")
                    & (Q(voided_by__isnull=False, voided_by_system="") | Q(voided_by=None) & ~Q(voided_by_system=""))
                )
                | (~Q(state=State.VOID.value) & Q(voided_at=None, voided_by=None, voided_by_system="", voided_why="")),
                name="suspension_voided_by_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BEFORE_THE_BOARD) | Q(begun_at__isnull=False),
                name="suspension_board_begun",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DECIDED.value, outcome_at__isnull=False)
                | (~Q(state=State.DECIDED.value) & Q(outcome_at=None)),
                name="suspension_board_decided",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["whole", "whole_from_pm", "lunch", "mornings", "afternoons", "sessions"]),
                name="suspension_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_role__in=["head", "acting_head"]), name="suspension_decided_by_head"
            ),
            models.CheckConstraint(
                condition=Q(imposed_by__isnull=False, reported_by="") | (Q(imposed_by=None) & ~Q(reported_by="")),
                name="suspension_imposed_or_reported",
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on"), half_days__gt=0), name="suspension_in_order"
            ),
            models.CheckConstraint(
                condition=Q(exam_on=None) | Q(misses_exam=True), name="suspension_exam_that_is_missed"
            ),
            models.UniqueConstraint(
                fields=["system", "external_id"],
                condition=~Q(external_id="") & Q(voided_by_system=""),
                name="suspension_external_id_once",
            ),
        ]
        indexes = [
            models.Index(F("school"), F("first_on").desc(), F("id").desc(), name="suspension_school"),
            models.Index(F("authority"), F("first_on").desc(), F("id").desc(), name="suspension_authority"),
            models.Index(F("school"), F("cohort"), F("first_on").desc(), F("id").desc(), name="suspension_school_year"),
            models.Index(
                F("authority"), F("cohort"), F("first_on").desc(), F("id").desc(), name="suspension_authority_year"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class SuspensionReason(models.Model):
    """One of up to three reasons of the census, in order, none of them the main one (data.md 4.2)."""

    retention = Retention.EXCLUSION_PAPERS
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="suspension")
    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="reasons", db_index=False)
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=18)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=MOST_REASONS), name="suspension_reasons_three"),
            models.UniqueConstraint(fields=["suspension", "place"], name="suspension_reason_place"),
            models.UniqueConstraint(fields=["suspension", "code"], name="suspension_reason_once"),
        ]

    def __str__(self) -> str:
        return f"{self.suspension_id}: {self.code}"


class SuspendedSession(models.Model):
    """A morning, an afternoon or a lunchtime out: half a day each; nobody is out twice of one by one school.

    A pupil of two schools may be suspended by both for the same session (law.md 11): `school` is the suspension's.
    `fell_away`: the pupil was back before it, or it never was: by a cancellation, the governing board, a correction.
    """

    retention = Retention.EXCLUSION_PAPERS
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="suspension")
    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="sessions")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    school = SchoolOf(Agency, on_delete=models.PROTECT, null=True, related_name="+", of="suspension")
    day = models.DateField()
    session = models.CharField(max_length=5)
    fell_away = models.BooleanField(default=False)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(session__in=["AM", "PM", "LUNCH"]), name="suspended_session_known"),
            models.UniqueConstraint(
                fields=["pupil", "day", "session", "school"],
                condition=Q(fell_away=False),
                nulls_distinct=False,
                name="suspended_session_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id}: {self.day} {self.session}"


class SuspensionNotice(models.Model):
    """That one recipient was told of the suspension: who, how and when. The council sees what it was told.

    `whom`: their name on that day; `contact`: which of the people around the child it is, where it is one of them.
    `told_at`: the time of that day, where it is known. `given_on`: the day on which it counts as given. `recorded_by`:
    nobody, where the council was told by what the school's own system reported. `letter`: the letter to the family, as
    it stood when this was recorded, in parts: a heading, a paragraph or a line, and its words.
    """

    retention = Retention.EXCLUSION_PAPERS
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="suspension")
    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="notices")
    recipient = models.CharField(max_length=15)
    of = models.CharField(max_length=12, default="suspension")
    revision = models.PositiveSmallIntegerField(default=0)
    whom = models.CharField(max_length=120)
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=20)
    told_on = models.DateField()
    told_at = models.DateTimeField(null=True, blank=True)
    given_on = models.DateField(null=True, blank=True)
    letter = models.JSONField(default=list, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(recipient__in=RECIPIENTS), name="suspension_notice_recipient"),
            models.CheckConstraint(
                condition=Q(how__in=HOW),
                name="suspension_notice_how",
            ),
            models.CheckConstraint(condition=Q(of__in=OF), name="suspension_notice_of"),
            models.UniqueConstraint(
                fields=["suspension", "recipient", "of", "revision"],
                condition=~Q(recipient="parents"),
                name="suspension_notice_once",
            ),
            models.UniqueConstraint(
                fields=["suspension", "of", "revision", "whom"],
                condition=Q(recipient="parents", contact=None),
                name="suspension_notice_parent",
            ),
            models.UniqueConstraint(
                fields=["suspension", "of", "revision", "contact"],
                condition=Q(recipient="parents"),
                name="suspension_notice_contact",
            ),
            models.CheckConstraint(
                condition=Q(contact=None) | Q(recipient="parents"), name="suspension_notice_contact_is_parents"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suspension_id}: {self.recipient}"


class BoardSitting(models.Model):
    """One sitting of the board's meeting, at the times at which it was; `entered_at`, `closed_at`: when it was told.

    `changes`: what the times were before they were corrected.
    It ended adjourned (`goes_on_on`, where a day was set) or with the decision, which has a time of its own.
    """

    retention = Retention.EXCLUSION_PAPERS
    authority = AuthorityOf(Authority, on_delete=models.PROTECT, related_name="+", of="suspension")
    suspension = models.ForeignKey(Suspension, on_delete=models.CASCADE, related_name="sittings", db_index=False)
    began_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    goes_on_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = _who()
    changes = models.JSONField(default=list, db_default=[], blank=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, closed_at=None, closed_by=None, goes_on_on=None, decided_at=None)
                | Q(ended_at__gte=F("began_at"), closed_at__gte=F("ended_at"), closed_by__isnull=False)
                & (
                    Q(decided_at=None)
                    | Q(decided_at__gte=F("began_at"), decided_at__lte=F("closed_at"), goes_on_on=None)
                ),
                name="board_sitting_ended",
            ),
            models.CheckConstraint(condition=Q(entered_at__gte=F("began_at")), name="board_sitting_began_before_now"),
            models.UniqueConstraint(fields=["suspension", "began_at"], name="board_sitting_once"),
            models.UniqueConstraint(fields=["suspension"], condition=Q(ended_at=None), name="board_sitting_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.suspension_id}: {self.began_at}"
