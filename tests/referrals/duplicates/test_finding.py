"""Which records are found alike: made duplicates all, twins and siblings never, clashes for nobody."""

from datetime import date, timedelta

import pytest

from agencies.likeness import POSSIBLE, Child, days_near, likeness
from agencies.policy import Kind
from agencies.trail.models import TrailEntry
from referrals.arrivals.models import Arrival
from referrals.duplicates.facts import are_twins
from referrals.duplicates.models import Duplicate, ToCompare
from referrals.family.models import FamilyLink
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil
from tests.arriving import UPN, add, arrived
from tests.browsing import statements
from tests.duplicates import found, look, record
from tests.machines import known_system
from tests.people import AT, Cast, make_agency

pytestmark = pytest.mark.django_db
DAY = date(2013, 5, 17)
UNLIKE = [
    ("Ava", "Mia"), ("Noah", "Ethan"), ("Zoë", "Leila"), ("Omar", "Yusuf"), ("Grace", "Holly"), ("Tomasz", "Piotr"),
    ("Ngozi", "Chidi"), ("Aoife", "Róisín"), ("Jack", "Harry"), ("Maya", "Isla"), ("Łucja", "Hanna"), ("Bao", "Minh"),
    ("Muhammad Ali", "Muhammad Hassan"), ("Mary Ellen", "Mary Beth"), ("Olu", "Femi"), ("Sofia", "Lucia"),
    ("Ivan", "Oleg"), ("Priya", "Anjali"), ("Kofi", "Yaw"), ("Ella", "Ruby"), ("Dylan", "Rhys"), ("Amir", "Bilal"),
    ("Esi", "Abena"), ("Finn", "Oscar"), ("Leo", "Max"),
]  # fmt: skip
LIKE = [
    ("Amina", "Hassan", "Amina", "Hassan"), ("James", "Okafor", "Jimmy", "Okafor"), ("Zoë", "Müller", "Zoe", "Muller"),
    ("Zoë", "Müller", "Zoe", "Mueller"), ("Adam", "Thomas", "Thomas", "Adam"), ("Łukasz", "Nowak", "Lukasz", "Nowak"),
    ("Ruby", "Clarke-Adeyemi", "Ruby", "Adeyemi"), ("Mary-Jane", "O’Neill", "Mary Jane", "ONeill"),
    ("Samuel", "Boateng", "Sam", "Boateng"), ("Kulsuma", "Begum", "Kulsuma", "Begam"),
    ("Siobhán", "O'Shea", "Siobhan", "OShea"), ("Nikola", "Kovač", "Nikola", "Kovac"),
]  # fmt: skip


def pairs() -> set[tuple[str, str]]:
    return {(one.one.given_name, one.other.given_name) for one in Duplicate.objects.filter(state="waiting")}


def number(pupil: Pupil, value: str = UPN, *, is_doubtful: bool = False, ends_on: date | None = None) -> None:
    Identifier.objects.create(
        pupil=pupil,
        authority_id=pupil.authority_id,
        kind="upn",
        value=value,
        starts_on=date(2020, 9, 1),
        is_doubtful=is_doubtful,
        ends_on=ends_on,
    )


def test_a_hundred_twins_and_siblings_are_never_proposed(cast: Cast) -> None:
    made: list[Pupil] = []
    for n, (one, other) in enumerate(UNLIKE):
        twins, born = f"Twin{'abcdefghijklmnopqrstuvwxyz'[n]}ton", DAY + timedelta(days=40 * n)
        for family in (twins, f"{twins}-Reed"):  # as twins, and under one number, as when those were crossed
            made += [record(cast.merrow, name, family, born) for name in (one, other)]
        number(made[-2], f"R2011000{n:05d}")
        number(made[-1], f"R2011000{n:05d}", is_doubtful=True)
        sibling = f"{twins}son"  # and siblings: three years apart, then one digit of the birthday
        made += [record(cast.merrow, one, sibling, born), record(cast.merrow, other, sibling, born.replace(year=2010))]
        near = next(day for day in days_near(born) if abs((day - born).days) > 330)
        made += [record(cast.merrow, one, f"{sibling}ex", born), record(cast.merrow, other, f"{sibling}ex", near)]
    assert look(*made) == len(made) == 200
    two = Duplicate.objects.select_related("one", "other")
    made_pairs = {(a.pk, b.pk) for a, b in zip(made[::2], made[1::2], strict=True)}
    assert {(one.one_id, one.other_id) for one in two} & made_pairs == set()


