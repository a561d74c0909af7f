"""The registers of Alder Hythe: its own system sends them day by day, and a reason that comes later as a correction."""

from collections.abc import Iterable
from datetime import date, datetime

from agencies.machines.access import machine_for
from agencies.machines.models import MisClient
from interventions.demonstration.stage import Stage, Story
from referrals.attendance import actions
from referrals.attendance.facts import Line
from referrals.pupils.models import ExternalId

DAYS = 36
"""School days of which marks are sent."""
PRESENT = ("/", "\\")
KOFI = "Kofi Mensah-Hart"
NAMED: dict[str, dict[int, tuple[str, str]]] = {
    KOFI: dict.fromkeys((31, 24, 17, 12), ("O", "O"))
    | {20: ("U", "\\"), 10: ("U", "\\"), 4: ("L", "\\"), 3: ("N", "N")},
    "Leo Ferreira": dict.fromkeys((*range(29, 37), *range(12, 20)), ("I", "I")),
    "Zuzanna Wiśniewska": {26: ("M", "\\"), 9: ("/", "M")},
    "Jaydon Prewett": dict.fromkeys(range(1, 21), ("/", "C2")),
}
"""Of some children how many school days ago they missed a half day, and by which code; everybody else was there."""


def registers(stage: Stage) -> Story:
    """What lies behind comes in one morning, then each day’s once it is over; Kofi’s mum rings late that he was ill."""
    scene = yield stage.days.school("alder", 9, "6:40")
    system = MisClient.objects.filter(agency=scene.agencies["alder"]).order_by("id").first()
    if system is None:
        return
    _know(stage, system, scene.at)
    for ago in range(DAYS, 9, -1):
        _send(stage, system, ago, scene.at)
    for ago in range(9, 0, -1):
        scene = yield stage.days.school("alder", ago, "16:10")
        _send(stage, system, ago, scene.at)
    kofi = stage.pupil("alder", KOFI)
    _keep(system, _day(stage, 3), [Line(0, kofi.reference, "I", "I")], scene.at)


def _know(stage: Stage, system: MisClient, at: datetime) -> None:
    """The system knows the roll: by ids of its own, which are the references here."""
    of = {"school": system.agency, "system": system, "made_at": at}
    ExternalId.objects.bulk_create(ExternalId(pupil=one, value=one.reference, **of) for one in stage.rolls["alder"])


def _day(stage: Stage, ago: int) -> date:
    return stage.days.schools["alder"].arguable_notice(stage.days.today, ago)


def _send(stage: Stage, system: MisClient, ago: int, at: datetime) -> None:
    """A day of the whole roll."""
    names = [(one.reference, f"{one.given_name} {one.family_name}") for one in stage.rolls["alder"]]
    lines = [Line(n, value, *NAMED.get(name, {}).get(ago, PRESENT)) for n, (value, name) in enumerate(names)]
    _keep(system, _day(stage, ago), lines, at)


def _keep(system: MisClient, day: date, lines: Iterable[Line], at: datetime) -> None:
    machine = machine_for(system)
    actions.keep_attendance(day, lines, seat=machine.seats[0], by=machine, at=at)
