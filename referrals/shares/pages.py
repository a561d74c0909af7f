"""What the share pages show: the offer, the terms, and to whom a case could be offered."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, TypeVar

from django.db.models import QuerySet

from agencies.actors import Actor
from agencies.directory.models import Agency
from agencies.people.models import Person
from agencies.people.words import ROLE_WORDS
from agencies.policy import ARTICLE_6, MATRIX, PARTNERS, Act, Basis, Kind, Purpose, Standing
from agencies.policy.duty_to_share import BEFORE, ENDS
from agencies.web.fields import Form
from agencies.web.pages import Page, Said, said
from agencies.words import in_sentence, last_day, listed, long_day, possessive
from referrals import door
from referrals.cases.models import Case, FamilyTold
from referrals.cases.states import TELL_OF_SHARE
from referrals.cases.words import NOT_TOLD, TOLD
from referrals.duties.facts import within_words
from referrals.duties.models import Duty
from referrals.entries.words import SECTIONS
from referrals.shares import access, words
from referrals.shares.facts import ANEW, is_not_told, not_told_since, share_state
from referrals.shares.models import CaseShare
from referrals.shares.querysets import OVER, WHOLE
from referrals.shares.states import State

MOST_ENDED = 10
TAGS = {"offered": "wait", "waits": "due", "to_begin": "wait", "live": "ok"} | dict.fromkeys(
    ("ended", "left", "withdrawn", "declined", "refused", "replaced"), "no"
)


def receivers(case: Case) -> list[Agency]:
    """The agencies of the authority with which a case may be shared."""
    found = Agency.objects.filter(authority_id=case.authority_id, kind__in=[k.value for k in PARTNERS], closed_at=None)
    return list(found.order_by("name"))


@dataclass(frozen=True, kw_only=True)
class OfferPage(Page):
    """The offer alone: purpose, question, what, until. Nothing of the child, not even the name."""

    template: ClassVar[str] = "referrals/share_offer.html"
    share: CaseShare
    purpose: str
    basis: str
    law: str
    condition: str
    limb: str
    level: str
    sections: list[str]
    from_agency: str
    from_who: str
    until: str
    answered_within: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DeclinePage(OfferPage):
    """The offer, about to be declined."""

    template: ClassVar[str] = "referrals/share_decline.html"


@dataclass(frozen=True, kw_only=True)
class SharePage(OfferPage):
    """A share as its keepers and its receiver see it: the terms, its state, and the acts that are possible."""

    template: ClassVar[str] = "referrals/share_page.html"
    case: Case
    state: str
    state_code: State
    can: frozenset[Act]
    told: str
    family: FamilyTold
    not_told: str
    tag_kind: str
    newer: CaseShare | None
    widens: CaseShare | None
    wider: CaseShare | None
    withdrawn_by: Person | None
    accepted_by: Person | None
    is_receiver: bool
    waits_for: str
    agreed_by: Person | None
    refused_by: Person | None
    refused_for: str
    ended_for: str
    tell_by: date | None
    anew: str
    told_since: FamilyTold | None
    not_told_since: str


@dataclass(frozen=True, kw_only=True)
class ShareActPage(SharePage):
    """One act on a share, with what stands now; a question to answer stands in its asker's words."""

    template: ClassVar[str] = "referrals/share_act.html"
    act: Act
    said: Said
    is_answer: bool
    shows_terms: bool


def _who_gave(share: CaseShare) -> str:
    """Who gave it, as what, for which agency, and their work address: a name is what somebody calls themselves."""
    by, agency = share.granted_by, share.granting_agency
    seats = by.seats.filter(agency=agency, starts_at__lte=share.granted_at).order_by("-starts_at", "-id")
    role = next((in_sentence(ROLE_WORDS[seat.role]) for seat in seats[:1]), "")
    return ", ".join(filter(None, [by.name, role, agency.name, by.email]))


_O = TypeVar("_O", bound=OfferPage)


def offer_page(page: type[_O], share: CaseShare, at: datetime, form: Form | None = None) -> _O:
    """The offer on this page of it."""
    row = MATRIX.get((Kind(share.agency.kind), Purpose(share.purpose)))
    return page(
        form=form,
        share=share,
        purpose=words.PURPOSES[share.purpose],
        basis=words.BASES[share.basis],
        law="; ".join(filter(None, [ARTICLE_6[Basis(share.basis)], row.gateway if row else ""])),
        condition=words.CONDITIONS.get(share.condition, "Not recorded: this share is older than the question"),
        limb=words.LIMBS.get(share.limb, ""),
        level=words.LEVELS[share.level],
        sections=[SECTIONS[code] for code in share.sections],
        from_agency=share.granting_agency.name,
        from_who=_who_gave(share),
        until=long_day(last_day(share.over_at)),
        answered_within=within_words(["answer_question"], share.authority_id, at)[0],
        at=at,
    )


