"""A record in every state, made by real acts, and every act on a record that stands."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from agencies.acting.lives import LEADS_TO
from agencies.acting.rows import NEW
from agencies.people.models import Seat
from agencies.policy import Act, Level, Role, Section
from agencies.schoolday import local_day
from interventions.taken_records import actions as taken_records
from interventions.taken_records.writing import Taking
from referrals.cases import actions as cases
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.models import Concern
from referrals.contacts import actions as contacts
from referrals.entries import actions as entries
from referrals.entries.actions import EntryFacts
from referrals.entries.models import Entry
from referrals.family import actions as links
from referrals.given_tasks import actions as tasks
from referrals.given_tasks.facts import of_us, place_of
from referrals.given_tasks.models import GivenTask
from referrals.professionals import actions as professionals
from referrals.referrals import actions as referrals
from referrals.referrals.models import Referral
from referrals.referrals.states import Outcome
from referrals.shares import actions as shares
from referrals.shares.facts import RequestFacts
from referrals.shares.models import CaseShare
from referrals.teams import actions as teams
from tests import contacts as around
from tests import documents, family, given_tasks, stories
from tests import professionals as working
from tests.acting.posts import other_case
from tests.moves import proposed
from tests.people import AT, Cast

UNTIL = date(2026, 12, 4)
KINDS = ["case", "concern", "contact", "entry", "link", "professional", "pupil", "referral", "seat", "share", "task"]
"""The nouns whose whole life is walked here, state by state."""
ELSEWHERE = {
    "account",
    "agency",
    "area_year",
    "attendance",
    "arrival",
    "client",
    "device",
    "duty",
    "document",
    "duplicate",
    "merge",
    "move",
    "person",
    "session",
    "setting",
    "signal",
    "suspension",
    "year",
    "closure",
    "term_report",
}
"""The nouns whose life the tests of their own folder walk."""
MOVES = {(kind, old, act): set(new) for (kind, old, act), new in LEADS_TO.items() if kind in KINDS}


def states(kind: str) -> set[str]:
    """Every state of a kind that the table knows, from and to."""
    froms = {old for of, old, _ in MOVES if of == kind}
    return (froms | {new for (of, _, _), tos in MOVES.items() if of == kind for new in tos}) - {NEW}


Make = Callable[[Cast], Any]


def _case_closed(cast: Cast) -> Case:
    case = stories.case(cast)
    close(cast, case)
    return case


def close(cast: Cast, case: Case) -> None:
    cases.close_case(case, outcome="met", words="Settled.", family_words="Glad.", by=cast.actor("amara"), at=AT)


def draft(cast: Cast) -> Referral:
    case = stories.case(cast)
    return referrals.draft_referral(case, stories.ASK, referral=None, version=None, by=cast.actor("amara"), at=AT)


def _done(state: Make, act: Act) -> Make:
    def make(cast: Cast) -> Any:
        record = state(cast)
        DO[act](cast, record)
        return record

    return make


def sent(cast: Cast) -> Referral:
    return stories.sent(cast, stories.case(cast))


def offered(cast: Cast) -> CaseShare:
    return stories.offered(cast, stories.case(cast))


def live(cast: Cast) -> CaseShare:
    return stories.shared(cast, stories.case(cast))


def waiting(cast: Cast) -> CaseShare:
    return stories.waiting(cast, stories.case(cast))


def ended_by_date(cast: Cast) -> CaseShare:
    """A share that began and ended before today, as its dates say."""
    share = stories.shared(
        cast, stories.case(cast, at=AT - timedelta(days=9)), at=AT - timedelta(days=9), until_on=date(2026, 11, 20)
    )
    assert share.ends_at < AT
    return share


def _to_begin(cast: Cast) -> CaseShare:
    """No act makes one so far: a share is offered for now. The life cycle knows the state all the same."""
    old = offered(cast)
    CaseShare.objects.filter(pk=old.pk).update(closed_at=AT, declined_at=AT, declined_by=cast.people["priti"])
    fields = {
        f.attname: getattr(old, f.attname)
        for f in CaseShare._meta.concrete_fields
        if f.attname not in ("id", "reference")
    }
    soon = {
        "starts_at": AT + timedelta(days=2),
        "accepted_at": AT,
        "accepted_by_id": cast.people["priti"].pk,
    }
    fields["touched_at"] = Case.objects.get(pk=old.case_id).updated_at
    return CaseShare.objects.create(**{**fields, **soon})  # type: ignore[no-any-return]


def _restricted(cast: Cast) -> Entry:
    entry = stories.entry(cast, stories.case(cast))
    DO[Act.RESTRICT_ENTRY](cast, entry)
    return entry


def _noted(cast: Cast) -> Concern:
    """A concern that nobody has looked at, with a danger ticked."""
    return stories.danger(cast)


def _seat(cast: Cast) -> Seat:
    return cast.people["priti"].seats.get()


def _joined(cast: Cast) -> Concern:
    concern = stories.danger(cast)
    cases.join_concern(concern, stories.case(cast), reply="Joined.", by=cast.actor("amara"), at=AT)
    return concern


def _task(cast: Cast) -> GivenTask:
    return given_tasks.give(cast, stories.case(cast))


def _assign(cast: Cast, task: GivenTask) -> None:
    place = place_of(cast.actor("colm"), Act.ASSIGN_TASK, task.case, AT)
    assert place is not None
    to = next(one for one in of_us(cast.actor("colm"), task, place, AT) if one.person != task.to_person)
    tasks.assign_task(task, to, by=cast.actor("colm"), at=AT)


def _withdrawn(cast: Cast) -> Concern:
    """With a danger on its row, which no withdrawn concern of today has: what safeguards stays possible."""
    concern = stories.concern(cast)
    _withdraw(cast, concern)
    Concern.objects.filter(pk=concern.pk).update(dangers=["harm"], safeguarding_at=AT)
    return concern


def _withdraw(cast: Cast, concern: Concern) -> None:
    """Of one with a danger ticked nothing but its safeguarding stands in the way: it is taken away first."""
    Concern.objects.filter(pk=concern.pk, handed_at=None).update(dangers=[], safeguarding_at=None)
    concerns.withdraw_concern(concern, why="Another child.", by=cast.actor("tom"), at=AT)


STATES: dict[tuple[str, str], Make] = {
    ("concern", "noted"): _noted,
    ("concern", "opened"): _done(_noted, Act.OPEN_CASE),
    ("concern", "joined"): _joined,
    ("concern", "dismissed"): _done(_noted, Act.DISMISS_CONCERN),
    ("concern", "withdrawn"): _withdrawn,
    ("professional", "current"): working.add,
    ("professional", "ended"): _done(working.add, Act.END_PROFESSIONAL),
    ("link", "current"): family.link,
    ("link", "ended"): _done(family.link, Act.END_LINK),
    ("contact", "current"): around.otherwise,
    ("contact", "ended"): _done(around.add, Act.END_CONTACT),
    ("task", "open"): _task,
    ("task", "done"): _done(_task, Act.FINISH_TASK),
    ("task", "returned"): _done(_task, Act.RETURN_TASK),
    ("task", "taken_back"): _done(_task, Act.TAKE_BACK_TASK),
    ("case", "open"): stories.case,
    ("case", "closed"): _case_closed,
    ("entry", "plain"): lambda cast: stories.entry(cast, stories.case(cast)),
    ("entry", "restricted"): _restricted,
    ("seat", "live"): _seat,
    ("seat", "ended"): _done(_seat, Act.END_SEAT),
    ("referral", "drafted"): draft,
    ("referral", "sent"): sent,
    ("referral", "returned"): _done(sent, Act.RETURN_REFERRAL),
    ("referral", "accepted"): _done(sent, Act.ACCEPT_REFERRAL),
    ("referral", "declined"): _done(sent, Act.DECLINE_REFERRAL),
    ("referral", "redirected"): _done(sent, Act.REDIRECT_REFERRAL),
    ("referral", "withdrawn"): _done(sent, Act.WITHDRAW_REFERRAL),
    ("share", "offered"): offered,
    ("share", "waits"): waiting,
    ("share", "refused"): _done(waiting, Act.REFUSE_SHARE),
    ("share", "live"): live,
    ("share", "to_begin"): _to_begin,
    ("share", "ended"): ended_by_date,
    ("share", "declined"): _done(offered, Act.DECLINE_SHARE),
    ("share", "withdrawn"): _done(live, Act.WITHDRAW_SHARE),
    ("share", "replaced"): _done(live, Act.NARROW_SHARE),
}


def _open_case_of(cast: Cast, concern: Concern) -> Case:
    there = Case.objects.filter(pupil=concern.pupil, state="open").first()
    return there or stories.case(cast)


def _take_record(cast: Cast, case: Any) -> None:
    taking = Taking([], None, None, "A review", cast.people["amara"].name, cast.seat("amara"), AT)
    taken_records.take_record(case, taking, b"", way="txt", entries=0, left_out={}, by=cast.actor("amara"))


def _school(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("amara"), "at": AT}


def _council(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("sandra"), "at": AT}


def _receiver(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("priti"), "at": AT}


def _show_other_half(cast: Cast, share: CaseShare) -> None:
    CaseShare.objects.filter(pk=share.pk).update(is_half=True)
    share.is_half = True
    shares.show_other_half(share, why="One child.", **_school(cast))


def _narrow(cast: Cast, share: CaseShare) -> None:
    sections = (Section.VOICE,)
    shares.narrow_share(
        share, level=Level.SECTIONS, sections=sections, until_on=_sooner(share), why="Less.", **_school(cast)
    )


def _sooner(share: CaseShare) -> date:
    return min(UNTIL, local_day(share.ends_at - timedelta(seconds=1)))


def _extend(cast: Cast, share: CaseShare) -> None:
    shares.extend_share(share, until_on=local_day(share.ends_at + timedelta(days=2)), why="Longer.", **_school(cast))


def _widen(cast: Cast, share: CaseShare) -> None:
    sections = (Section.EDUCATION, Section.VOICE, Section.HEALTH)
    shares.widen_share(share, level=Level.SECTIONS, sections=sections, why="More.", **_school(cast))


def _answer(cast: Cast, referral: Referral) -> None:
    answers = {question.pk: "Yes." for question in referral.questions.all()}
    referrals.answer_referral(referral, answers=answers, **_school(cast))


def _answer_dispute(cast: Cast, referral: Referral) -> None:
    if not referral.disputes.exists():
        referrals.dispute_decision(referral, why="We tried.", **_school(cast))
    by = {"by": cast.actor("grace"), "at": AT}
    referrals.answer_dispute(referral, outcome=Outcome.STANDS, answer="It stands.", **by)


def _decline(cast: Cast, referral: Referral) -> None:
    referrals.decline_referral(referral, reason="below_threshold", words="No.", meanwhile="Try.", **_council(cast))


def _redirect(cast: Cast, referral: Referral) -> None:
    where = {"where": "Early help", "words": "Theirs.", "meanwhile": "Try."}
    referrals.redirect_referral(referral, reason="other_service", **where, **_council(cast))


def _draft_again(cast: Cast, referral: Referral) -> None:
    referrals.draft_referral(referral.case, stories.ASK, referral=referral, version=referral.version, **_school(cast))


def _entry_facts() -> EntryFacts:
    return EntryFacts("contact", "home", "Call", "Rang home.", local_day(AT))


def _answered(cast: Cast, concern: Concern) -> None:
    if concern.handed_at is None:
        concerns.hand_to_safeguarding(concern, why="Look.", **_school(cast))
    concerns.answer_handed(concern, answer="Done.", **_school(cast))


DO: dict[Act, Callable[[Cast, Any], Any]] = {
    Act.OPEN_CASE: lambda c, r: cases.open_case(r, why="Why.", reply="Thanks.", **_school(c)),
    Act.JOIN_CONCERN: lambda c, r: cases.join_concern(r, _open_case_of(c, r), reply="Joined.", **_school(c)),
    Act.ADD_TO_CONCERN: lambda c, r: concerns.add_to_concern(r, text="More.", by=c.actor("tom"), at=AT),
    Act.WITHDRAW_CONCERN: _withdraw,
    Act.DISMISS_CONCERN: lambda c, r: concerns.dismiss_concern(r, reply="Not now, because.", **_school(c)),
    Act.CHANGE_CONTACT: lambda c, r: contacts.change_contact(r, {**around.NOTHING, "phone": "1"}, **_school(c)),
    Act.RESTRICT_CONTACT: lambda c, r: contacts.restrict_contact(r, reach="child", why="An order.", **_school(c)),
    Act.TAKE_SYSTEMS_WORD: lambda c, r: contacts.take_systems_word(r, ["phone"], **_school(c)),
    Act.CHANGE_PROFESSIONAL: lambda c, r: professionals.change_professional(
        r, {**working.KNOWN, "phone": "1"}, **_school(c)
    ),
    Act.END_PROFESSIONAL: lambda c, r: professionals.end_professional(r, why="She moved.", **_school(c)),
    Act.END_LINK: lambda c, r: links.end_link(r, why="Neighbours.", **_school(c)),
    Act.END_CONTACT: lambda c, r: contacts.end_contact(r, why="She moved.", **_school(c)),
    Act.HAND_TO_SAFEGUARDING: lambda c, r: concerns.hand_to_safeguarding(r, why="Look.", **_school(c)),
    Act.ANSWER_HANDED: _answered,
    Act.RECORD_CALL: lambda c, r: concerns.record_call(r, stories.RUNG, **_school(c)),
    Act.NAME_LEAD: lambda c, r: cases.name_lead(r, c.people["dan"], **_school(c)),
    Act.ADD_ENTRY: lambda c, r: entries.add_entry(r, _entry_facts(), seat=c.seat("amara"), **_school(c)),
    Act.ADD_DOCUMENT: documents.add,
    Act.ATTACH_TO_CONCERN: documents.hung,
    Act.ATTACH_TO_REFERRAL: documents.of_referral,
    Act.RECORD_FAMILY_TOLD: lambda c, r: cases.record_family_told(r, stories.TOLD, **_school(c)),
    Act.DRAFT_REFERRAL: lambda c, r: (
        _draft_again(c, r)
        if isinstance(r, Referral)
        else referrals.draft_referral(r, stories.ASK, referral=None, version=None, **_school(c))
    ),
    Act.GIVE_TASK: given_tasks.give,
    Act.ASSIGN_TASK: _assign,
    Act.FINISH_TASK: lambda c, r: tasks.finish_task(r, said="Rang.", by=c.actor("colm"), at=AT),
    Act.RETURN_TASK: lambda c, r: tasks.return_task(r, why="Away.", by=c.actor("colm"), at=AT),
    Act.TAKE_BACK_TASK: lambda c, r: tasks.take_back_task(r, why="Done.", by=c.actor("amara"), at=AT),
    Act.SHARE_CASE: stories.offered,
    Act.CLOSE_CASE: close,
    Act.PROPOSE_MOVE: lambda c, r: proposed(c, case=r),
    Act.REOPEN_CASE: lambda c, r: cases.reopen_case(r, why="Again.", **_school(c)),
    Act.EDIT_ENTRY: lambda c, r: entries.edit_entry(r, _entry_facts(), why="Wrong.", **_school(c)),
    Act.MOVE_ENTRY: lambda c, r: entries.move_entry(r, other_case(c).reference, why="Wrong.", **_school(c)),
    Act.UNRESTRICT_ENTRY: lambda c, r: entries.unrestrict_entry(r, why="Told.", **_school(c)),
    Act.RESTRICT_ENTRY: lambda c, r: entries.restrict_entry(r, why="Health.", **_school(c)),
    Act.SEND_REFERRAL: lambda c, r: referrals.send_referral(r, **_school(c)),
    Act.ACKNOWLEDGE_REFERRAL: lambda c, r: referrals.acknowledge_referral(r, **_council(c)),
    Act.RETURN_REFERRAL: lambda c, r: referrals.return_referral(r, questions=["Since when?"], **_council(c)),
    Act.ANSWER_REFERRAL: _answer,
    Act.ACCEPT_REFERRAL: lambda c, r: referrals.accept_referral(r, words="Yes.", seat=c.seat("sandra"), **_council(c)),
    Act.RECORD_FIRST_CONTACT: lambda c, r: referrals.record_first_contact(
        r, stories.CONTACT, seat=c.seat("sandra"), **_council(c)
    ),
    Act.DECLINE_REFERRAL: _decline,
    Act.REDIRECT_REFERRAL: _redirect,
    Act.DISPUTE_DECISION: lambda c, r: referrals.dispute_decision(r, why="We tried.", **_school(c)),
    Act.ANSWER_DISPUTE: _answer_dispute,
    Act.WITHDRAW_REFERRAL: lambda c, r: referrals.withdraw_referral(r, why="Moved.", **_school(c)),
    Act.AGREE_SHARE: lambda c, r: shares.agree_share(r, by=c.actor("colm"), at=AT),
    Act.REFUSE_REQUEST: lambda c, r: shares.refuse_request(
        r, RequestFacts("Police", "All", AT.date(), "not_relevant", "-"), **_school(c)
    ),
    Act.TAKE_RECORD: _take_record,
    Act.REFUSE_SHARE: lambda c, r: shares.refuse_share(r, reason="not_relevant", why="-", by=c.actor("colm"), at=AT),
    Act.ACCEPT_SHARE: lambda c, r: shares.accept_share(r, **_receiver(c)),
    Act.DECLINE_SHARE: lambda c, r: shares.decline_share(r, why="Full.", **_receiver(c)),
    Act.WITHDRAW_SHARE: lambda c, r: shares.withdraw_share(r, why="Over.", **_school(c)),
    Act.FINISH_SHARE: lambda c, r: shares.finish_share(r, why="Done.", seat=c.seat("priti"), **_receiver(c)),
    Act.ANSWER_QUESTION: lambda c, r: shares.answer_question(r, answer="No.", seat=c.seat("priti"), **_receiver(c)),
    Act.EXTEND_SHARE: _extend,
    Act.NARROW_SHARE: _narrow,
    Act.WIDEN_SHARE: _widen,
    Act.SHOW_OTHER_HALF: _show_other_half,
    Act.END_SEAT: lambda c, r: teams.end_seat(r, by=c.actor("mona"), at=AT),
    Act.CHANGE_ROLE: lambda c, r: teams.change_role(r, role=Role.AGENCY_MANAGER, by=c.actor("mona"), at=AT),
}
"""Each act on a record that stands, by whoever may do it."""
