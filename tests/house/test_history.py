"""No update of a pupil, place, number, fact, agency or seat passes by the history: every statement is looked at."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from agencies.history.actions import Keeping
from agencies.history.models import Change
from agencies.policy import Act
from tests.kept import ROOT, NotKept
from tests.machines import known_system
from tests.people import AT, Cast, make_cast

ROLLS = f"{ROOT}/referrals/pupils/actions/rolls.py"
UPDATES = {
    "a queryset": "type(record).objects.filter(pk=record.pk).update(**{field: getattr(record, field)})",
    "a record": "record.save(update_fields=[field])",
    "all of a record": "record.save()",
    "many": "type(record).objects.bulk_update([record], [field])",
    "a guess": "type(record).objects.update_or_create(pk=record.pk, defaults={field: getattr(record, field)})",
    "SQL": "cursor.execute(f'update {record._meta.db_table} set {field} = {field}')",
}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def records(cast: Cast) -> dict[str, tuple[Any, Any, str]]:
    """One of each kind: with its owner, and a field."""
    from referrals.pupils.models import ExternalId, Identifier, PupilFact

    since, of = {"starts_on": date(2026, 1, 5)}, {"pupil": cast.kofi}
    number = Identifier.objects.create(authority=cast.wexmoor, kind="upn", value="A1", **since, **of)
    link = ExternalId.objects.create(
        school=cast.alder, system=known_system(cast.alder, cast.people["amara"]), value="a-1", made_at=AT, **of
    )
    by = {"recorded_at": AT, "recorded_by": cast.people["amara"]}
    return {
        "pupil": (cast.kofi, cast.kofi, "given_name"),
        "enrolment": (cast.kofi.enrolments.get(), cast.kofi, "form"),
        "identifier": (number, cast.kofi, "value"),
        "externalid": (link, cast.kofi, "upn"),
        "pupilfact": (PupilFact.objects.create(kind="ehc_plan", **since, **of, **by), cast.kofi, "words"),
        "agency": (cast.alder, cast.alder, "phone"),
        "seat": (cast.people["tom"].seats.get(), cast.alder, "role"),
    }


KINDS = ("pupil", "enrolment", "identifier", "externalid", "pupilfact", "agency", "seat")


@pytest.mark.parametrize("way", UPDATES)
@pytest.mark.parametrize("kind", KINDS)
def test_an_update_of_ours_past_the_history_is_caught(cast: Cast, kind: str, way: str) -> None:
    record, _, field = records(cast)[kind]
    with connection.cursor() as cursor, pytest.raises(NotKept, match="actions/rolls"):
        exec(compile(UPDATES[way], ROLLS, "exec"), {"record": record, "field": field, "cursor": cursor})  # noqa: S102  (as if it stood there)


@pytest.mark.parametrize("kind", KINDS)
def test_through_the_history_each_leaves_its_row(cast: Cast, kind: str) -> None:
    record, owner, field = records(cast)[kind]
    new = "agency_worker" if kind == "seat" else "other"
    kept = Keeping(Act.KEEP_PUPIL, cast.actor("amara"), AT)
    old = getattr(record, field)
    assert kept.change(record, owner, **{field: new}) == [field]
    assert kept.change(record, owner, **{field: new}) == [], "the same again"
    row: Change = next(row for table in Change.__subclasses__() for row in table.objects.all())
    assert (row.kind, row.key, row.field, row.old, row.new) == (kind, record.pk, field, old, new)
    assert kept.facts["changed"][row.reference]["of"] == owner.reference
    record.refresh_from_db()
    assert getattr(record, field) == new