def share_page(actor: Actor, share: CaseShare, at: datetime, form: Form | None = None) -> SharePage:
    """The share's own page."""
    state, told, since = share_state(share, at), share.family_told, not_told_since(share)
    not_told, can = told.told == "no" or since is not None, _can(actor, share, state)
    return SharePage(
        **offer_page(OfferPage, share, at, form).context(),
        case=share.case,
        state=state.label,
        state_code=state,
        can=can - ({Act.EXTEND_SHARE} if not_told else set()),
        anew=ANEW if not_told and Act.EXTEND_SHARE in can else "",
        widens=share.widens if state is State.WAITS else None,
        wider=share.wider.filter(closed_at=None).first() if state is State.LIVE and Act.WIDEN_SHARE in can else None,
        told_since=since,
        not_told_since=NOT_TOLD.get(since.reason, "") if since else "",
        told=TOLD[told.told],
        family=told,
        not_told=NOT_TOLD.get(told.reason, ""),
        tag_kind=TAGS[state],
        newer=getattr(share, "replaced_by", None),
        withdrawn_by=share.withdrawn_by,
        accepted_by=share.accepted_by,
        waits_for=access.waits_for(share, at) if state is State.WAITS else "",
        agreed_by=share.agreed_by,
        refused_by=share.refused_by,
        refused_for=BEFORE.get(share.refused_for, ""),
        ended_for=ENDS.get(share.withdrawn_reason, ""),
        tell_by=_tell_by(share) if told.told == "not_yet" else None,
        is_receiver=any(seat.agency_id == share.agency_id for seat in actor.seats),
    )


def act_page(actor: Actor, share: CaseShare, act: Act, at: datetime, form: Form) -> ShareActPage:
    """The page of one act on the share."""
    page, agency, child = share_page(actor, share, at, form), share.agency.name, share.case.pupil.first_name
    what = _other_half(share) if act is Act.SHOW_OTHER_HALF else ""
    words_of_act = said(act, child=child, whose=possessive(child), agency=agency, what=what)
    if act is Act.WITHDRAW_SHARE and page.state_code in words.TAKING_BACK:
        heading, lead, button = words.TAKING_BACK[page.state_code]
        lead = lead.format(agency=agency)
        words_of_act = replace(words_of_act, heading=heading.format(agency=agency), lead=(lead,), button=button)
    if act is Act.WIDEN_SHARE and is_not_told(share):
        words_of_act = replace(words_of_act, lead=(words.SECOND_FIRST.format(agency=agency),), button="Ask for it")
    return ShareActPage(
        **page.context(),
        act=act,
        said=words_of_act,
        is_answer=act is Act.ANSWER_QUESTION,
        shows_terms=act not in (Act.WITHDRAW_SHARE, Act.FINISH_SHARE),
    )


def _can(actor: Actor, share: CaseShare, state: State) -> frozenset[Act]:
    """What one may do now; a question is answered once."""
    answered = {Act.ANSWER_QUESTION} if share.answered_at else set()
    own = {Act.AGREE_SHARE, Act.REFUSE_SHARE} if share.held_by_id == actor.person_id else set()
    gave = share.is_half and any(seat.agency_id == share.granting_agency_id for seat in actor.seats)
    whole = set() if gave and not is_not_told(share) else {Act.SHOW_OTHER_HALF}
    return door.may_now(actor, share, state) - answered - own - whole


def _other_half(share: CaseShare) -> str:
    """What a share of this level and purpose shows beside its case, of the half that it does not show yet."""
    gives = CaseShare.objects.filter(door.GIVES, pk=share.pk).exists()
    around = ["who is around the child", "who is family"] if gives else []
    working = ["which professionals work with the child"] if share.level in WHOLE else []
    return f"{listed([*around, *working])}, of both halves" if gives or working else "no more than today"


def _tell_by(share: CaseShare) -> date | None:
    """The day by which the family is to be told of it; None once they were."""
    owed = Duty.objects.owed().filter(share=share, rule=TELL_OF_SHARE.rule)
    return owed.values_list("due_on", flat=True).first()


@dataclass(frozen=True, slots=True)
class Ending:
    """A share that ended, by whom and why; never of which child."""

    when: str
    who: str
    why: str
    purpose: str


def ended_lately(actor: Actor, since: datetime, at: datetime) -> QuerySet[CaseShare]:
    """The last ten shares of one's own agency that ended, the latest first: one walk of an index an agency."""
    agencies = door.agency_ids(actor.seats_for(Act.SEE_SHARE, Standing.GRANTED))
    if not agencies:
        return CaseShare.objects.none()
    ended = CaseShare.objects.ended(since, at).values("pk")
    walks = [ended.filter(agency_id=pk)[:MOST_ENDED] for pk in agencies]
    keys = walks[0] if len(walks) == 1 else walks[0].union(*walks[1:])
    found = CaseShare.objects.filter(pk__in=keys).select_related("withdrawn_by", "withdrawn_for")
    return found.order_by(OVER.desc(), "-pk")[:MOST_ENDED]


def ending(share: CaseShare) -> Ending:
    """Of such a share when it ended, by whom, why, and for what it was."""
    purpose = words.PURPOSES[share.purpose]
    if share.withdrawn_at and share.withdrawn_by and share.withdrawn_for:
        who = f"{share.withdrawn_by.name}, {share.withdrawn_for.name}"
        return Ending(long_day(share.withdrawn_at), who, share.withdrawn_why, purpose)
    if share.left_at and share.left_at <= share.ends_at:
        return Ending(long_day(last_day(share.left_at)), "the school’s roll: the pupil left the school", "", purpose)
    by_date = "its date, as agreed when it was shared"
    return Ending(long_day(last_day(share.ends_at)), by_date, "", purpose)
