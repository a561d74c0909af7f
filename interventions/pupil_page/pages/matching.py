"""What an agency with a live share needs to find the child in its own record, each with what gives it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from agencies.acting.prepared import Prepared
from agencies.policy import Kind, Level, Matching, Purpose, matching
from agencies.settings.facts import limits_on, switch_name
from agencies.words import in_sentence, short_day
from interventions.pupil_page import words
from interventions.pupil_page.pages.head import Reader
from interventions.pupil_page.pages.panels import Panel, Shown
from referrals import door
from referrals.pupils.models import Identifier
from referrals.shares.models import CaseShare
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
        keys = tuple(one.pk for one in reader.shares if _numbers_of(one))
        held, limits = _read(reader.pupil.pk, reader.pupil.authority_id, keys, reader.today)
        numbers, switches = dict(held), dict(limits)
        on = {number: why for number, why in given.items() if switches.get(switch_name(number), 0)}
        found += [Match(number.label, numbers.get(number.value, ""), why) for number, why in on.items()]
    return Panel(words.MATCH, Shown.ROWS if found else Shown.NONE, more={"matches": found})


def _given(reader: Reader) -> dict[Matching, str]:
    """The numbers that one of the reader's shares gives, with its purpose."""
    return {
        number: f"A share for {in_sentence(PURPOSES[one.purpose])}"
        for one in reader.shares
        for number in _numbers_of(one)
    }


def _numbers_of(share: CaseShare) -> list[Matching]:
    return sorted(matching(Kind(share.agency.kind), Purpose(share.purpose), Level(share.level)))


@Prepared
def _read(pupil_id: int, authority_id: int, share_ids: tuple[int, ...], today: Any) -> list[QuerySet[Any]]:
    shown = CaseShare.objects.filter(door.of_its_half("identifier"), pk__among=share_ids)
    own = Identifier.objects.filter(pupil_id=pupil_id, ends_on=None, is_doubtful=False, is_in_error=False)
    held = own.filter(Exists(shown))
    kinds = [number.value for number in Matching]
    return [held.filter(kind__in=kinds).order_by("id").values_list("kind", "value"), limits_on(authority_id, today)]