def test_made_duplicates_are_all_proposed(cast: Cast) -> None:
    made: list[Pupil] = []
    for n, (one, family, other, also) in enumerate(LIKE):
        born = DAY + timedelta(days=40 * n)
        made += [record(cast.alder, one, family, born), record(cast.merrow, other, also, born)]
    turned = [
        record(cast.alder, "Leah", "Brennan", date(2013, 4, 11)),
        record(cast.merrow, "Leah", "Brennan", date(2013, 11, 4)),
    ]
    digit = [
        record(cast.alder, "Hana", "Novak", date(2012, 6, 15)),
        record(cast.merrow, "Hana", "Novak", date(2012, 6, 16)),
    ]
    renamed = [record(cast.alder, "Callum", "Price", DAY), record(cast.merrow, "Callum", "Hughes", DAY)]
    number(renamed[0])
    number(renamed[1], is_doubtful=True)
    known = [record(cast.alder, "Alexandra", "Frost", DAY, "Sasha"), record(cast.merrow, "Sasha", "Frost", DAY)]
    slipped = [record(cast.alder, "Ola", "Brandt", DAY), record(cast.merrow, "Ola", "Brandt", date(2010, 11, 28))]
    number(slipped[0], "H801200001001")
    number(slipped[1], "H801200001001", is_doubtful=True)
    made += turned + digit + renamed + known + slipped
    look(*made)
    ought = {(a.pk, b.pk) for a, b in zip(made[::2], made[1::2], strict=True)}
    assert {(one.one_id, one.other_id) for one in Duplicate.objects.all()} == ought


@pytest.mark.parametrize("crossed", [True, False])
def test_a_number_that_clashes_is_shown_to_nobody(cast: Cast, crossed: bool) -> None:
    one = record(cast.alder, "Tyler", "Reed", DAY)
    other = record(cast.merrow, "Noah" if crossed else "Tyler", "Bennett", DAY if crossed else date(2009, 1, 9))
    number(one)
    number(other, is_doubtful=True)
    look(one, other)
    assert not Duplicate.objects.exists()


def test_a_number_that_another_schools_system_sends_is_a_number_in_common(cast: Cast) -> None:
    one, other = record(cast.alder, "Ella", "Shaw", DAY), record(cast.merrow, "Ella", "Vance", DAY)
    look(one, other)
    assert not Duplicate.objects.exists()
    number(one, ends_on=date(2026, 10, 1))
    system = known_system(cast.merrow, cast.people["helen"])
    ExternalId.objects.create(school=cast.merrow, system=system, value="7", pupil=other, upn=UPN, made_at=AT)
    look(other)
    assert Duplicate.objects.get().why[0] == "upn"


def test_without_a_number_or_a_birthday_near_by_nobody_is_alike() -> None:
    """So nothing is lost by reading those alone."""
    same = {"given_name": "Amina", "family_name": "Amina", "schools": frozenset({1})}
    born = date(2013, 5, 17)
    far = next(born + timedelta(days=n) for n in range(1, 400) if born + timedelta(days=n) not in set(days_near(born)))
    assert likeness(Child(born_on=born, **same), Child(born_on=far, **same)).points < POSSIBLE  # type: ignore[arg-type]


def test_a_twin_with_the_first_name_of_both_and_another_second(cast: Cast) -> None:
    one, other = (Child(f"Muhammad {name}", "Khan", DAY) for name in ("Ali", "Hassan"))
    assert are_twins(one, other, likeness(one, other))
    again = Child("Muhammad Aly", "Khan", DAY)
    assert not are_twins(one, again, likeness(one, again))


