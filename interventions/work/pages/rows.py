"""A duty as a row of work: how late or near it is, what it is, and the one act that meets it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from agencies import deadlines
from agencies.acting.lives import ROWS
from agencies.policy import Act, Standing
from agencies.schoolday import WorkingCalendar, local_day
from agencies.words import day_month, in_sentence, last_day, short_day, when, year_group
from referrals.duties.facts import Days, where_met
from referrals.duties.models import Duty
from referrals.duties.states import State as DutyState
from referrals.duties.words import held_from, late_by, moved_from
from referrals.pupils.models import Pupil
from referrals.shares.words import PURPOSES

TARGET = "board_before_exam"
"""So far as reasonably practicable: where it has passed, the limit still stands (law.md 1.11 E)."""
NO_CLERK = "The school has no clerk here. "
OFFERS = (Standing.OFFERED, Standing.INVITED)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of work."""

    duty: Duty
    tag: str
    tag_words: str
    due: str
    child: str
    year: str
    what: str
    url: str
    label: str
    case_url: str
    agency: str
    is_mine: bool
    hand_url: str = ""
    hands: str = ""
    remind_url: str = ""
    reminded: str = ""

    @property
    def is_late(self) -> bool:
        """Whether its time has passed."""
        return self.tag == "late"


def row(
    duty: Duty,
    child: Pupil | None,
    at: datetime,
    days: Days,
    *,
    is_mine: bool = True,
    is_keeper: bool = False,
    clerks_at: Collection[int] = (),
    text: str = "",
) -> Row:
    """The row of a duty, with the child whom the reader may know (`door.children`); an offer stands by its terms.

    What is a clerk's, with a reader who is none there (`clerks_at`), waits for one to be invited. `text`: what was
    given to do, or asked.
    """
    today, is_offer = local_day(at), duty.standing in OFFERS and not is_keeper
    tag, words = _tag(duty, today, days)
    rule = deadlines.rule_for(duty.rule, duty.rule_from_on)
    needs_clerk = is_mine and duty.standing == Standing.CLERKS and duty.agency_id not in clerks_at
    sees_case = is_keeper or (not is_offer and duty.standing not in (Standing.ASKED, Standing.RECEIVES))
    return Row(
        duty=duty,
        tag=tag,
        tag_words=words,
        due=_due(duty, tag),
        child=child.name if child else "",
        year=year_group(child.born_on, today) if child else "",
        what=_offer(duty) if is_offer else (NO_CLERK if needs_clerk else "") + rule.what + _about(duty, text),
        url=reverse("invite_person", args=[duty.agency.reference]) if needs_clerk else where_met(duty),
        label="Invite a clerk" if needs_clerk else ROWS[Act(duty.act)].words.work,
        case_url=reverse("see_case", args=[duty.case.reference]) if duty.case and sees_case else "",
        agency=duty.agency.name,
        is_mine=is_mine,
        **_reminding(duty, days, today),
        **_handing(duty),
    )


def _handing(duty: Duty) -> dict[str, str]:
    """Where it is said who of those who owe it has it in hand, where the reader may, and who that is."""
    if not getattr(duty, "may_hand", False):
        return {}
    who = f"In the hands of {duty.person.name}" if duty.person else "In nobody’s hands yet: say who takes it"
    url = reverse("assign_task", args=[duty.subject_ref]) if duty.from_agency_id else ""
    return {"hand_url": url or reverse("hand_duty", args=[duty.reference]), "hands": who}


def _reminding(duty: Duty, days: Days, today: date) -> dict[str, str]:
    """Where whoever owes it is reminded, where the reader waits for it, once a working day; and who did so last."""
    if not getattr(duty, "may_remind", False):
        return {}
    last = duty.reminded_on
    by = f" by {duty.reminded_by.name}" if duty.reminded_by else ""
    said = f"Reminded on {short_day(last)}{by}" if last else ""
    is_free = duty.state == DutyState.OPEN and (last is None or days.working.working_days_between(last, today) > 0)
    return {"remind_url": reverse("remind_owner", args=[duty.reference]) if is_free else "", "reminded": said}


def _due(duty: Duty, tag: str) -> str:
    """Its day, and the other one where a changed calendar moved it, or would have."""
    before, gives = moved_from(duty.shifts, duty.due_on), held_from(duty.shifts, duty.due_on)
    said = f"{'was due ' if tag == 'late' else ''}{day_month(duty.due_on)}"
    other = f"before: {day_month(before)}" if before else f"by the school’s days: {day_month(gives)}" if gives else ""
    return said + (f" ({other})" if other else "")


def _offer(duty: Duty) -> str:
    """An offer by its terms, and nothing of the child."""
    share = duty.share
    if share is None:
        return ""
    until = short_day(last_day(share.over_at))
    purpose, sender = in_sentence(PURPOSES[share.purpose]), share.granting_agency.name
    return f"Accept or decline an offer: {purpose}, from {sender}, until {until}"


def _about(duty: Duty, text: str) -> str:
    return f": {text}" if text else _of_share(duty)


def _of_share(duty: Duty) -> str:
    """Of which share, where it is about one: two duties of one name are told apart."""
    share = duty.share
    if share is None:
        return ""
    to = "" if share.agency_id == duty.agency_id else f", {share.agency.name}"
    return f" (share for {in_sentence(PURPOSES[share.purpose])}{to})"


def late_on(today: date, working: WorkingCalendar) -> Q:
    """Which duties wear the tag of what is late: the same rule as of one row, for who counts them."""
    last = today
    while working.working_days_between(last - timedelta(1), today) <= 1:
        last -= timedelta(1)
    in_law = ~Q(act=Act.RECORD_NOTICE.value) | Q(due_on__lt=last)
    return Q(in_law, state=DutyState.OPEN.value, due_on__lt=today) & ~Q(rule=TARGET)


def _tag(duty: Duty, today: date, days: Days) -> tuple[str, str]:
    if duty.state == DutyState.STOPPED:
        return "wait", "Clock stopped"
    if duty.due_on < today and duty.act == Act.RECORD_NOTICE:  # "without delay" has no day on which it is late in law
        gone = days.working.working_days_between(duty.due_on, today)
        return ("late" if gone > 1 else "due"), "Not told yet"
    if duty.due_on < today and duty.rule == TARGET:
        return "due", "Before the exam: its day has passed"
    if duty.due_on < today:
        return "late", late_by(*days.late(duty, today))
    return ("due", "Today") if duty.due_on == today else ("", when(duty.due_on, today))
