"""The clocks of a suspension: who is told of it and of how it ends, the board itself, and its days to be settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agencies.deadlines.forms import SINCE_EVER, Force, Rule, Unit
from agencies.deadlines.regimes import Regime, Twins


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """That one recipient is told of one thing: of the suspension, how it ended, or that it never happened.

    `is_own`: by this service's own rule, at a setting to which the Regulations do not apply.
    """

    recipient: str
    of: str
    is_own: bool = False

    @property
    def name(self) -> str:
        """The name of its clock, as a duty keeps it."""
        return f"tell_{self.recipient}_{self.of}{'_own' if self.is_own else ''}"


RECIPIENTS = {
    "parents": "the parents",
    "pupil": "the pupil, who is 18 or over,",
    "governors": "the governing board",
    "council": "the council",
    "social_worker": "the social worker",
    "virtual_head": "the virtual school head",
}
_AMENDED = ", as amended by SI 2022/788"
_SUSPENDED = Twins("reg 5(1)", "reg 14", "reg 23", _AMENDED)
_BOARD_TOLD = Twins("reg 5(2)(b)", "reg 14", "reg 23", _AMENDED)
_CANCELLED = Twins("reg 8A(4)", "reg 17A", "reg 26A", ", inserted by SI 2023/571")
_VOIDED = "UK GDPR arts 5(1)(d) and 19: who was given what is wrong is told that it was"
_DECIDED = Twins("reg 6(5) and (6)", "reg 15", "reg 24")
_TOLD_TOO = Twins("reg 6", "reg 15", "reg 24", _AMENDED)
_BEFORE_EXAM = Twins("reg 6(1)(b)(ii)", "reg 15", "reg 24", after=", and the guidance on it")
_CONSIDERED = Twins("reg 6", "reg 15", "reg 24", after="; by the guidance promptly. Ten school days are ours")
_OF_THE_PUPIL = ": the 45 days of a school year are the pupil’s, wherever they were. One school day is ours"
_ELSEWHERE = Twins("reg 4", "reg 13", "reg 22", after=_OF_THE_PUPIL)
_OWN = "No law of suspension is known to apply at this setting. That the family is told the same day is our own rule"


def _without_delay(rule: NoticeRule, words: str, day: str, source: Twins | str, since: date) -> Rule:
    """A notice "without delay", which the law leaves undefined: the service asks for it on the same school day."""
    if rule.is_own:
        return Rule(rule.name, words, 0, Unit.SCHOOL_DAYS, day, Force.LOCAL, _OWN, SINCE_EVER, None)
    what = f"{words}, without delay"
    if isinstance(source, str):
        return Rule(rule.name, what, 0, Unit.SCHOOL_DAYS, day, Force.MUST, source, since, None)
    cited = source.cited(Regime.UNKNOWN)
    return Rule(rule.name, what, 0, Unit.SCHOOL_DAYS, day, Force.MUST, cited, since, None, source)


def _rule(rule: NoticeRule) -> Rule:
    who = RECIPIENTS[rule.recipient]
    if rule.of == "suspension":
        source = _BOARD_TOLD if rule.recipient == "governors" else _SUSPENDED
        words, day = f"Tell {who} of the suspension", "the day of the decision"
        return _without_delay(rule, words, day, source, date(2022, 9, 1))
    if rule.of == "cancellation":
        words, day = f"Tell {who} that the suspension was cancelled", "the day of the cancellation"
        return _without_delay(rule, words, day, _CANCELLED, date(2023, 9, 1))
    if rule.of == "void":
        words, day = f"Tell {who} that the suspension never happened", "the day on which it was voided"
        return _without_delay(rule, words, day, _VOIDED, date(2021, 1, 1))
    words, day = f"Tell {who} what the governing board decided", "the day of the decision"
    if rule.recipient in ("social_worker", "virtual_head"):
        return _without_delay(rule, words, day, _TOLD_TOO, date(2022, 9, 1))
    return _without_delay(rule, words, day, _DECIDED, date(2012, 9, 1))


def _board(limit: int, when: str, regulations: str) -> Rule:
    """The governing board meets and decides; the day on which it was told is nought."""
    words = f"The governing board meets and decides on reinstatement: {when}"
    twins = Twins(regulations, "reg 15", "reg 24")
    source = twins.cited(Regime.UNKNOWN)
    counted = "the day the board was told (an inclusive reading ends a school day sooner: aim for that)"
    since = date(2012, 9, 1)
    name = f"board_within_{limit}"
    return Rule(name, words, limit, Unit.SCHOOL_DAYS, counted, Force.MUST, source, since, None, twins)


NOTICE_RULES = (
    *(
        NoticeRule(recipient, of)
        for of in ("suspension", "cancellation", "decision", "void")
        for recipient in RECIPIENTS
        if (recipient, of) != ("governors", "decision")  # of its own decision nobody need tell the board
    ),
    *(NoticeRule(who, of, is_own=True) for of in ("suspension", "cancellation") for who in ("parents", "pupil")),
)
_BY_NAME = {rule.name: rule for rule in NOTICE_RULES}
RULES = (
    *map(_rule, NOTICE_RULES),
    _board(15, "over 15 days in the term, or an exam is missed", "regs 6(1)(b), 6(7)(a)"),
    _board(50, "over 5 days in the term, and representations were made", "regs 6(1)(c), 6(7)(b)"),
    Rule(
        "board_before_exam",
        "The governing board meets before the exam, so far as reasonably practicable",
        0,
        Unit.CALENDAR_DAYS,
        "the last school day before the exam",
        Force.SHOULD,
        _BEFORE_EXAM.cited(Regime.UNKNOWN),
        date(2012, 9, 1),
        None,
        _BEFORE_EXAM,
    ),
    Rule(
        "consider_representations",
        "The governing board considers what the family wrote: it has no duty to meet, and can’t reinstate",
        10,
        Unit.SCHOOL_DAYS,
        "the day on which it came",
        Force.LOCAL,
        _CONSIDERED.cited(Regime.UNKNOWN),
        date(2012, 9, 1),
        "consider_representations_limit",
        _CONSIDERED,
    ),
    Rule(
        "settle_facts",
        "Find out what is not known of a pupil who is suspended",
        1,
        Unit.SCHOOL_DAYS,
        "the day of the decision",
        Force.LOCAL,
        "SI 2022/788: a social worker and the virtual school head are told without delay. One school day is ours",
        SINCE_EVER,
        "settle_facts_limit",
    ),
    Rule(
        "education_sixth_day",
        "Full-time education is given from the sixth school day in a row",
        0,
        Unit.CALENDAR_DAYS,
        "the sixth school day in a row",
        Force.MUST,
        "Education and Inspections Act 2006 s.100; SI 2007/1870 reg 3(3)",
        date(2015, 1, 5),
        None,
    ),
    Rule(
        "education_told",
        "Tell the family in writing where and when the education is, 48 hours or more before it begins",
        0,
        Unit.CALENDAR_DAYS,
        "the last whole day that leaves 48 hours",
        Force.MUST,
        "Education and Inspections Act 2006 s.104(2); SI 2007/1870 regs 6(3) and 7",
        date(2012, 9, 1),
        None,
    ),
    Rule(
        "education_first_day",
        "Ask the virtual school head, and arrange education from the first day for a child who is looked after",
        0,
        Unit.CALENDAR_DAYS,
        "the first day out of school",
        Force.SHOULD,
        "The guidance on suspension, of children who are looked after; by law education is owed from the sixth day",
        SINCE_EVER,
        None,
    ),
    Rule(
        "ask_days_elsewhere",
        "Find out whether the pupil was suspended at another school this school year",
        1,
        Unit.SCHOOL_DAYS,
        "the day of the decision",
        Force.LOCAL,
        _ELSEWHERE.cited(Regime.UNKNOWN),
        SINCE_EVER,
        None,
        _ELSEWHERE,
    ),
    Rule(
        "settle_days",
        "Settle whether the school was open on the days of a suspension",
        2,
        Unit.WORKING_DAYS,
        "the day on which the suspension and the school’s year did not agree",
        Force.LOCAL,
        "Education Act 1996 s.579(1): a day of suspension is a school day of that school. Two days are ours",
        SINCE_EVER,
        None,
    ),
)


def notice_rule(name: str) -> NoticeRule | None:
    """What has to be told to whom by the clock of this name; None where it is no notice's."""
    return _BY_NAME.get(name)
