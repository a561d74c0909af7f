"""A duty as a row of work: how late or near it is, what it is, and the one act that meets it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from agencies import deadlines
from agencies.calendar import WorkingCalendar, local_day
from agencies.policy import Act, Standing
from agencies.words import count_words, day_month, last_day, short_day, when, year_group
from referrals.models import Duty
from referrals.words import PURPOSES

LABELS: dict[Act, str] = {
    Act.HEAR_PUPIL: "Record it",
    Act.CONSENT_TO_MOVE: "Answer",
    Act.APPROVE_MOVE: "Decide",
    Act.ADMIT_MOVE: "Admit",
    Act.REVIEW_MOVE: "Look in",
    Act.RECORD_NOTICE: "Record it",
    Act.RECORD_BOARD_DECISION: "Open it",
    Act.OPEN_CASE: "Read it",
    Act.NAME_LEAD: "Name someone",
    Act.RECORD_FAMILY_TOLD: "Record it",
    Act.SEND_REFERRAL: "Go on with it",
    Act.ACKNOWLEDGE_REFERRAL: "Read it",
    Act.ACCEPT_REFERRAL: "Decide",
    Act.ANSWER_REFERRAL: "Answer",
    Act.SHARE_CASE: "Share it",
    Act.ACCEPT_SHARE: "Read the offer",
    Act.ANSWER_QUESTION: "Answer",
    Act.EXTEND_SHARE: "Look at it",
}

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

    @property
    def is_late(self) -> bool:
        """Whether its time has passed."""
        return self.tag == "late"


def row(duty: Duty, at: datetime, working: WorkingCalendar, *, is_mine: bool = True, is_keeper: bool = False) -> Row:
    """The row of a duty; an offer not yet accepted names no child, but to who keeps the case."""
    today, is_offer = local_day(at), duty.standing in OFFERS and not is_keeper
    tag, words = _tag(duty, today, working)
    rule = deadlines.rule_for(duty.rule, duty.rule_from_on)
    sees_case = is_keeper or (not is_offer and duty.standing not in (Standing.ASKED, Standing.RECEIVES))
    return Row(
        duty=duty,
        tag=tag,
        tag_words=words,
        due=("was due " if tag == "late" else "") + day_month(duty.due_on),
        child="" if is_offer else duty.pupil.name,
        year="" if is_offer else year_group(duty.pupil.born_on, today),
        what=_offer(duty) if is_offer else rule.what,
        url=url_of(duty),
        label=LABELS[Act(duty.act)],
        case_url=reverse("see_case", args=[duty.case.reference]) if duty.case and sees_case else "",
        agency=duty.agency.name,
        is_mine=is_mine,
    )


def _offer(duty: Duty) -> str:
    """An offer by its terms, and nothing of the child."""
    share = duty.share
    if share is None:
        return ""
    until = short_day(last_day(share.ends_at))
    purpose, sender = PURPOSES[share.purpose].lower(), share.granting_agency.name
    return f"Accept or decline an offer: {purpose}, from {sender}, until {until}"


def _tag(duty: Duty, today: date, working: WorkingCalendar) -> tuple[str, str]:
    if duty.state == "stopped":
        return "wait", "Clock stopped"
    if duty.due_on < today and duty.act == Act.RECORD_NOTICE:  # "without delay" has no day on which it is late in law
        gone = working.working_days_between(duty.due_on, today)
        return ("late" if gone > 1 else "due"), "Not told yet"
    if duty.due_on < today:
        late = working.working_days_between(duty.due_on, today)
        return "late", f"{count_words(late, 'working day')} late" if late else "Late"
    return ("due", "Today") if duty.due_on == today else ("", when(duty.due_on, today))


def url_of(duty: Duty) -> str:
    """Where the duty is met."""
    by_case: dict[str, str] = {
        "name_lead": "name_lead",
        "tell_family": "record_family_told",
        "share_case": "share_case",
    }
    by_case["review_not_told"] = "record_family_told"
    if duty.rule in by_case and duty.case is not None:
        return reverse(by_case[duty.rule], args=[duty.case.reference])
    return _BY_SUBJECT[duty.rule](duty.subject_ref)


def _told(who: str) -> Callable[[str], str]:
    return lambda reference: f"{reverse('record_notice', args=[reference])}?to={who}"


def _at(name: str) -> Callable[[str], str]:
    return lambda reference: reverse(name, args=[reference])


_BY_SUBJECT: dict[str, Callable[[str], str]] = {
    **{
        f"tell_{who}_{of}": _told(who)
        for who in ("parents", "pupil", "governors", "council", "social_worker", "virtual_head")
        for of in ("suspension", "cancellation", "decision")
    },
    "board_within_15": _at("see_suspension"),
    "board_within_50": _at("see_suspension"),
    **dict.fromkeys(
        ("hear_pupil", "agree_move", "answer_move", "decide_move", "admit_move", "settle_6", "settle_12"),
        _at("see_move"),
    ),
    "look_at_concern": _at("see_concern"),
    "look_at_concern_very": _at("see_concern"),
    "finish_referral_draft": _at("see_referral"),
    "acknowledge_referral": _at("triage_referral"),
    "decide_referral": _at("triage_referral"),
    "answer_referral": _at("answer_referral"),
    "accept_share": _at("see_share"),
    "answer_question": _at("answer_question"),
    "renew_share": _at("see_share"),
}