def test_who_was_added_by_an_act_is_compared_by_the_tick_and_the_school_learns_nothing(cast: Cast) -> None:
    twin = add(cast, given_name="Kofi", family_name="Mensah-Hart", born_on=date(2012, 2, 9), upn="")
    Pupil.objects.filter(pk=cast.kofi.pk).update(born_on=date(2012, 9, 2))
    assert list(ToCompare.objects.values_list("pupil_id", flat=True)) == [twin.pk]
    assert not Arrival.objects.exists()
    assert look() == 1
    pair = Duplicate.objects.get()
    assert (pair.one, pair.other, pair.why) == (cast.kofi, twin, ["born_turned", "family", "given"])
    line = TrailEntry.objects.get(act="find_duplicate")
    assert (line.subject_ref, line.facts) == (pair.reference, {"band": "possible", "points": 55})
    assert not ToCompare.objects.exists()
    assert look() == 0
    look(twin, cast.kofi)
    assert Duplicate.objects.count() == 1


def test_of_whom_an_arrival_asks_is_not_here_too(cast: Cast) -> None:
    arrival = arrived(cast)
    look(arrival.pupil, arrival.known)
    assert not Duplicate.objects.exists()


def test_an_arrival_that_comes_later_takes_the_pair_off(cast: Cast) -> None:
    pair = found(cast)
    Arrival.objects.create(
        pupil=pair.other,
        school=cast.merrow,
        known=cast.kofi,
        known_school=cast.alder,
        found="unsure",
        found_at=AT,
        state="council",
    )
    look(cast.kofi)
    pair.refresh_from_db()
    assert pair.state == "gone"


def test_children_who_are_linked_as_family_are_not_asked_about(cast: Cast) -> None:
    pair = found(cast)
    said = {"agency": cast.council, "kind": "sibling", "linked_at": AT, "linked_by": cast.people["sandra"]}
    said = {"agency": cast.council, "kind": "sibling", "linked_at": AT, "linked_by": cast.people["sandra"]}
    FamilyLink.objects.create(one=pair.one, other=pair.other, **said)
    look(pair.one)
    pair.refresh_from_db()
    assert pair.state == "gone"


def test_who_is_alike_no_more_goes_and_comes_again(cast: Cast) -> None:
    pair = found(cast)
    Pupil.objects.filter(pk=pair.other_id).update(given_name="Yaw")
    look(pair.other)
    pair.refresh_from_db()
    assert pair.state == "gone"
    Pupil.objects.filter(pk=pair.other_id).update(given_name="Kofi")
    look(pair.other)
    pair.refresh_from_db()
    assert pair.state == "waiting"
    assert list(TrailEntry.objects.filter(subject_ref=pair.reference).order_by("id").values_list("act", flat=True)) == [
        "find_duplicate", "drop_duplicate", "find_duplicate",
    ]  # fmt: skip


def test_an_empty_record_and_another_councils_are_left_out(cast: Cast) -> None:
    farley = cast.people["far"].seats.get().agency.authority
    look(record(make_agency(farley, Kind.SCHOOL, "Far School"), "Kofi", "Mensah-Hart", cast.kofi.born_on), cast.kofi)
    twin = record(cast.merrow, "Kofi", "Mensah-Hart", cast.kofi.born_on)
    Enrolment.objects.filter(pupil=twin).delete()
    look(twin, cast.kofi)
    assert not Duplicate.objects.exists()


def test_a_look_costs_the_same_however_many_records_there_are(cast: Cast) -> None:
    pupil = record(cast.merrow, "Kofi", "Mensah Hart", cast.kofi.born_on)
    look(pupil)
    few = len(statements(lambda: look(pupil)))
    for n in range(12):
        record(cast.merrow, "Ama", f"Other{'abcdefghijkl'[n]}", cast.kofi.born_on)
    assert len(statements(lambda: look(pupil))) == few
