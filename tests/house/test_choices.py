"""Every choice that a form offers is one that the database takes: each is put to the constraints of its column."""

import inspect
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.db.models import Model

from agencies.closures.models import Closure
from agencies.directory.models import Agency
from agencies.machines.models import MisClient
from agencies.people.models import Seat
from agencies.policy import Kind, Level, Role, Section
from agencies.settings.lines import LEVELS_OF_NEED
from inclusion.nouns import NOUNS
from interventions.moves.models import Consent, Move, PlaceCheck
from interventions.moves.states import Party
from interventions.signals.models import Signal
from interventions.suspensions.models import DaysElsewhere, Education, SuspendedSession, Suspension, SuspensionNotice
from interventions.suspensions.words import RECIPIENTS
from referrals.arrivals.models import Arrival
from referrals.cases.models import Case, FamilyTold
from referrals.concerns.models import Concern
from referrals.concerns.words import WORRY
from referrals.contacts.models import Contact, ContactPerson
from referrals.documents.models import Document
from referrals.entries.models import Entry
from referrals.family.models import FamilyLink
from referrals.given_tasks.models import GivenTask
from referrals.pupils.models import PupilFact
from referrals.referrals.models import Dispute, Referral
from referrals.referrals.words import REDIRECTED
from referrals.shares.models import CaseShare

Column = tuple[type[Model], str]
TOLD: Column = (FamilyTold, "told")
NOT_TOLD: Column = (FamilyTold, "reason")
LEVELS = [level.value for level in Level]
SECTIONS = [[section.value] for section in Section]
GIVEN: dict[str, Iterable[Any]] = {
    "AddAgency.kind": [kind.value for kind in Kind],
    "ChangeRole.role": [role.value for role in Role if role.is_persons],
    "InvitePerson.role": [role.value for role in Role if role.is_persons],
    "LogConcern.worry": list(WORRY),
    "DraftReferral.need": [code for code, *_ in LEVELS_OF_NEED],
    "AddDocument.section": [section.value for section in Section],
    "AddEntry.section": [section.value for section in Section],
    "Redirect.reason": list(REDIRECTED),
    "ConsentToMove.consent": [party.value for party in Party],
    "WithdrawMove.party": [party.value for party in Party],
    "RecordNotice.recipient": list(RECIPIENTS),
    **{f"{form}.level": LEVELS for form in ("ShareCase", "NarrowShare", "WidenShare")},
    **{f"{form}.sections": SECTIONS for form in ("ShareCase", "NarrowShare", "WidenShare")},
}
"""The choices of fields that are filled when the form is opened: all that can ever stand there."""

