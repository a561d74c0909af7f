"""My work: what is late, due today, this week and later; what is new; what waits for others; what has ended."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, QuerySet, Value

from agencies.acting.prepared import Prepared
from agencies.actors import Actor
from agencies.calendar.facts import Holidays, holiday_rows
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.lists import Stretch, as_stretch, beginning, walk
from agencies.web.pages import Page
from interventions.term_reports.access import MOST_SHOWN, owed_by
from interventions.term_reports.pages import OwedReport, owed_report
from interventions.work.access import in_colleagues_hands
from interventions.work.facts import in_own_hands
from interventions.work.pages.inbox import Line, in_lines, unread
from interventions.work.pages.left import Nowhere, nowhere, still_open
from interventions.work.pages.rows import Row, row
from interventions.work.pages.unheld import Unheld, unheld
from referrals import door
from referrals.concerns.pages.listing import latest_own
from referrals.concerns.pages.rows import ConcernRow
from referrals.duties.access import by_agency, of_others
from referrals.duties.facts import Days
from referrals.duties.models import Duty
from referrals.duties.querysets import WORRIED
from referrals.given_tasks.access import given_by, texts
from referrals.shares.pages import Ending, ended_lately, ending

WORK_PAGE = 100
MOST_OF_OTHERS, MOST_NEW, MOST_OWN = 20, 6, 10
ENDED_FOR = timedelta(days=14)
ORDER = ("due_at", "id")
RENEWALS_FROM = timedelta(days=21)  # a share’s end is work from three weeks before it


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one stretch of time."""

    key: str
    title: str
    short: str
    rows: list[Row]


@dataclass(frozen=True, kw_only=True)
class WelcomePage(Page):
    """The first page for whoever has not signed in."""

    template: ClassVar[str] = "inclusion/welcome_page.html"


@dataclass(frozen=True, kw_only=True)
class WorkPage(Page):
    """What one owes, what is new, what waits for others, and what has ended."""

    template: ClassVar[str] = "interventions/work_page.html"
    worried: list[Row]
    asks: list[Row]
    groups: list[Group]
    walked: Stretch
    new: list[Line]
    waiting: list[Row]
    colleagues: list[Row]
    ended: list[Ending]
    nowhere: Nowhere
    unheld: list[Unheld]
    reports: list[OwedReport]
    has_more_reports: bool
    can_log: bool
    safeguards: bool
    sees_overview: bool
    sees_signs: bool
    has_in_hand: bool
    has_work: bool
    mine: list[ConcernRow]
    at: datetime

    @property
    def shown(self) -> list[str]:
        """The references of what named a child."""
        rows = [*self.worried, *self.asks, *(row for group in self.groups for row in group.rows), *self.waiting]
        rows += self.colleagues
        named = [row.duty.subject_ref for row in rows if row.child] + [one.case.reference for one in self.nowhere.shown]
        return named + [one.reference for one in self.mine]


def my_work(actor: Actor, at: datetime, after: str = "") -> WorkPage:
    """What a person owes, by pages, and what they wait for, in a constant number of queries."""
    far = local_day(at) + RENEWALS_FROM
    read = _read(actor, far, at - ENDED_FOR, at)
    owed, first_ones, of_them, of_mine, theirs_here, in_hand, holidays, own, council, letters, ended, reports = read
    theirs = _together(of_them, of_mine)
    walked = _walked(actor, far, after) if after else as_stretch(owed, ORDER, WORK_PAGE)
    worried = first_ones if walked.is_first else []
    every = [*worried, *walked.rows, *theirs, *theirs_here]
    shown = _in_rows(actor, every, dict(holidays), at)
    rows, first, others = shown(walked.rows), shown(worried), shown(theirs, is_mine=False, is_keeper=True)
    left = nowhere(own, council, at) if walked.is_first else Nowhere([], [], is_cut=False)
    alone = unheld(actor, at) if walked.is_first else []
    has_work = bool(rows or first or others or left.shown or alone or reports)
    asks = [r for r in rows if r.duty.standing in (Standing.OFFERED, Standing.INVITED, Standing.GRANTED)]
    return WorkPage(
        asks=asks,
        worried=first,
        groups=_by_time([r for r in rows if r not in asks], at),
        walked=walked,
        new=in_lines(actor, letters),
        waiting=others,
        colleagues=shown(theirs_here, is_mine=False),
        ended=[ending(share) for share in ended],
        nowhere=left,
        unheld=alone,
        reports=[owed_report(one, local_day(at)) for one in reports[:MOST_SHOWN]] if walked.is_first else [],
        has_more_reports=len(reports) > MOST_SHOWN,
        can_log=bool(actor.seats_for(Act.LOG_CONCERN, Standing.ON_ROLL)),
        safeguards=walked.is_first and bool(actor.seats_for(Act.ANSWER_HANDED, Standing.RAISED)),
        has_in_hand=bool(in_hand),
        sees_overview=walked.is_first and actor.may(Act.SEE_OVERVIEW),
        sees_signs=walked.is_first and bool(actor.seats_for(Act.SEE_SIGNALS, Standing.ON_ROLL)),
        has_work=has_work,
        mine=[] if has_work or not walked.is_first else latest_own(actor, at, MOST_OWN),
        at=at,
    )


