"""The invented authority: its council, its twelve settings with their calendars, and the teams around them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from agencies.calendar.models import TermDate
from agencies.directory.models import Agency, Authority
from agencies.people.models import Person, Seat
from agencies.policy import SETTINGS, Kind
from agencies.settings.models import Setting
from interventions.demonstration.people import PEOPLE, Somebody

COUNCIL = "Wexmoor Council"
CODE = "999"  # no authority has it, so no number made with it is a real child's
FIRST_MONTH = 9
SCHOOL, SATURDAY = Kind.SCHOOL, 5


class Place(NamedTuple):
    """One agency; a setting has a number for its pupils' UPNs, years (-1 is nursery), a size and a safeguarding lead."""

    key: str
    kind: Kind
    name: str
    phone: str
    number: str = ""
    years: tuple[int, ...] = ()
    pupils: int = 0
    safeguarding_lead: str = ""
    safeguarding_phone: str = ""


PRIMARY, SECONDARY = tuple(range(7)), tuple(range(7, 12))
AGENCIES: tuple[Place, ...] = (
    Place("council", Kind.COUNCIL, "Inclusion team", "960 110"),
    Place("alder", SCHOOL, "Alder Hythe School", "960 200", "4001", SECONDARY, 64, "Ngozi Okoro", "960 204"),
    Place("pennywort", Kind.EARLY_YEARS, "Pennywort Nursery", "960 300", "1001", (-1,), 24, "Delyth Parry", "960 301"),
    Place("merrow", SCHOOL, "Merrow Lane Primary", "960 310", "2001", PRIMARY, 50, "Peter Lisle", "960 311"),
    Place("lowmoor", SCHOOL, "Lowmoor Green Primary", "960 320", "2002", PRIMARY, 50, "Farah Mirza", "960 321"),
    Place("curlew", SCHOOL, "Curlew Rise Primary", "960 330", "2003", PRIMARY, 50, "Owen Trask", "960 331"),
    Place("osier", SCHOOL, "Osier Beck Primary", "960 340", "2004", PRIMARY, 50, "Marta Zielonka", "960 341"),
    Place("quarry", SCHOOL, "Quarry Bridge Academy", "960 350", "4002", SECONDARY, 64, "Andrew Sallis", "960 351"),
    Place("kestrel", SCHOOL, "Kestrel Mount School", "960 360", "4003", SECONDARY, 64, "Rukhsana Iqbal", "960 361"),
    Place("saltwick", SCHOOL, "Saltwick Academy", "960 370", "4004", SECONDARY, 64, "Farida Quill", "960 371"),
    Place("tarn", SCHOOL, "Tarn Bank School", "960 380", "7001", tuple(range(3, 12)), 40, "Kit Lomax", "960 381"),
    Place(
        "foxholes", Kind.ALTERNATIVE_PROVISION, "Foxholes Centre", "960 390", "1101", (8, 9, 10, 11), 24,
        "Wayne Attley", "960 391",
    ),
    Place(
        "millrace", Kind.COLLEGE, "Millrace Sixth Form College", "960 400", "8001", (12, 13), 56,
        "Ceri Fallow", "960 401",
    ),
    Place("police", Kind.POLICE, "Safer Schools, Wexmoor Police", "960 500"),
    Place("camhs", Kind.HEALTH, "CAMHS", "960 510"),
    Place("nursing", Kind.HEALTH, "School nursing", "960 520"),
    Place("salt", Kind.HEALTH, "Speech and language", "960 530"),
    Place("family_help", Kind.SOCIAL_CARE, "Family Help", "960 540"),
    Place("youth_justice", Kind.YOUTH_JUSTICE, "Youth justice service", "960 550"),
)  # fmt: skip
ROLLS = tuple(place for place in AGENCIES if place.kind in SETTINGS)


LEVELS = (
    ("1", "Level 1: universal", "universal"),
    ("2", "Level 2: early help by one agency", "early_help"),
    ("3", "Level 3: early help by several agencies", "early_help"),
    ("4", "Level 4: targeted, with a lead practitioner", "targeted"),
    ("5", "Level 5: child in need, or child protection", "statutory"),
)
"""Wexmoor's own ladder, which has five levels."""
NEED = {"basis": "public_task", "need": "3", "need_words": LEVELS[2][1], "need_means": LEVELS[2][2]}
"""What most referrals say of it."""


