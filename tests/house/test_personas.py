"""Who gets in where: every address and method, as each persona, against a table that a person can read.

`personas.txt` has a line an address and a column a persona: the answers to GET and to POST or PUT. After a change that
is meant, write it again with `PERSONAS=write` in one process, and read the difference: it is who may call what now.
"""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from agencies.area_years.actions import publish_year, take_year
from agencies.calendar.facts import SchoolYear, kept_rows
from agencies.closures.actions import keep_closure
from agencies.outbox.models import Delivery, Letter
from agencies.people.models import Seat
from agencies.policy import Basis, Kind, Level, Purpose, Role, Scope, Section
from inclusion import pacing
from inclusion.addresses import ADDRESSES
from interventions.signals.models import Signal
from interventions.suspensions import actions as suspensions
from interventions.suspensions import totals
from interventions.suspensions.facts import SuspensionFacts
from interventions.term_reports.actions import ask_term_report
from referrals.cases.models import Case
from referrals.pupils.actions import record_pupil_fact
from referrals.pupils.models import ExternalId
from referrals.shares.actions import accept_share, withdraw_share
from tests import contacts, documents, duplicates, family, given_tasks, merges, moves, professionals, stories
from tests.arriving import arrived
from tests.machines import URN, connect, known_system
from tests.people import LONG_AGO, Cast, make_agency, make_cast, make_person, set_clock

