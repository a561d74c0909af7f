"""The database repeats the states, and ties each state and instant to its person."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.referrals.models import Referral
from tests.acting.records import STATES, states
from tests.people import AT, Cast

pytestmark = pytest.mark.django_db
COLUMNS = {
    "concern": (Concern, "concern_state_known"),
    "case": (Case, "case_state_known"),
    "referral": (Referral, "referral_state_known"),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_the_check_constraint_repeats_the_states(kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conname = %s", [COLUMNS[kind][1]])
        assert set(re.findall(r"'(\w+)'", cursor.fetchone()[0])) == states(kind)


@pytest.mark.parametrize(
    ("kind", "state", "fields"),
    [
        ("concern", "noted", {"state": "elsewhere"}),
        ("concern", "noted", {"state": "dismissed"}),
        ("concern", "noted", {"decided_at": AT}),
        ("case", "open", {"state": "elsewhere"}),
        ("case", "open", {"state": "closed"}),
        ("case", "open", {"closed_at": AT}),
        ("referral", "drafted", {"state": "sent"}),
        ("referral", "sent", {"state": "accepted"}),
        ("referral", "sent", {"sent_by": None}),
        ("entry", "plain", {"is_restricted": True}),
        ("share", "live", {"withdrawn_at": AT, "closed_at": AT}),
        ("share", "live", {"withdrawn_at": AT, "withdrawn_by": 1}),
        ("share", "offered", {"accepted_at": AT}),
    ],
    ids=str,
)
def test_the_database_ties_each_state_and_instant_to_its_person(
    cast: Cast, kind: str, state: str, fields: dict[str, Any]
) -> None:
    record = STATES[kind, state](cast)
    people = {name: cast.people["amara"] if name.endswith("_by") and value else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**people)
