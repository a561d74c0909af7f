"""Each duty's limit, by whose rule and since when: law, statutory guidance, or the council's own protocol."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """What a limit counts."""

    SCHOOL_DAYS = "school_days"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


class Force(StrEnum):
    """How binding a rule is, in the word that a page shows: law, statutory guidance, or the council's own rule."""

    MUST = "must"
    SHOULD = "should"
    LOCAL = "local"


class NoSuchRule(LookupError):
    """No rule of that name was in force on that day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty's clock as it stood from `starts_on`; `setting` names the council's setting that may change the limit.

    The day it is counted from is nought. A limit of 0 means that day itself, or the next day that counts.
    """

    name: str
    what: str
    limit: int
    unit: Unit
    counted_from: str
    force: Force
    source: str
    starts_on: date
    setting: str | None

    @property
    def version(self) -> str:
        """What a duty keeps, so that a later change of the rule does not change its history."""
        return f"{self.name} from {self.starts_on}"


_FIRST = date(2020, 9, 1)  # local limits have no day on which they came into force: before any case of ours


def _local(name: str, what: str, limit: int, unit: Unit, counted_from: str, source: str) -> Rule:
    return Rule(name, what, limit, unit, counted_from, Force.LOCAL, source, _FIRST, f"{name}_limit")


_SD, _WD, _CD = Unit.SCHOOL_DAYS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS
_CONCERNS = "The council's protocol for concerns and cases"
_REFERRALS = "The council's protocol for referrals"
_MOVES = "The council’s protocol for managed moves: check it against the 2026 guidance"
_SHARES = "The council's protocol for sharing information"
FAMILY_REVIEW_WORKING_DAYS = 20

_SUSPENDED = "SI 2012/1033 reg {}, as amended by SI 2022/788 (academies reg 23, PRUs reg 14)"


def _notice(whom: str, who: str, regulation: str) -> Rule:
    """A notice "without delay", which the law leaves undefined: the service asks for it on the same school day."""
    words, source = f"Tell {who} of the suspension, without delay", _SUSPENDED.format(regulation)
    name, since = f"tell_{whom}_suspension", date(2022, 9, 1)
    return Rule(name, words, 0, _SD, "the day of the decision", Force.MUST, source, since, None)


_CANCELLED = "SI 2012/1033 reg 8A(4), inserted by SI 2023/571 (academies reg 26A, PRUs reg 17A)"


def _cancelled(whom: str, who: str) -> Rule:
    """A notice of a cancellation, with its reasons, in writing."""
    words, name = f"Tell {who} that the suspension was cancelled, without delay", f"tell_{whom}_cancellation"
    return Rule(name, words, 0, _SD, "the day of the cancellation", Force.MUST, _CANCELLED, date(2023, 8, 31), None)


def _decided(whom: str, who: str) -> Rule:
    """A notice of the governing board's decision, with its reasons, in writing."""
    words, name = f"Tell {who} what the governing board decided, without delay", f"tell_{whom}_decision"
    source, since = "SI 2012/1033 reg 6(5) and (6) (academies reg 24)", date(2012, 9, 1)
    return Rule(name, words, 0, _SD, "the day of the decision", Force.MUST, source, since, None)


def _board(limit: int, when: str, regulation: str) -> Rule:
    """The governing board meets and decides; the day on which it was told is nought."""
    words = f"The governing board meets and decides on reinstatement: {when}"
    source = f"SI 2012/1033 regs {regulation} (academies reg 24, PRUs reg 15)"
    counted = "the day the board was told (an inclusive reading ends a school day sooner: aim for that)"
    return Rule(f"board_within_{limit}", words, limit, _SD, counted, Force.MUST, source, date(2012, 9, 1), None)