TABLE = Path(__file__).parent / "personas.txt"
EXTERNAL_ID = "a-1"
NOW = moves.LATER + timedelta(hours=1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFUSED, MISSING, SIGN_IN, NO_METHOD = "forbidden", "absent", "sign-in", "-"
NO_TOKEN, NO_SCOPE = "no-token", "no-scope"
ANSWERS = {401: NO_TOKEN, 403: REFUSED, 404: MISSING, 405: NO_METHOD}

PERSONAS = {
    "anonymous": "",
    "own_lead": "amara",  # inclusion lead of the pupil's school
    "own_safeguarding": "okoro",  # safeguarding lead of that school
    "own_teacher": "dan",  # of that school; wrote none of these
    "other_school": "olu",  # inclusion lead of a school that has nothing to do with it
    "asked_school": "farida",  # head of the school that is asked for a place
    "trust_lead": "tess",
    "officer": "sandra",
    "other_officer": "far",  # of another authority
    "social_worker": "soraya",  # with a share of the whole case
    "police": "ruth",  # with a share of the summary
    "health_ended": "priti",  # her agency's share was withdrawn
    "left": "leo",  # inclusion lead of that school until yesterday
    "break_glass": "bea",  # a social worker without a share; there is no glass to break
    "dpo": "dpo",
    "support": "support",  # runs the service
    "mis": "",  # the pupil’s school’s own system, with every scope
    "mis_no_scope": "",  # the same, let in for codes alone
}
MACHINES = {"mis": tuple(Scope), "mis_no_scope": (Scope.CODES_READ,)}
EVERY_METHOD = {"anonymous", "own_lead", "mis"}
"""No method but those of the table is answered anywhere: asked as nobody, as a person and as a machine."""
NO_STANDING = {
    "anonymous",
    "other_school",
    "trust_lead",
    "other_officer",
    "health_ended",
    "left",
    "break_glass",
    "support",
}
"""Who stands in no way to this child: whatever the table says, no address with a record's reference answers them."""


def people(cast: Cast) -> None:
    """Those of the personas who are in no other story."""
    far = {
        "olu": ("Olu Third", Kind.SCHOOL, "Third School", Role.INCLUSION_LEAD),
        "tess": ("Tess Trust", Kind.TRUST, "The Trust", Role.TRUST_LEAD),
        "soraya": ("Soraya Khan", Kind.SOCIAL_CARE, "Family help", Role.AGENCY_WORKER),
        "bea": ("Bea Glass", Kind.SOCIAL_CARE, "Another team", Role.AGENCY_WORKER),
    }
    for key, (name, kind, agency, role) in far.items():
        cast.people[key] = make_person(key, name, make_agency(cast.wexmoor, kind, agency), role)
    stories.safeguarding_lead(cast)
    cast.people["leo"] = make_person("leo", "Leo Left")
    Seat.objects.create(
        person=cast.people["leo"],
        agency=cast.alder,
        role=Role.INCLUSION_LEAD.value,
        starts_at=LONG_AGO,
        ends_at=NOW - timedelta(days=1),
    )


def shares(cast: Cast, case: Case) -> str:
    """Social care reads the whole case, the police its summary, health read it until today; the first’s reference."""
    kept = _share(cast, case, "soraya", Purpose.SOCIAL_CARE, Basis.PUBLIC_TASK, Level.FULL)
    _share(cast, case, "ruth", Purpose.PREVENT_HARM, Basis.CRIME_PREVENTION, Level.SUMMARY)
    ended = _share(
        cast, case, "priti", Purpose.HEALTH_SUPPORT, Basis.HEALTH_CARE, Level.SECTIONS, sections=(Section.VOICE,)
    )
    withdraw_share(ended, why="Not needed any more.", by=cast.actor("amara"), at=moves.LATER)
    return kept.reference


def _share(cast: Cast, case: Case, who: str, purpose: Purpose, basis: Basis, level: Level, **more: Any) -> Any:
    agency = cast.people[who].seats.get().agency
    terms = {
        "agency": agency,
        "purpose": purpose,
        "basis": basis,
        "level": level,
        "sections": (),
        "question": "What helps?",
    }
    terms["until_on"] = moves.LATER.date() + timedelta(days=40)
    share = stories.offered(cast, case, moves.LATER, **{**terms, **more})
    accept_share(share, by=cast.actor(who), at=moves.LATER)
    return share


def suspension(cast: Cast) -> str:
    """A day's suspension by the head, of which the council was told."""
    day = moves.LATER.date()
    facts = SuspensionFacts(
        kind="whole", sessions=totals.sessions((day,), "whole"), reasons=("PA",), tried="Mentoring."
    )
    by = {"by": cast.actor("colm"), "at": moves.LATER}
    made = suspensions.impose_suspension(cast.kofi, facts, seat=cast.seat("colm"), **by)
    return made.reference


def change(cast: Cast) -> str:
    """What the pupil's lead wrote of a fact and wrote again."""
    since, by = {"kind": "ehc_plan", "starts_on": moves.LATER.date(), "ends_on": None}, cast.actor("amara")
    for words in ("One", "Two"):
        record_pupil_fact(cast.kofi, words=words, **since, by=by, at=moves.LATER)
    return cast.kofi.changes.get(field="words").reference


def closure(cast: Cast) -> str:
    """A day in July on which the school is shut."""
    day, by = date(2027, 7, 1), cast.actor("colm")
    one = keep_closure(cast.alder, first_on=day, last_on=day, why="polling", by=by, at=moves.LATER)
    return one.reference


def signal(cast: Cast) -> str:
    """An early sign of Kofi at Alder Hythe School."""
    begun = {"since": "2026-11-20"}
    made = Signal.objects.create(pupil=cast.kofi, school=cast.alder, rule="SG14", found_at=moves.LATER, numbers=begun)
    return made.reference


def term_report(cast: Cast) -> str:
    """A report of a term that Alder Hythe School owes its governing board."""
    days = {"first_on": date(2026, 8, 1), "last_on": date(2027, 1, 4), "due_on": date(2027, 3, 25)}
    return ask_term_report(cast.alder, **days, is_fixed=False, at=moves.LATER).reference


def followed_year(cast: Cast) -> str:
    """A school year that Alder took over from its council."""
    year, at = SchoolYear(cast.alder, 2026), moves.LATER
    publish_year(SchoolYear(cast.council, 2026), kept_rows(year), by=cast.actor("sandra"), at=at)
    take_year(year, version=1, by=cast.actor("colm"), at=at)
    return str(cast.alder.reference)


def document(cast: Cast, case: Case) -> str:
    """A clean document of the case."""
    one = documents.add(cast, case)
    documents.clean(one)
    return one.reference


def letter(cast: Cast) -> UUID:
    """A line in Amara's inbox."""
    said = {"act": "log_concern", "subject_kind": "concern", "subject_ref": "", "tells": [], "words": "One"}
    posted = Letter.objects.create(key="persona", authority=cast.wexmoor, posted_at=NOW, **said)
    told = {"person": cast.people["amara"], "channel": "inbox", "state": "sent", "not_before": NOW}
    return Delivery.objects.create(letter=posted, **told).reference


class World:
    """One child's records, each kind once, and everybody who might ask for them."""

    def __init__(self) -> None:
        set_clock(moves.LATER)
        self.cast = cast = make_cast()
        people(cast)
        move = moves.approved(cast)
        case = move.case
        referral = stories.accepted(cast, case, moves.LATER).reference
        case.concerns.update(dangers=["harm"], safeguarding_at=NOW)
        self.references = {
            "concerns": case.concerns.get().reference,
            "cases": case.reference,
            "pupils": cast.kofi.reference,
            "entries": stories.entry(cast, case, at=moves.LATER).reference,
            "referrals": referral,
            "triage": referral,
            "shares": shares(cast, case),
            "moves": move.reference,
            "suspensions": suspension(cast),
            "people": cast.alder.reference,
            "person": cast.people["tom"].reference,
            "change": change(cast),
            "systems": connect(cast, cast.alder).client.reference,
            "duties": case.duties.order_by("pk")[0].reference,
            "school-years": followed_year(cast),
            "closures": closure(cast),
            "term-reports": term_report(cast),
            "settings": cast.wexmoor.code,
            "professionals": professionals.add(cast).reference,
            "tasks": given_tasks.give(cast, case, at=moves.LATER, due_on=moves.LATER.date()).reference,
            "links": family.link(cast).reference,
            "contacts": contacts.add(cast, name="Grandad Joe", relationship="grandparent").reference,
            "documents": document(cast, case),
            "arrivals": arrived(cast, family_name="Osei").reference,
            "duplicates": duplicates.found(cast).reference,
            "merges": merges.propose(cast, merges.pair(cast, family="Mensah-Hartt")).reference,
            "signals": signal(cast),
        }
        self.letter = letter(cast)
        own = known_system(cast.alder, cast.people["amara"])
        ExternalId.objects.create(school=cast.alder, system=own, value=EXTERNAL_ID, pupil=cast.kofi, made_at=NOW)

    def url(self, name: str) -> str:
        """The address, of this world's record where it names one."""
        two = (
            ("AAAA-AAAA-A", 2026),
            ("AAAA-AAAA-A", 1, 1),
            ("AA", "bb-cc"),
            ("AAAA-AAAA-A", "AAAA-AAAA-A"),
            (URN, EXTERNAL_ID),
            (URN, "2026-27"),
            (URN, "2026-11-20"),
        )
        for args in ((), ("AAAA-AAAA-A",), (self.letter,), (2026,), ("concern",), *two):
            try:
                url = reverse(name, args=args)
            except NoReverseMatch:
                continue
            url = url.replace("/versions/2026/", "/versions/1/")
            place = url.removeprefix("/api/v1").split("/")[1]
            url = url.replace("AAAA-AAAA-A", self.references.get(place, "concern"), 1)
            return url.replace("AAAA-AAAA-A", self.references["change" if place == "pupils" else "person"])
        raise AssertionError(f"{name} has an address of a form that is unknown here.")


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with time_machine.travel(NOW, tick=False):
        yield World()


def client_of(world: World, persona: str) -> Client:
    """Signed in as the person, or carrying the machine's token, or neither."""
    client = Client()
    if persona in MACHINES:
        system = connect(world.cast, world.cast.alder, scopes=MACHINES[persona])
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {system.token}"
    elif PERSONAS[persona]:
        client.force_login(world.cast.people[PERSONAS[persona]], backend=BACKEND)
        client.get("/help/")  # the session was just seen, and is not written again in each request that is undone
    return client


def answer(client: Client, method: str, url: str, *, may_name: bool) -> str:
    """What the persona gets, in one word; undone at once; who has no standing is not told the child’s name."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        got: Any = client.generic(method, url)
        transaction.set_rollback(True)
    client.cookies = cookies
    content = b"".join(got.streaming_content) if got.streaming else got.content
    assert may_name or b"Mensah" not in content, url
    title = content.partition(b"<title>")[2].partition(b"</title>")[0]
    assert b"Mensah" not in title, url  # the browser’s history and its tabs are read over a shoulder
    assert b"Kofi" not in title, url
    if got.status_code == 403 and b"problem:no-scope" in content:
        return NO_SCOPE
    return ANSWERS.get(got.status_code) or (SIGN_IN if to_sign_in(got) else "in")


def to_sign_in(got: HttpResponse) -> bool:
    """Whether it was sent to sign in."""
    return got.status_code == 302 and got["Location"].startswith("/accounts/login/?next=")


def asked(world: World, persona: str) -> dict[str, str]:
    """The persona's column: for each address the answers to GET and POST, or PUT."""
    client, column = client_of(world, persona), {}
    for name, address in ADDRESSES.items():
        url = world.url(name)
        writes = "PUT" if "PUT" in address.methods else "POST"
        methods = METHODS if persona in EVERY_METHOD else ("GET", writes)
        got = {method: answer(client, method, url, may_name=persona not in NO_STANDING) for method in methods}
        assert {method for method in methods if got[method] != NO_METHOD} <= address.methods, name
        column[name] = f"{got['GET']}/{got[writes]}"
        if persona in NO_STANDING and any(reference in url for reference in world.references.values()):
            assert "in" not in got.values(), (name, got)
    return column


def read() -> dict[str, dict[str, str]]:
    """The table: persona, address, answers."""
    lines = [line.split() for line in TABLE.read_text().splitlines()] if TABLE.exists() else [["address"]]
    return {persona: {line[0]: line[n] for line in lines[1:]} for n, persona in enumerate(lines[0][1:], start=1)}


def write(table: dict[str, dict[str, str]]) -> None:
    """Keep the table, its columns aligned."""
    columns = [persona for persona in PERSONAS if persona in table]
    rows = [
        ["address", *columns],
        *([name, *(table[one].get(name, "?") for one in columns)] for name in sorted(ADDRESSES)),
    ]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(n) for cell, n in zip(row, widths, strict=True)).rstrip() for row in rows)
    TABLE.write_text("\n".join(lines) + "\n")


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole table is asked within one minute."""
    monkeypatch.setattr(pacing, "PERSON", 10_000)


@pytest.mark.parametrize("personas", [list(PERSONAS)[n::6] for n in range(6)], ids="-".join)
def test_a_persona_gets_in_where_the_table_says(world: World, personas: list[str]) -> None:
    columns = {persona: asked(world, persona) for persona in personas}
    if os.environ.get("PERSONAS") == "write":
        write({**read(), **columns})
    table = read()
    pairs = [(persona, name) for persona in personas for name in columns[persona].keys() | table[persona].keys()]
    was = {pair: table[pair[0]].get(pair[1]) for pair in pairs}
    is_now = {pair: columns[pair[0]].get(pair[1]) for pair in pairs}
    assert {pair: (was[pair], is_now[pair]) for pair in pairs if was[pair] != is_now[pair]} == {}
