"""The named cast: one authority, its schools and teams, and who works where."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection

from agencies.actors import Actor
from agencies.calendar.models import TermDate
from agencies.directory.models import Agency, Authority
from agencies.people.access import actor_for
from agencies.people.models import Person, Seat
from agencies.policy import Kind, Role
from referrals.pupils.models import Enrolment, Pupil

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LONG_AGO = datetime(2025, 9, 1, tzinfo=UTC)
TERMS = [
    (date(2026, 9, 2), date(2026, 10, 23), "term"),
    (date(2026, 11, 2), date(2026, 12, 18), "term"),
    (date(2027, 1, 5), date(2027, 2, 12), "term"),
    (date(2027, 2, 22), date(2027, 3, 25), "term"),
    (date(2027, 4, 12), date(2027, 5, 28), "term"),
    (date(2027, 6, 7), date(2027, 7, 22), "term"),
    (date(2026, 11, 27), date(2026, 11, 27), "inset"),
]
WITH_TERMS = {Kind.SCHOOL, Kind.EARLY_YEARS, Kind.COLLEGE, Kind.ALTERNATIVE_PROVISION}


def set_clock(at: datetime) -> None:
    """Set the database's clock for this transaction, as the innermost middleware does."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('inclusion.at', %s, true)", [at.isoformat()])


def make_agency(authority: Authority, kind: Kind, name: str) -> Agency:
    """An agency with its group; a school has the term dates of the made-up calendar."""
    return make_agencies([(authority, kind, name)])[0]


def make_agencies(of: list[tuple[Authority, Kind, str]]) -> list[Agency]:
    """Such agencies, all of them in three statements."""
    groups = Group.objects.bulk_create(Group(name=f"{authority.code} {name}") for authority, _, name in of)
    agencies = Agency.objects.bulk_create(
        Agency(
            group=group,
            authority=authority,
            kind=kind.value,
            name=name,
            safeguarding_lead="Mrs Okoro",
            safeguarding_phone="01632 960204",
        )
        for group, (authority, kind, name) in zip(groups, of, strict=True)
    )
    schools = [agency for agency in agencies if Kind(agency.kind) in WITH_TERMS]
    TermDate.objects.bulk_create(
        TermDate(agency=school, first_on=a, last_on=b, kind=k) for school in schools for a, b, k in TERMS
    )
    return agencies


def make_person(email: str, name: str, agency: Agency | None = None, role: Role | None = None) -> Person:
    """A person, with a seat that began long ago where an agency is given; no usable password."""
    return make_people({email: (name, agency, role)})[email]


def make_people(of: dict[str, tuple[str, Agency | None, Role | None]]) -> dict[str, Person]:
    """Such people by their keys, all of them in two statements: most tests begin with a whole cast."""
    people = {}
    for email, (name, agency, _) in of.items():
        people[email] = Person(email=f"{email}@example.test", name=name)
        people[email].set_unusable_password()
        if agency is not None:
            people[email].last_login = LONG_AGO  # has been here, so colleagues read the name
    Person.objects.bulk_create(people.values())
    Seat.objects.bulk_create(
        Seat(person=people[email], agency=agency, role=role.value, starts_at=LONG_AGO)
        for email, (_, agency, role) in of.items()
        if agency is not None and role is not None
    )
    return people


def make_pupil(school: Agency, given: str, family: str, born_on: date = date(2013, 3, 4)) -> Pupil:
    """A pupil on the school's roll since long ago."""
    pupil = Pupil.objects.create(
        authority=school.authority, given_name=given, family_name=family, born_on=born_on, added_at=LONG_AGO
    )
    Enrolment.objects.create(pupil=pupil, school=school, starts_on=date(2025, 9, 1), form="9W")
    return pupil


@dataclass
class Cast:
    """Everybody of the story, and the actors that they are at `AT`."""

    wexmoor: Authority
    alder: Agency
    merrow: Agency
    council: Agency
    camhs: Agency
    police: Agency
    people: dict[str, Person]
    kofi: Pupil
    maisie: Pupil

    def actor(self, name: str, at: datetime = AT) -> Actor:
        """The person as the edge would make them at this instant."""
        return actor_for(self.people[name], at)

    def seat(self, name: str) -> Any:
        """Their first seat, as facts."""
        return self.actor(name).seats[0]


def make_cast() -> Cast:
    """The small world of the tests."""
    wexmoor = Authority.objects.create(
        code="999", name="Wexmoor Council", front_door_phone="01632 960100", out_of_hours_phone="01632 960101"
    )
    farley = Authority.objects.create(code="998", name="Farley Council", front_door_phone="-", out_of_hours_phone="-")
    alder, merrow, council, camhs, police, far = make_agencies(
        [
            (wexmoor, Kind.SCHOOL, "Alder Hythe School"),
            (wexmoor, Kind.SCHOOL, "Merrow Lane Primary"),
            (wexmoor, Kind.COUNCIL, "Inclusion team"),
            (wexmoor, Kind.HEALTH, "CAMHS"),
            (wexmoor, Kind.POLICE, "Safer Schools"),
            (farley, Kind.COUNCIL, "Farley team"),
        ]
    )
    people = make_people(
        {
            "tom": ("Tom Reyes", alder, Role.STAFF),
            "dan": ("Dan Whitlock", alder, Role.STAFF),
            "amara": ("Amara Adeyemi", alder, Role.INCLUSION_LEAD),
            "colm": ("Colm Brannigan", alder, Role.HEAD),
            "helen": ("Helen Strand", merrow, Role.INCLUSION_LEAD),
            "sandra": ("Sandra Pell", council, Role.COUNCIL_OFFICER),
            "grace": ("Grace Holt", council, Role.COUNCIL_MANAGER),
            "support": ("Sam Ops", council, Role.SUPPORT),
            "dpo": ("Dee Poe", council, Role.DATA_PROTECTION_OFFICER),
            "priti": ("Priti Nair", camhs, Role.AGENCY_WORKER),
            "mona": ("Mona Ellis", camhs, Role.AGENCY_MANAGER),
            "ruth": ("Ruth Calloway", police, Role.AGENCY_WORKER),
            "far": ("Farley Officer", far, Role.COUNCIL_OFFICER),
            "nobody": ("No Seat", None, None),
        }
    )
    kofi = make_pupil(alder, "Kofi", "Mensah-Hart")
    maisie = make_pupil(merrow, "Maisie", "Thornley")
    return Cast(wexmoor, alder, merrow, council, camhs, police, people, kofi, maisie)