_SUSPENSION_NOTICES = (
    _notice("parents", "the parents", "5(1)"),
    _notice("pupil", "the pupil, who is 18 or over,", "5(1)"),
    _notice("governors", "the governing board", "5(2)(b)"),
    _notice("council", "the council", "5(1)"),
    _notice("social_worker", "the social worker", "5(1)"),
    _notice("virtual_head", "the virtual school head", "5(1)"),
    _cancelled("parents", "the parents"),
    _cancelled("pupil", "the pupil, who is 18 or over,"),
    _cancelled("governors", "the governing board"),
    _cancelled("council", "the council"),
    _cancelled("social_worker", "the social worker"),
    _cancelled("virtual_head", "the virtual school head"),
    _decided("parents", "the parents"),
    _decided("pupil", "the pupil, who is 18 or over,"),
    _decided("council", "the council"),
    _decided("social_worker", "the social worker"),
    _decided("virtual_head", "the virtual school head"),
    _board(15, "over 15 days in the term, or an exam is missed", "6(1)(b), 6(7)(a)"),
    _board(50, "over 5 days in the term, and representations were made", "6(1)(c), 6(7)(b)"),
)

RULES: tuple[Rule, ...] = (
    _local("look_at_concern", "Look at the concern", 2, _SD, "the day the concern was logged", _CONCERNS),
    _local(
        "look_at_concern_very",
        "Look at the concern of somebody very worried",
        0,
        _SD,
        "the day the concern was logged",
        _CONCERNS,
    ),
    _local("name_lead", "Name the lead professional", 5, _SD, "the day the case was opened", _CONCERNS),
    _local("tell_family", "Tell the family, or record why not", 5, _SD, "the day the case was opened", _CONCERNS),
    _local("finish_referral_draft", "Finish the referral and send it", 3, _SD, "the day it was begun", _REFERRALS),
    _local("acknowledge_referral", "Acknowledge the referral", 1, _WD, "the day it was sent", _REFERRALS),
    _local("decide_referral", "Decide on the referral", 5, _WD, "the day it was sent", _REFERRALS),
    _local("answer_referral", "Answer the council's question", 5, _SD, "the day it was asked", _REFERRALS),
    _local("share_case", "Share the case with an agency", 2, _WD, "the day the referral was accepted", _REFERRALS),
    _local("first_contact", "Make first contact", 5, _WD, "the day the referral was accepted", _REFERRALS),
    _local("accept_share", "Accept or decline the offer", 3, _WD, "the day it was offered", _SHARES),
    _local("answer_question", "Answer the question asked", 5, _WD, "the day the share was accepted", _SHARES),
    _local("hear_pupil", "Hear the pupil about the move", 5, _SD, "the day it was proposed", _MOVES),
    _local("agree_move", "Say whether your school agrees to the move", 5, _SD, "the day it was asked", _MOVES),
    _local("answer_move", "Answer for your school and its admission authority", 5, _SD, "the day it was asked", _MOVES),
    _local("decide_move", "Decide on the managed move", 5, _WD, "the day everyone had agreed", _MOVES),
    _local("admit_move", "Put the pupil on the roll", 0, _SD, "the first day agreed", _MOVES),
    _local("settle_6", "Look in: six school weeks after the move", 30, _SD, "the day of admission", _MOVES),
    _local("settle_12", "Look in: twelve school weeks after the move", 60, _SD, "the day of admission", _MOVES),
    *_SUSPENSION_NOTICES,
    Rule(
        name="review_not_told",
        what="Look again at why the family was not told",
        limit=FAMILY_REVIEW_WORKING_DAYS,
        unit=_WD,
        counted_from="the day the reason was recorded",
        force=Force.LOCAL,
        source="The service's own rule: a reason for not telling the family is reviewed within 20 working days",
        starts_on=_FIRST,
        setting=None,
    ),
    Rule(
        name="renew_share",
        what="Extend the share or let it end",
        limit=0,
        unit=_CD,
        counted_from="the last day of the share",
        force=Force.LOCAL,
        source=_SHARES,
        starts_on=_FIRST,
        setting=None,
    ),
)


def rule_for(name: str, on: date) -> Rule:
    """The rule of that name in force on a day: the one with the latest start. NoSuchRule where there is none yet."""
    found = [rule for rule in RULES if rule.name == name and rule.starts_on <= on]
    if not found:
        raise NoSuchRule(f"No rule {name!r} was in force on {on}.")
    return max(found, key=lambda rule: rule.starts_on)


def in_working_days(rule: Rule) -> Rule:
    """The same rule counted in working days: for where a school's days are not known so far."""
    return replace(rule, unit=Unit.WORKING_DAYS)
