"""What becomes one becomes two again: every table that names a child is as it was, whatever noun it is of."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Q

from agencies.drafts.models import Draft
from agencies.machines.models import MisClient
from referrals.attendance.models import AttendanceCorrection, AttendanceSum, AttendanceWeek
from referrals.duplicates.models import Duplicate
from referrals.family.models import FamilyLink
from referrals.merges.models import Merge
from referrals.pupils.models import ExternalId, Identifier, Pupil, PupilFact
from tests import contacts, documents, family, given_tasks, merges, moves, professionals, stories, suspensions
from tests.attendance import sums
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
HISTORY = {"merge", "came", "fieldchange", "tocompare"}
"""What a merge adds: its own rows, what was changed, and who is compared again."""
NOT_COMPARED = {"version", "pk"}
OLD_WEEK = date(2024, 11, 4)
WEEKS = (date(2026, 11, 9), date(2026, 11, 16), date(2026, 7, 13))


def rows_of(*pupils: Pupil) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that names one of these, as the database has it."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for model in apps.get_models():
        fields = [one.name for one in model._meta.concrete_fields if one.related_model is Pupil]
        kind = str(model._meta.model_name)
        if model is Pupil:
            of = Q(pk__in=[one.pk for one in pupils])
        elif fields and model._meta.managed and kind not in HISTORY:
            of = Q(*(Q(**{f"{name}__in": pupils}) for name in fields), _connector="OR")
        elif model._meta.label in ("referrals.CaseShare", "referrals.Entry", "referrals.Referral"):
            of = Q(case__pupil__in=pupils)
        else:
            continue
        columns = [one.attname for one in model._meta.concrete_fields if one.name not in NOT_COMPARED]
        rows = model._default_manager.filter(of)
        if kind == "duty":
            rows = rows.exclude(subject_kind="merge")
        found[kind] = sorted(rows.values_list(*columns), key=str)
    drafts = Draft.objects.filter(pupil_id__in=[one.pk for one in pupils])
    found["draft"] = sorted(drafts.values_list("pk", "pupil_id", "path", "subject_ref", "typed"), key=str)
    return found


def everything(cast: Cast) -> Duplicate:
    """Kofi with something of each noun; and a record like his with things of its own, and some that both have."""
    two = merges.pair(cast)
    other = two.other
    case = stories.case(cast)
    stories.shared(cast, case)
    stories.accepted(cast, case)
    stories.concern(cast)
    documents.add(cast, case)
    given_tasks.give(cast, case)
    professionals.add(cast)
    contacts.add(cast)
    family.link(cast)
    moves.proposed(cast, case)
    suspensions.impose(cast)
    numbers: dict[str, Any] = {"authority": cast.wexmoor, "kind": "upn", "starts_on": date(2020, 9, 1)}
    Identifier.objects.create(pupil=cast.kofi, value="R201100018042", **numbers)
    Identifier.objects.create(pupil=other, value="R201100018042", is_doubtful=True, **numbers)
    Identifier.objects.create(pupil=cast.kofi, value="H801200001001", **{**numbers, "kind": "uln"})
    made = {"scopes": [], "made_at": AT, "secret_made_at": AT, "expires_at": AT, "made_by": cast.people["colm"]}
    for pupil, system in ((cast.kofi, "SIMS"), (other, "Arbor")):
        client = MisClient.objects.create(agency=cast.alder, name=system, **made)
        said = {"school": cast.alder, "system": client, "made_at": AT, "upn": "R201100018042"}
        ExternalId.objects.create(pupil=pupil, value=f"{pupil.pk}", is_upn_elsewhere=pupil == other, **said)
        corrected = {"day": WEEKS[0], "session": "AM", "code": "N", "replaced_at": AT - timedelta(days=2)}
        AttendanceCorrection.objects.create(pupil=pupil, school=cast.alder, system=client, **corrected)
    for pupil, school, week, monday in (
        (cast.kofi, cast.alder, WEEKS[0], {"am_1": "/", "pm_1": "I"}),
        (cast.kofi, cast.alder, WEEKS[1], {"am_1": "I"}),
        (other, cast.alder, WEEKS[1], {"am_1": "O", "pm_1": "L"}),
        (other, cast.alder, WEEKS[2], {}),
        (other, cast.merrow, WEEKS[0], {"pm_5": "\\"}),
    ):
        AttendanceWeek.objects.create(pupil=pupil, school=school, week=week, **monday)
    for pupil in (cast.kofi, other):
        facts = {"starts_on": AT.date(), "recorded_at": AT, "recorded_by": cast.people["amara"]}
        PupilFact.objects.create(pupil=pupil, kind="social_worker", **facts)
    kofis, cast.kofi = cast.kofi, other
    stories.concern(cast)
    contacts.add(cast, name="Kwasi Mensah")
    professionals.add(cast)
    sister = FamilyLink.objects.get().to(kofis.pk)
    link = {"agency": cast.council, "kind": "sibling", "linked_at": AT, "linked_by": cast.people["grace"]}
    one, beside = sorted((sister, other), key=lambda pupil: pupil.pk)
    FamilyLink.objects.create(one=one, other=beside, **link)
    cast.kofi = kofis
    for pupil, many in ((kofis, 6), (other, 3)):
        of = {"school": cast.alder, "week": OLD_WEEK, "made_at": AT}
        AttendanceSum.objects.create(pupil=pupil, **of, **sums(attended=many))
    for pupil in (kofis, other):
        typed = {"person": cast.people["amara"], "authority": cast.wexmoor, "saved_at": AT, "page": pupil.reference}
        ref = {"path": f"/concerns/new/?pupil={pupil.reference}", "typed": {"pupil": [pupil.reference]}}
        Draft.objects.create(reference=pupil.reference, form="log_concern", pupil_id=pupil.pk, **ref, **typed)
    return two


@pytest.mark.parametrize("goes", ["kofi", "other"])
def test_every_table_that_names_a_child_is_as_before(cast: Cast, goes: str) -> None:
    two = everything(cast)
    going, staying = (two.one, two.other) if goes == "kofi" else (two.other, two.one)
    before = rows_of(two.one, two.other)
    merge = merges.merged(cast, two=two, stays=staying)
    left = rows_of(going)
    kept = {"pupil", "duplicate", "identifier", "pupilfact"}  # the record itself, and what both have
    assert {kind for kind, rows in left.items() if rows} == kept
    assert rows_of(two.one, two.other) != before
    if goes == "kofi":
        held = {kind for kind, rows in rows_of(staying).items() if not rows}
        assert held == {"arrival", "signal"}, "a table of which the world has no row"
    merges.split(cast, merge)
    after = rows_of(two.one, two.other)
    assert {kind: (rows, after[kind]) for kind, rows in before.items() if rows != after[kind]} == {}
    assert Merge.objects.get().state == "split"
    assert not merge.came.filter(parted_at=None).exists()