COLUMNS: dict[str, Column] = {
    "GiveTask.kind": (GivenTask, "kind"),
    "AddAgency.kind": (Agency, "kind"),
    "AddAgency.regime": (Agency, "regime"),
    "ChangeRole.role": (Seat, "role"),
    "InvitePerson.role": (Seat, "role"),
    "AnswerArrival.answer": (Arrival, "answer"),
    "AnswerSignal.result": (Signal, "result"),
    "SettleArrival.outcome": (Arrival, "outcome"),
    "KeepClosure.why": (Closure, "why"),
    "MakeClient.scopes": (MisClient, "scopes"),
    "RecordPupilFact.kind": (PupilFact, "kind"),
    "LogConcern.seen": (Concern, "seen"),
    **{f"{form}.dangers": (Concern, "dangers") for form in ("LogConcern", "MayTick", "AddEntry", "DraftReferral")},
    "LogConcern.worry": (Concern, "worry"),
    "CloseCase.outcome": (Case, "outcome"),
    **{f"{form}.told": TOLD for form in ("Told", "RecordFamilyTold", "ShareCase")},
    **{f"{form}.reason": NOT_TOLD for form in ("Told", "RecordFamilyTold", "ShareCase")},
    **{f"{form}.kind": (Entry, "kind") for form in ("_Words", "AddEntry", "EditEntry")},
    "AddEntry.section": (Entry, "section"),
    "AddDocument.section": (Document, "section"),
    "AddDocument.sort": (Document, "sort"),
    "AttachDocument.sort": (Document, "sort"),
    "Decline.reason": (Referral, "reason"),
    "Redirect.reason": (Referral, "reason"),
    "AnswerDispute.outcome": (Dispute, "outcome"),
    "DraftReferral.urgency": (Referral, "urgency"),
    "DraftReferral.need": (Referral, "need"),
    "DraftReferral.basis": (Referral, "basis"),
    "RecordFirstContact.contact_how": (Referral, "contact_how"),
    **{
        f"{form}.{field}": (Contact, field)
        for form in ("_Contact", "AddContact", "ChangeContact")
        for field in ("relationship", "has_responsibility", "may_be_told")
    },
    **{f"{form}.interpreter": (ContactPerson, "interpreter") for form in ("_Contact", "AddContact", "ChangeContact")},
    "LinkFamily.kind": (FamilyLink, "kind"),
    "DraftReferral.family_told": (Referral, "family_told"),
    **{f"{form}.level": (CaseShare, "level") for form in ("ShareCase", "NarrowShare", "WidenShare")},
    **{f"{form}.sections": (CaseShare, "sections") for form in ("ShareCase", "NarrowShare", "WidenShare")},
    "ShareCase.purpose": (CaseShare, "purpose"),
    **{f"{form}.condition": (CaseShare, "condition") for form in ("ShareCase", "WidenShare")},
    **{f"{form}.limb": (CaseShare, "limb") for form in ("ShareCase", "WidenShare")},
    "RefuseShare.reason": (CaseShare, "refused_for"),
    "WithdrawShare.reason": (CaseShare, "withdrawn_reason"),
    "ShareCase.basis": (CaseShare, "basis"),
    "ConsentToMove.consent": (Consent, "party"),
    "ConsentToMove.answer": (Consent, "answer"),
    "Place.ground": (PlaceCheck, "ground"),
    "ProposeMove.ground": (PlaceCheck, "ground"),
    "WithdrawMove.party": (Move, "ended_party"),
    "BoardDecision.outcome": (Suspension, "outcome"),
    **{f"{form}.back_session": (SuspendedSession, "session") for form in ("Back", "CancelSuspension")},
    **{f"{form}.kind": (Suspension, "kind") for form in ("Correct", "ImposeSuspension")},
    **{f"{form}.since": (SuspendedSession, "session") for form in ("Correct", "ImposeSuspension")},
    **{f"{form}.until": (SuspendedSession, "session") for form in ("Correct", "ImposeSuspension")},
    **{f"{form}.elsewhere_source": (DaysElsewhere, "source") for form in ("ImposeSuspension", "RecordDaysElsewhere")},
    "ArrangeEducation.told_how": (Education, "told_how"),
    "RecordNotice.recipient": (SuspensionNotice, "recipient"),
    "RecordNotice.how": (SuspensionNotice, "how"),
}
RECORDS = {
    *(
        f"{form}.rung" for form in ("Called", "LogConcern", "RecordCall", "MayTick", "AddEntry", "DraftReferral")
    ),  # kept as a yes or a no
    "AddPupil.same",
    "SwitchSignal.is_on",  # kept as a yes or a no
    "TakeRecord.parts",  # kept in the trail
    "TakeRecord.papers",
    "AddContact.same",
    "AddDocument.entry",
    "AddEntry.tell",  # kept as who was told
    "MayTell.tell",
    "LinkFamily.other",
    "ProposeMerge.stays",
    "TakeWord.fields_taken",
    "RecordNotice.contact",
    "RestrictContact.reach",  # which of two records it is kept with
    "ChooseFile.school",
    "ChooseRegisters.school",
    "TakeRoll.left",
    "KeepYear.terms",
    "PlanRoll.leaving",
    "PlanRoll.single",
    "MakeClient.agency",
    "MakeClient.before",  # kept as the system whose ids it has
    "RecordTransfer.what",  # which of two days it is kept in
    "TellOfMove.who",  # kept as told, with who, how and when
    "RefuseRequest.reason",  # kept in the story in words, and in the trail
    *(f"ProposeMove.{kind}" for kind in ("ehc_plan", "looked_after", "social_worker")),  # kept as asked
    "NameLead.person",
    "GiveTask.to",
    "HandOver.to",
    "HandTo.to",
    "ToSomebody.to",
    "RotateClient.overlap",  # a span, kept as an instant
    "ShareCase.agency",
    "ProposeMove.is_fit",
    "ProposeMove.school",
    "Correct.open_on",  # days of the school's calendar
    "Correct.reasons",
    "Correct.which",  # whether the days stay as they are
    "ImposeSuspension.elsewhere",  # a yes or a no, kept as a number of days
    "RecordDaysElsewhere.elsewhere",
    "RecordExamDay.misses_exam",  # kept as a yes or a no
    "ImposeSuspension.open_on",
    "ImposeSuspension.reasons",  # codes of the register that hold on the day
    *(f"ImposeSuspension.{kind}" for kind in ("social_worker", "looked_after", "ehc_plan", "disability")),
    # what the head knows of the pupil: kept with the suspension as an answer, a yes as a fact
}
"""Fields that choose among records, or whose choice is kept nowhere."""