def school_year(day: date) -> int:
    """The calendar year in which the school year of that day began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def make_authority(today: date) -> Authority:
    """The council's area, with its protocol's two clocks of triage as settings."""
    wexmoor = Authority.objects.create(
        code=CODE, name=COUNCIL, front_door_phone="01632 960100", out_of_hours_phone="01632 960199"
    )
    began = date(school_year(today) - 1, FIRST_MONTH, 1)
    limits = {"acknowledge_referral_limit": 1, "decide_referral_limit": 5, "levels_of_need": LEVELS}
    Setting.objects.bulk_create(
        Setting(authority=wexmoor, name=name, value=value, starts_on=began, set_by="Grace Holt")
        for name, value in limits.items()
    )
    return wexmoor


def make_agencies(authority: Authority, today: date, holidays: dict[date, str]) -> dict[str, Agency]:
    """Every agency with its group; each setting with its calendar of three school years. By key."""
    groups = Group.objects.bulk_create(Group(name=f"{CODE} {place.name}") for place in AGENCIES)
    made = Agency.objects.bulk_create(
        Agency(
            group=group,
            authority=authority,
            kind=place.kind.value,
            name=place.name,
            urn=f"9{place.number:0>5}" if place.number else "",  # the register has none that begins with 9
            phone=_phone(place.phone),
            address=f"{n} School Lane\nWexmoor WX1 1AB" if place.number else "",
            safeguarding_lead=place.safeguarding_lead,
            safeguarding_phone=_phone(place.safeguarding_phone),
        )
        for n, (group, place) in enumerate(zip(groups, AGENCIES, strict=True), start=1)
    )
    agencies = {place.key: agency for place, agency in zip(AGENCIES, made, strict=True)}
    TermDate.objects.bulk_create(
        TermDate(agency=agencies[place.key], first_on=first, last_on=last, kind=kind, label=label)
        for n, place in enumerate(ROLLS)
        for first, last, kind, label in calendar_of(n, today, holidays)
    )
    return agencies


def make_people(agencies: dict[str, Agency], now: datetime) -> dict[str, Person]:
    """Everybody with their seats and a confirmed address, by which a password can be set; no password yet. By key."""
    people = {
        somebody.key: Person(
            email=somebody.email,
            name=somebody.name,
            job=somebody.job,
            phone=_phone(f"960 6{n:02}"),
            last_login=now - timedelta(days=1),
        )
        for n, somebody in enumerate(PEOPLE)
    }
    for person in people.values():
        person.set_unusable_password()
    Person.objects.bulk_create(people.values())
    Seat.objects.bulk_create(
        seat for somebody in PEOPLE for seat in _seats(somebody, people[somebody.key], agencies[somebody.agency], now)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people.values()
    )
    return people


def _seats(somebody: Somebody, person: Person, agency: Agency, now: datetime) -> list[Seat]:
    began = datetime(now.year - 3, FIRST_MONTH, 1, 8, tzinfo=UTC)
    ended = now - timedelta(days=21) if somebody.left else None
    return [
        Seat(person=person, agency=agency, role=role.value, starts_at=began, ends_at=ended) for role in somebody.roles
    ]


def _phone(short: str) -> str:
    """A number of the range that Ofcom keeps free for stories."""
    return f"01632 {short.replace(' ', '')}" if short else ""


Row = tuple[date, date, str, str]


def calendar_of(school: int, today: date, holidays: dict[date, str]) -> list[Row]:
    """Three terms a year, in halves, with INSET days, for the school year before, this one and the next.

    Schools differ by a little. No INSET day falls on `today`, so that the guided tour finds its school open.
    """
    rows: list[Row] = []
    for year in range(school_year(today) - 1, school_year(today) + 2):
        halves = _halves(year, holidays, last_day=school % 2)
        rows += [(first, last, "term", name) for name, (first, last) in halves.items()]
        rows += [(day, day, "inset", "") for day in _inset(halves, school) if day != today]
    if school % 5 == 4:
        burst = _weekday(date(school_year(today), 1, 18))
        rows.append((burst, burst, "closure", "burst pipe"))
    return rows


def _halves(year: int, holidays: dict[date, str], last_day: int) -> dict[str, tuple[date, date]]:
    """The six half terms of the school year that begins in `year`, around its real bank holidays."""
    october = _last_monday(date(year, 10, 31))
    new_year = _next(0, date(year + 1, 1, 3))
    february = _next(0, date(year + 1, 2, 12))
    march = _last_monday(date(year + 1, 3, 31) - timedelta(4)) + timedelta(4)
    easter = march - timedelta(march in holidays)
    may = _last_monday(date(year + 1, 5, 31))
    return {
        "Autumn, first half": (_weekday(date(year, 9, 2)), october - timedelta(3)),
        "Autumn, second half": (october + timedelta(7), _next(4, date(year, 12, 15))),
        "Spring, first half": (new_year + timedelta(1), february - timedelta(3)),
        "Spring, second half": (february + timedelta(7), easter),
        "Summer, first half": (_open(march + timedelta(17), holidays), may - timedelta(3)),
        "Summer, second half": (may + timedelta(7), _weekday(date(year + 1, 7, 21 + last_day))),
    }


def _inset(halves: dict[str, tuple[date, date]], school: int) -> list[date]:
    """Five days for the staff alone; every other school takes another set."""
    first = {name: days[0] for name, days in halves.items()}
    last = {name: days[1] for name, days in halves.items()}
    november = _last_monday(date(first["Autumn, second half"].year, 11, 30) - timedelta(4)) + timedelta(4)
    start, winter, spring = first["Autumn, first half"], last["Spring, first half"], first["Summer, second half"]
    if school % 2:
        return [start, first["Autumn, second half"], first["Spring, first half"], spring, last["Summer, second half"]]
    return [start, november, winter, spring, last["Summer, second half"]]


def _last_monday(until: date) -> date:
    return until - timedelta(until.weekday())


def _next(weekday: int, day: date) -> date:
    return day + timedelta((weekday - day.weekday()) % 7)


def _weekday(day: date) -> date:
    return _next(0, day) if day.weekday() >= SATURDAY else day


def _open(day: date, holidays: Iterable[date]) -> date:
    closed = set(holidays)
    while day in closed or day.weekday() >= SATURDAY:
        day += timedelta(1)
    return day
