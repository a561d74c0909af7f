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


def set_clock(at: datetime) -> None:
    """Set the database's clock for this transaction, as the innermost middleware does."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('inclusion.at', %s, true)", [at.isoformat()])


def make_agency(authority: Authority, kind: Kind, name: str) -> Agency:
    """An agency with its group; a school has the term dates of the made-up calendar."""
    group, _ = Group.objects.get_or_create(name=f"{authority.code} {name}")
    agency = Agency.objects.create(
        group=group,
        authority=authority,
        kind=kind.value,
        name=name,
        safeguarding_lead="Mrs Okoro",
        safeguarding_phone="01632 960204",
    )
    if kind in (Kind.SCHOOL, Kind.EARLY_YEARS, Kind.COLLEGE, Kind.ALTERNATIVE_PROVISION):
        TermDate.objects.bulk_create([TermDate(agency=agency, first_on=a, last_on=b, kind=k) for a, b, k in TERMS])
    return agency


def make_person(email: str, name: str, agency: Agency | None = None, role: Role | None = None) -> Person:
    """A person, with a seat that began long ago where an agency is given; no usable password."""
    person = Person.objects.create_user(f"{email}@example.test", name)
    if agency is not None and role is not None:
        Seat.objects.create(person=person, agency=agency, role=role.value, starts_at=LONG_AGO)
        Person.objects.filter(pk=person.pk).update(last_login=LONG_AGO)  # has been here, so colleagues read the name
    return person


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
    alder = make_agency(wexmoor, Kind.SCHOOL, "Alder Hythe School")
    merrow = make_agency(wexmoor, Kind.SCHOOL, "Merrow Lane Primary")
    council = make_agency(wexmoor, Kind.COUNCIL, "Inclusion team")
    camhs = make_agency(wexmoor, Kind.HEALTH, "CAMHS")
    police = make_agency(wexmoor, Kind.POLICE, "Safer Schools")
    far = make_agency(farley, Kind.COUNCIL, "Farley team")
    people = {
        "tom": make_person("tom", "Tom Reyes", alder, Role.STAFF),
        "dan": make_person("dan", "Dan Whitlock", alder, Role.STAFF),
        "amara": make_person("amara", "Amara Adeyemi", alder, Role.INCLUSION_LEAD),
        "colm": make_person("colm", "Colm Brannigan", alder, Role.HEAD),
        "helen": make_person("helen", "Helen Strand", merrow, Role.INCLUSION_LEAD),
        "sandra": make_person("sandra", "Sandra Pell", council, Role.COUNCIL_OFFICER),
        "grace": make_person("grace", "Grace Holt", council, Role.COUNCIL_MANAGER),
        "support": make_person("support", "Sam Ops", council, Role.SUPPORT),
        "dpo": make_person("dpo", "Dee Poe", council, Role.DATA_PROTECTION_OFFICER),
        "priti": make_person("priti", "Priti Nair", camhs, Role.AGENCY_WORKER),
        "mona": make_person("mona", "Mona Ellis", camhs, Role.AGENCY_MANAGER),
        "ruth": make_person("ruth", "Ruth Calloway", police, Role.AGENCY_WORKER),
        "far": make_person("far", "Farley Officer", far, Role.COUNCIL_OFFICER),
        "nobody": make_person("nobody", "No Seat"),
    }
    kofi = make_pupil(alder, "Kofi", "Mensah-Hart")
    maisie = make_pupil(merrow, "Maisie", "Thornley")
    return Cast(wexmoor, alder, merrow, council, camhs, police, people, kofi, maisie)
