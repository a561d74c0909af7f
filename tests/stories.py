"""Steps of one child's story as actions, for tests that need a case, a referral or a share to stand."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from agencies.directory.models import Agency
from agencies.people.models import Person
from agencies.policy import MATRIX, Basis, Condition, Kind, Level, Limb, Purpose, Role, Section
from agencies.schoolday import local_day
from referrals.cases import actions as cases
from referrals.cases.actions import ToldFacts
from referrals.cases.models import Case
from referrals.concerns import actions as concerns
from referrals.concerns.actions import CallFacts, ConcernFacts
from referrals.concerns.models import Concern
from referrals.entries import actions as entries
from referrals.entries.actions import EntryFacts
from referrals.entries.models import Entry
from referrals.referrals import actions as referrals
from referrals.referrals.actions import ContactFacts, ReferralFacts
from referrals.referrals.models import Referral
from referrals.shares import actions as shares
from referrals.shares.facts import ShareTerms
from referrals.shares.models import CaseShare
from tests.people import AT, Cast, make_person

TOLD = ToldFacts(told="yes", whom="Abena Mensah", how="at school", told_on=date(2026, 11, 19))
NOT_RUNG = CallFacts(is_rung=False)
RUNG = CallFacts(is_rung=True, whom="Ann Duty", rung_at=AT - timedelta(minutes=5), said="Ref 17.")
ASK = ReferralFacts(
    hopes="Someone to work with Kofi at home.",
    going_well="The best drummer in his year.",
    worries="Leaves lessons where he has to read aloud.",
    child_words="I’m not being rude.",
    family_told="yes",
    family_words="His mum agrees.",
    tried=(("Lunch club", 7, 12, "No fights on club days"),),
    basis="public_task",
    need="3",
    need_words="Level 3, targeted help of several agencies",
    need_means="targeted",
)


CONTACT = ContactFacts("Abena Mensah", "phone", AT, "She comes to school on Friday.")


def asked(**more: str) -> ReferralFacts:
    """What a school asks, with some of it otherwise."""
    return replace(ASK, **more)


def concern(cast: Cast, worry: int = 2, at: datetime = AT) -> Concern:
    facts = ConcernFacts(
        seen=["left_lesson"], fact="Left science when asked to read.", worry=worry, happened_on=local_day(at)
    )
    return concerns.log_concern(cast.kofi, facts, seat=cast.seat("tom"), by=cast.actor("tom"), at=at)


def danger(
    cast: Cast,
    who: str = "tom",
    at: datetime = AT,
    dangers: tuple[str, ...] = ("harm", "weapon"),
    call: CallFacts = NOT_RUNG,
) -> Concern:
    """A concern with a danger ticked."""
    facts = ConcernFacts(
        seen=["upset"], dangers=list(dangers), fact="A knife in his bag.", worry=2, happened_on=local_day(at)
    )
    return concerns.log_concern(cast.kofi, facts, seat=cast.seat(who), by=cast.actor(who, at), at=at, call=call)


def handed(cast: Cast) -> Concern:
    """A concern that its author handed to the safeguarding lead."""
    made = concern(cast)
    concerns.hand_to_safeguarding(made, why="He flinched again.", by=cast.actor("tom"), at=AT)
    return made


def safeguarding_lead(cast: Cast, school: Agency | None = None) -> Person:
    """Ngozi Okoro, who leads safeguarding at the school, in nobody's story until she is made."""
    cast.people["okoro"] = make_person("okoro", "Ngozi Okoro", school or cast.alder, Role.SAFEGUARDING_LEAD)
    return cast.people["okoro"]


def case(cast: Cast, at: datetime = AT) -> Case:
    return cases.open_case(
        concern(cast, at=at), why="Funny and loyal.", reply="Thank you.", by=cast.actor("amara"), at=at
    )


def entry(
    cast: Cast, on: Case, who: str = "amara", section: str = "education", at: datetime = AT, text: str = "He came back."
) -> Entry:
    facts = EntryFacts(
        kind="observation", section=section, title="Back in lessons", text=text, happened_on=local_day(at)
    )
    return entries.add_entry(on, facts, seat=cast.seat(who), by=cast.actor(who), at=at)


def sent(cast: Cast, on: Case, at: datetime = AT) -> Referral:
    draft = referrals.draft_referral(on, ASK, referral=None, version=None, by=cast.actor("amara"), at=at)
    referrals.send_referral(draft, by=cast.actor("amara"), at=at)
    return draft


def accepted(cast: Cast, on: Case, at: datetime = AT) -> Referral:
    referral = sent(cast, on, at)
    referrals.accept_referral(referral, words="We will help.", seat=cast.seat("sandra"), by=cast.actor("sandra"), at=at)
    return referral


def terms(cast: Cast, at: datetime = AT, **changes: Any) -> ShareTerms:
    facts: dict[str, Any] = {
        "agency": cast.camhs,
        "purpose": Purpose.HEALTH_SUPPORT,
        "basis": Basis.HEALTH_CARE,
        "level": Level.SECTIONS,
        "sections": (Section.EDUCATION, Section.VOICE),
        "question": "Is there a speech need that school is missing?",
        "until_on": local_day(at) + timedelta(days=56),
        "necessity": "It can’t be answered without.",
        **changes,
    }
    usual = MATRIX[Kind(facts["agency"].kind), facts["purpose"]].conditions[0]
    limb = Limb.CANNOT_REASONABLY_BE_OBTAINED if usual is Condition.PARA_18 else None
    return ShareTerms(**{"condition": usual, "limb": limb, **facts})


def offered(cast: Cast, on: Case, at: datetime = AT, **changes: Any) -> CaseShare:
    return shares.share_case(
        on, terms(cast, at, **changes), TOLD, seat=cast.seat("amara"), by=cast.actor("amara"), at=at
    )


NOT_TOLD = ToldFacts(told="no", reason="risk_of_harm", reason_words="His uncle reads her phone.")


def waiting(cast: Cast, on: Case, at: datetime = AT, who: str = "amara", **changes: Any) -> CaseShare:
    """A share of which the family is not told, before a second person has agreed."""
    return shares.share_case(on, terms(cast, at, **changes), NOT_TOLD, seat=cast.seat(who), by=cast.actor(who), at=at)


def shared(cast: Cast, on: Case, at: datetime = AT, **changes: Any) -> CaseShare:
    share = offered(cast, on, at, **changes)
    shares.accept_share(share, by=cast.actor("priti"), at=at)
    return share
