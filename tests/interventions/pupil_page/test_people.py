"""The people on a child's page: for school, council and agency, each so far as they may read of them."""

from datetime import date

import pytest

from agencies.policy import MATRIX, Basis, Kind, Level, Purpose, Reaching, reaching
from referrals.contacts.words import CHILD, EVERYWHERE
from tests import contacts, moves, stories
from tests.browsing import browse, text
from tests.contacts import WHOLE
from tests.people import Cast, make_pupil
from tests.suspensions import impose, seat_clerk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
NAME = "Abena Canary"
CANARIES = (NAME, "Canary Row", "960111", "abena@canary.example", "Twi", "Safe Canary")


def page(cast: Cast, name: str) -> str:
    return text(browse(cast, name).get(f"/pupils/{cast.kofi.reference}/"))


def body(cast: Cast, name: str) -> str:
    return page(cast, name).split("<h1")[1].split("</main>")[0]


def found(cast: Cast, name: str) -> set[str]:
    shown = page(cast, name)
    return {canary for canary in CANARIES if canary in shown}


def test_the_school_reads_all_in_order_and_adds_from_there(cast: Cast) -> None:
    assert "Nobody has been recorded at Alder Hythe School." in page(cast, "amara")
    contacts.add(cast, name="Kwame Canary", relationship="father", has_responsibility="", may_be_told="", position=2)
    contacts.add(cast, name=NAME, safe_contact="Safe Canary, by the school nurse", position=1, **WHOLE)
    shown = page(cast, "amara")
    assert shown.index(NAME) < shown.index("Kwame Canary")
    assert "<dt>Parental responsibility</dt> <dd>Not known</dd>" in shown
    assert f'href="/pupils/{cast.kofi.reference}/add-contact/">Add a person' in shown
    assert found(cast, "amara") == set(CANARIES)


def test_a_teacher_and_the_council_that_was_only_sent_a_referral_read_of_nobody(cast: Cast) -> None:
    contacts.add(cast, name=NAME, **WHOLE)
    stories.sent(cast, stories.case(cast))
    for name in ("tom", "sandra"):
        assert found(cast, name) == set(), name
        assert "People, " in page(cast, name)


def test_the_council_that_helps_reads_the_safe_contact_alone_and_why_somebody_is_restricted(
    cast: Cast,
) -> None:
    case = stories.case(cast)
    stories.accepted(cast, case)
    safe = contacts.add(cast, name=NAME, safe_contact="Safe Canary", **WHOLE)
    assert found(cast, "sandra") == {NAME, "Safe Canary", "Twi"}
    contacts.restrict(cast, safe, CHILD)
    assert "Court order of 2 May." in page(cast, "sandra")


def test_an_agency_reads_nothing_before_it_accepts_and_then_what_the_matrix_gives(cast: Cast) -> None:
    contacts.add(cast, name=NAME, **WHOLE)
    offer = stories.offered(cast, stories.case(cast))
    for url in (f"/pupils/{cast.kofi.reference}/", f"/shares/{offer.reference}/", "/my-work/", "/inbox/", "/cases/"):
        seen = text(browse(cast, "priti").get(url))
        assert not any(canary in seen for canary in CANARIES), url
    stories.shares.accept_share(offer, by=cast.actor("priti"), at=stories.AT)
    assert found(cast, "priti") == {NAME, "Canary Row", "960111", "Twi"}
    assert "May be told" not in page(cast, "priti")
    stories.shares.withdraw_share(offer, why="Enough.", by=cast.actor("amara"), at=stories.AT)
    assert found(cast, "priti") == set()


def test_an_agency_reads_the_safe_contact_and_never_the_address_beside_it(cast: Cast) -> None:
    contacts.add(cast, name=NAME, safe_contact="Safe Canary", **WHOLE)
    stories.shared(cast, stories.case(cast))
    assert found(cast, "priti") == {NAME, "Safe Canary", "Twi"}


@pytest.mark.parametrize("how", ["child", "everywhere", "not told", "no responsibility", "not known"])
def test_of_whom_an_agency_may_not_know_the_page_is_as_if_they_were_not_there(cast: Cast, how: str) -> None:
    stories.shared(cast, stories.case(cast))
    without = body(cast, "priti")
    told = {"may_be_told": "no", "not_told_why": "Secret Canary."} if how == "not told" else {}
    held = {"no responsibility": "no", "not known": ""}.get(how, "yes")
    one = contacts.add(cast, name=NAME, has_responsibility=held, **told, **WHOLE)
    if how in (CHILD, EVERYWHERE):
        contacts.restrict(cast, one, how)
    assert body(cast, "priti") == without


def test_for_another_purpose_nobody_is_shown_and_the_page_says_so_whether_or_not_there_is_anybody(cast: Cast) -> None:
    until = {"level": Level.SUMMARY, "sections": (), "until_on": date(2027, 1, 8)}
    ask = {"purpose": Purpose.PREVENT_HARM, "basis": Basis.CRIME_PREVENTION, **until}
    offer = stories.offered(cast, stories.case(cast), agency=cast.police, **ask)
    stories.shares.accept_share(offer, by=cast.actor("ruth"), at=stories.AT)
    without = body(cast, "ruth")
    contacts.add(cast, name=NAME, **WHOLE)
    assert body(cast, "ruth") == without
    assert "People, " in page(cast, "ruth")


