"""What an agency with a live share needs to find the child in its own record, each with what gives it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from agencies.acting.prepared import Prepared
from agencies.policy import Kind, Level, Matching, Purpose, matching
from agencies.settings.facts import limits_on, switch_name
from agencies.words import in_sentence, short_day
from interventions.pupil_page import words
from interventions.pupil_page.pages.head import Reader
from interventions.pupil_page.pages.panels import Panel, Shown
from referrals.pupils.models import Identifier
from referrals.shares.words import PURPOSES

EVERY = "Every live share from the summary on"


@dataclass(frozen=True, slots=True)
class Match:
    """What is given, or that it is not recorded, and why the reader sees it."""

    what: str
    value: str
    why: str


def match(reader: Reader) -> Panel:
    """By a share alone: date of birth, and the numbers that the sharing matrix gives for its purpose and level.

    A number is off until the child's council switches it on (data.md 1.1).
    """
    found = [Match("Born", short_day(reader.pupil.born_on), EVERY)] if reader.knows_birthday else []
    if given := _given(reader):
        held, limits = _read(reader.pupil.pk, reader.pupil.authority_id, reader.today)
        numbers, switches = dict(held), dict(limits)
        on = {number: why for number, why in given.items() if switches.get(switch_name(number), 0)}
        found += [Match(number.label, numbers.get(number.value, ""), why) for number, why in on.items()]
    return Panel(words.MATCH, Shown.ROWS if found else Shown.NONE, more={"matches": found})


def _given(reader: Reader) -> dict[Matching, str]:
    """The numbers that one of the reader's shares gives, with its purpose."""
    return {
        number: f"A share for {in_sentence(PURPOSES[one.purpose])}"
        for one in reader.shares
        for number in sorted(matching(Kind(one.agency.kind), Purpose(one.purpose), Level(one.level)))
    }


@Prepared
def _read(pupil_id: int, authority_id: int, today: Any) -> list[QuerySet[Any]]:
    held = Identifier.objects.filter(pupil_id=pupil_id, ends_on=None, is_doubtful=False, is_in_error=False)
    kinds = [number.value for number in Matching]
    return [held.filter(kind__in=kinds).order_by("id").values_list("kind", "value"), limits_on(authority_id, today)]