def _in_rows(actor: Actor, every: list[Duty], holidays: Holidays, at: datetime) -> Callable[..., list[Row]]:
    """What draws some of these duties as rows: what all of them need is read once."""
    known, days = door.children(actor, [("duty", duty.reference) for duty in every]), Days(every, holidays)
    given = texts(actor, [duty.subject_ref for duty in every if duty.from_agency_id])
    clerks_at = door.agency_ids(actor.seats_as_clerk())

    def shown(duties: Iterable[Duty], **how: bool) -> list[Row]:
        """These, in their order."""
        found = [(duty, known.get(("duty", duty.reference)), given.get(duty.subject_ref, "")) for duty in duties]
        return [row(duty, child, at, days, clerks_at=clerks_at, text=text, **how) for duty, child, text in found]

    return shown


@Prepared
def _read(actor: Actor, far: date, since: datetime, at: datetime) -> list[QuerySet[Any]]:
    """All that the first page shows; what somebody is very worried about is all of it there."""
    worried, none = [duties.filter(WORRIED).values("pk") for duties in _mine(actor, far)], Duty.objects.none()
    return [
        beginning(_handable(actor), ORDER, WORK_PAGE, _calm(actor, far)),
        _joined(Duty.objects.filter(pk__in=worried[0].union(*worried[1:])) if worried else none).order_by(*ORDER),
        _remindable(of_others(actor, MOST_OF_OTHERS), actor),
        _remindable(_given(actor), actor),
        _in_others_hands(actor),
        in_own_hands(actor).order_by()[:1],
        holiday_rows(),
        *still_open(actor),
        unread(actor.who, MOST_NEW),
        ended_lately(actor, since, at),
        owed_by(actor),
    ]


def _in_others_hands(actor: Actor) -> QuerySet[Duty]:
    """What colleagues have in hand, where the actor leads them and may give it to another."""
    found = _joined(in_colleagues_hands(actor, MOST_OF_OTHERS)).select_related("person")
    return found.annotate(may_hand=Value(value=True))


def _given(actor: Actor) -> QuerySet[Duty]:
    """What others owe of what the actor gave them to do, or asked."""
    mine = given_by(actor, MOST_OF_OTHERS).values("reference")
    return Duty.objects.owed().filter(subject_kind="task", subject_ref__in=mine).order_by("due_at", "id")


def _remindable(duties: QuerySet[Duty], actor: Actor) -> QuerySet[Duty]:
    """With whether the actor may remind whoever owes each."""
    may = door.within(Duty, actor, Act.REMIND_OWNER).filter(pk=OuterRef("pk"))
    return _joined(duties).select_related("reminded_by").annotate(may_remind=Exists(may))


def _together(*found: list[Duty]) -> list[Duty]:
    """Each once, the first by date."""
    every = {duty.pk: duty for duties in found for duty in duties}
    return sorted(every.values(), key=lambda duty: (duty.due_at, duty.pk))[:MOST_OF_OTHERS]


def _walked(actor: Actor, far: date, after: str) -> Stretch:
    return walk(_handable(actor), ORDER, after, WORK_PAGE, _calm(actor, far))


def _handable(actor: Actor) -> QuerySet[Duty]:
    """With whether the actor may say who has each in hand."""
    may = door.within(Duty, actor, Act.HAND_DUTY).filter(pk=OuterRef("pk"))
    return _joined(Duty.objects.all()).select_related("person").annotate(may_hand=Exists(may))


def _mine(actor: Actor, far: date) -> list[QuerySet[Duty]]:
    return [duties.exclude(rule="renew_share", due_on__gt=far) for duties in by_agency(actor)]


def _calm(actor: Actor, far: date) -> list[QuerySet[Duty]]:
    return [duties.exclude(WORRIED) for duties in _mine(actor, far)]


def _joined(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    return duties.select_related("pupil", "case", "agency", "share__granting_agency", "share__agency")


def _by_time(rows: list[Row], at: datetime) -> list[Group]:
    today = local_day(at)
    sunday = today + timedelta(days=6 - today.weekday())
    kinds: tuple[tuple[str, str, str], ...] = (
        ("late", "Late", "late"),
        ("today", "Due today", "due today"),
        ("week", "This week", "this week"),
        ("later", "Later", "later"),
    )
    found: dict[str, list[Row]] = {key: [] for key, _, _ in kinds}
    for one in rows:
        due = one.duty.due_on
        key = "late" if one.is_late else "today" if due == today else "week" if due <= sunday else "later"
        found[key].append(one)
    return [Group(key, title, short, found[key]) for key, title, short in kinds]