def test_a_school_that_is_asked_for_a_place_reads_of_nobody(cast: Cast) -> None:
    contacts.add(cast, name=NAME, **WHOLE)
    moves.accepted(cast)
    assert found(cast, "farida") == set()


def test_the_other_child_of_one_person_is_named_to_who_reads_of_both_alone(cast: Cast) -> None:
    ama = make_pupil(cast.alder, "Ama", "Canary-Ofori")
    mother = contacts.add(cast, name=NAME, **WHOLE)
    without = page(cast, "amara").count("<li")
    contacts.add(cast, ama, same=mother.person, name=NAME, relationship="guardian")
    assert "Guardian of Ama Canary-Ofori too" in page(cast, "amara")
    assert page(cast, "amara").count("<li") == without
    case = stories.case(cast)
    stories.shared(cast, case)
    stories.accepted(cast, case)
    for name in ("priti", "sandra"):
        assert NAME in page(cast, name)
        assert "Ama" not in page(cast, name), name


EVERYWHERE_ELSE = (
    *("/my-work/", "/inbox/", "/cases/", "/concerns/", "/pupils/", "/suspensions/", "/moves/", "/people/", "/triage/"),
    *(
        "/pupils/{pupil}/",
        "/pupils/{pupil}/changes/",
        "/cases/{case}/",
        "/cases/{case}/reasons/",
        "/cases/{case}/trail/",
    ),
    *(
        "/suspensions/{suspension}/",
        "/suspensions/{suspension}/letter/",
        "/search/?q=Canary",
        "/pupils/find/?find=Canary",
    ),
    *("/contacts/{contact}/", "/contacts/{contact}/change-contact/", "/pupils/{pupil}/add-contact/"),
)


@pytest.mark.parametrize("name", ["tom", "helen", "priti", "ruth", "far", "dpo", "support", "nobody", "iris", "sandra"])
def test_of_who_is_restricted_and_may_not_be_told_no_other_reader_finds_a_word_on_any_page(
    cast: Cast, name: str
) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    stories.sent(cast, case)
    seat_clerk(cast)
    one = impose(cast)
    why = {"may_be_told": "no", "not_told_why": "Safe Canary says so."}
    contact = contacts.add(cast, name=NAME, safe_contact="Safe Canary", **why, **WHOLE)
    contacts.restrict(cast, contact, EVERYWHERE)
    known = {"pupil": cast.kofi, "case": case, "suspension": one, "contact": contact}
    assert {NAME, "Canary Row", "Safe Canary"} <= found(cast, "amara")
    references = {key: record.reference for key, record in known.items()}
    for url in EVERYWHERE_ELSE:
        seen = text(browse(cast, name).get(url.format(**references)))
        assert not any(canary in seen for canary in (*CANARIES, "Court order")), url


def test_the_matrix_gives_family_to_social_care_health_and_youth_justice_and_to_police_for_safeguarding() -> None:
    giving = {(kind, purpose): reaching(kind, purpose, Level.SUMMARY) for kind, purpose in MATRIX}
    every = frozenset(Reaching)
    assert {row: given for row, given in giving.items() if given} == {
        **{(Kind.SOCIAL_CARE, one): every for one in (Purpose.SAFEGUARD, Purpose.SOCIAL_CARE, Purpose.EARLY_HELP)},
        **{(Kind.HEALTH, one): every for one in (Purpose.SAFEGUARD, Purpose.HEALTH_SUPPORT)},
        (Kind.YOUTH_JUSTICE, Purpose.YOUTH_JUSTICE): every,
        (Kind.POLICE, Purpose.SAFEGUARD): {Reaching.ADDRESS, Reaching.LANGUAGE},
    }
    assert reaching(Kind.HEALTH, Purpose.HEALTH_SUPPORT, Level.CONTACT) == frozenset()


def test_from_the_18th_birthday_an_agency_reaches_no_parent_and_the_panel_says_that_it_ended(cast: Cast) -> None:
    contacts.add(cast, name=NAME, **WHOLE)
    stories.shares.accept_share(stories.offered(cast, stories.case(cast)), by=cast.actor("priti"), at=stories.AT)
    of_kofi = type(cast.kofi).objects.filter(pk=cast.kofi.pk)
    of_kofi.update(born_on=date(2008, 11, 24))
    assert found(cast, "priti") == {NAME, "Canary Row", "960111", "Twi"}
    assert "Ended on the 18th birthday" not in page(cast, "amara")
    of_kofi.update(born_on=date(2008, 11, 23))
    assert found(cast, "priti") == set()
    assert "Parental responsibility ended on the 18th birthday" in page(cast, "priti")
    assert "<dt>Parental responsibility</dt> <dd>Ended on the 18th birthday</dd>" in page(cast, "amara")
    one = cast.kofi.contacts.get()
    opened = text(browse(cast, "amara").get(f"/contacts/{one.reference}/"))
    assert "<dt>Parental responsibility</dt> <dd>Ended on the 18th birthday</dd>" in opened