def choices_of_all_forms() -> dict[str, list[Any]]:
    """Each field of choices by "Form.field", with the values that its form offers from the first."""
    found: dict[str, list[Any]] = {}
    for noun in NOUNS:
        if find_spec(f"{noun}.forms") is None:
            continue
        room = import_module(f"{noun}.forms")
        for name, form in inspect.getmembers(room, inspect.isclass):
            if issubclass(form, forms.Form) and f"{form.__module__}.".startswith(f"{room.__name__}."):
                for field, of in form.base_fields.items():
                    if isinstance(of, forms.ChoiceField):
                        values = [] if isinstance(of, forms.ModelChoiceField) else [key for key, _ in of.choices]
                        found[f"{name}.{field}"] = [
                            [v] if isinstance(of, forms.MultipleChoiceField) else v for v in values
                        ]
    return found


def test_every_field_of_choices_is_known_here() -> None:
    assert set(choices_of_all_forms()) == set(COLUMNS) | RECORDS


def checks_of(model: type[Model], column: str) -> list[str]:
    """The check constraints of this column alone, as the database has them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_get_expr(conbin, conrelid) from pg_constraint where contype = 'c' and conrelid = %s::regclass"
            " and conkey = array[(select attnum from pg_attribute where attrelid = %s::regclass and attname = %s)]",
            [table, table, column],
        )
        return [row[0] for row in cursor.fetchall()]


def refused_by(model: type[Model], column: str, value: Any) -> list[str]:
    """What of the column this value breaks: its type, where that cuts it off, or a check constraint."""
    kind = model._meta.get_field(column).db_type(connection)
    loose = "text[]" if isinstance(value, list) else "text" if isinstance(value, str) else kind
    asked = [(f"({column})::{kind}::{loose} = {column}", loose), *((check, kind) for check in checks_of(model, column))]
    broken = []
    with connection.cursor() as cursor:
        for check, of in asked:
            cursor.execute(f"select {check} from (select %s::{of} as {column}) as row_", [value])
            broken += [] if cursor.fetchone()[0] else [check]
    return broken


@pytest.mark.django_db
@pytest.mark.parametrize("field", sorted(COLUMNS))
def test_the_database_takes_every_choice(field: str) -> None:
    model, column = COLUMNS[field]
    values = [*choices_of_all_forms()[field], *GIVEN.get(field, [])]
    assert values
    assert {repr(value): bad for value in values if (bad := refused_by(model, column, value))} == {}


@pytest.mark.django_db
def test_a_phrase_of_the_trail_would_be_refused_as_a_fact() -> None:
    """As nine were offered once, each a 500 when it was chosen."""
    assert refused_by(PupilFact, "kind", "impose_suspension")
    assert not refused_by(PupilFact, "kind", "ehc_plan")
