"""States and moves: from which state each act leads to which, and which duties it opens, meets, stops or ends."""

from dataclasses import dataclass

from agencies.lifecycle import AlreadyDone, NotNow
from agencies.policy import Act, Standing

__all__ = ["AlreadyDone", "NotNow", "allows", "leads_to"]


NEW = ""

MOVES: dict[tuple[str, str, Act], frozenset[str]] = {
    ("concern", NEW, Act.LOG_CONCERN): frozenset({"noted"}),
    ("concern", "noted", Act.OPEN_CASE): frozenset({"opened"}),
    ("concern", "noted", Act.JOIN_CONCERN): frozenset({"joined"}),
    ("concern", "noted", Act.DISMISS_CONCERN): frozenset({"dismissed"}),
    ("pupil", NEW, Act.ADD_PUPIL): frozenset({"known"}),
    ("pupil", NEW, Act.KEEP_PUPIL): frozenset({"known"}),
    ("pupil", "known", Act.KEEP_PUPIL): frozenset({"known"}),
    ("pupil", "known", Act.RECORD_PUPIL_FACT): frozenset({"known"}),
    ("seat", "live", Act.CHANGE_ROLE): frozenset({"ended"}),
    ("seat", "live", Act.END_SEAT): frozenset({"ended"}),
    ("case", NEW, Act.OPEN_CASE): frozenset({"open"}),
    ("case", "open", Act.NAME_LEAD): frozenset({"open"}),
    ("case", "open", Act.ADD_ENTRY): frozenset({"open"}),
    ("case", "open", Act.RECORD_FAMILY_TOLD): frozenset({"open"}),
    ("case", "open", Act.DRAFT_REFERRAL): frozenset({"open"}),
    ("case", "open", Act.SHARE_CASE): frozenset({"open"}),
    ("case", "open", Act.CLOSE_CASE): frozenset({"closed"}),
    ("case", "closed", Act.REOPEN_CASE): frozenset({"open"}),
    ("entry", "plain", Act.RESTRICT_ENTRY): frozenset({"restricted"}),
    ("referral", NEW, Act.DRAFT_REFERRAL): frozenset({"drafted"}),
    ("referral", "drafted", Act.DRAFT_REFERRAL): frozenset({"drafted"}),
    ("referral", "drafted", Act.SEND_REFERRAL): frozenset({"sent"}),
    ("referral", "sent", Act.ACKNOWLEDGE_REFERRAL): frozenset({"sent"}),
    ("referral", "sent", Act.RETURN_REFERRAL): frozenset({"returned"}),
    ("referral", "returned", Act.ANSWER_REFERRAL): frozenset({"sent"}),
    ("referral", "sent", Act.ACCEPT_REFERRAL): frozenset({"accepted"}),
    ("referral", "sent", Act.DECLINE_REFERRAL): frozenset({"declined"}),
    ("referral", "sent", Act.REDIRECT_REFERRAL): frozenset({"redirected"}),
    ("referral", "drafted", Act.WITHDRAW_REFERRAL): frozenset({"withdrawn"}),
    ("referral", "sent", Act.WITHDRAW_REFERRAL): frozenset({"withdrawn"}),
    ("referral", "returned", Act.WITHDRAW_REFERRAL): frozenset({"withdrawn"}),
    ("share", NEW, Act.SHARE_CASE): frozenset({"offered"}),
    ("share", "offered", Act.ACCEPT_SHARE): frozenset({"live"}),
    ("share", "offered", Act.DECLINE_SHARE): frozenset({"declined"}),
    ("share", "offered", Act.WITHDRAW_SHARE): frozenset({"withdrawn"}),
    ("share", "to_begin", Act.WITHDRAW_SHARE): frozenset({"withdrawn"}),
    ("share", "live", Act.WITHDRAW_SHARE): frozenset({"withdrawn"}),
    ("share", "live", Act.ANSWER_QUESTION): frozenset({"live"}),
    ("share", "live", Act.EXTEND_SHARE): frozenset({"replaced"}),
    ("share", "live", Act.NARROW_SHARE): frozenset({"replaced"}),
    ("share", "live", Act.WIDEN_SHARE): frozenset({"replaced"}),
}
"""A share's state is read from its dates (`share_state`), never stored; others are moved by compare-and-set."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A duty that an act opens: its rule, who owes it (standing so), and the act that meets it."""

    rule: str
    standing: Standing
    met_by: Act


OPENS: dict[Act, tuple[Opening, ...]] = {
    Act.LOG_CONCERN: (Opening("look_at_concern", Standing.RAISED, Act.OPEN_CASE),),
    Act.OPEN_CASE: (
        Opening("name_lead", Standing.RAISED, Act.NAME_LEAD),
        Opening("tell_family", Standing.RAISED, Act.RECORD_FAMILY_TOLD),
    ),
    Act.DRAFT_REFERRAL: (Opening("finish_referral_draft", Standing.RAISED, Act.SEND_REFERRAL),),
    Act.SEND_REFERRAL: (
        Opening("acknowledge_referral", Standing.ASKED, Act.ACKNOWLEDGE_REFERRAL),
        Opening("decide_referral", Standing.ASKED, Act.ACCEPT_REFERRAL),
    ),
    Act.RETURN_REFERRAL: (Opening("answer_referral", Standing.RAISED, Act.ANSWER_REFERRAL),),
    Act.ACCEPT_REFERRAL: (Opening("share_case", Standing.OVERSEES, Act.SHARE_CASE),),
    Act.SHARE_CASE: (Opening("accept_share", Standing.OFFERED, Act.ACCEPT_SHARE),),
    Act.WIDEN_SHARE: (Opening("accept_share", Standing.OFFERED, Act.ACCEPT_SHARE),),
    Act.ACCEPT_SHARE: (Opening("answer_question", Standing.GRANTED, Act.ANSWER_QUESTION),),
}
"""Duties that always follow. `review_not_told` and `renew_share` follow from facts: see the actions that open them."""

MEETS: dict[Act, frozenset[str]] = {
    Act.OPEN_CASE: frozenset({"look_at_concern", "look_at_concern_very"}),
    Act.JOIN_CONCERN: frozenset({"look_at_concern", "look_at_concern_very"}),
    Act.DISMISS_CONCERN: frozenset({"look_at_concern", "look_at_concern_very"}),
    Act.NAME_LEAD: frozenset({"name_lead"}),
    Act.RECORD_FAMILY_TOLD: frozenset({"tell_family", "review_not_told"}),
    Act.SEND_REFERRAL: frozenset({"finish_referral_draft"}),
    Act.ACKNOWLEDGE_REFERRAL: frozenset({"acknowledge_referral"}),
    Act.RETURN_REFERRAL: frozenset({"acknowledge_referral"}),
    Act.ACCEPT_REFERRAL: frozenset({"acknowledge_referral", "decide_referral"}),
    Act.DECLINE_REFERRAL: frozenset({"acknowledge_referral", "decide_referral"}),
    Act.REDIRECT_REFERRAL: frozenset({"acknowledge_referral", "decide_referral"}),
    Act.ANSWER_REFERRAL: frozenset({"answer_referral"}),
    Act.SHARE_CASE: frozenset({"share_case"}),
    Act.ACCEPT_SHARE: frozenset({"accept_share"}),
    Act.DECLINE_SHARE: frozenset({"accept_share"}),
    Act.ANSWER_QUESTION: frozenset({"answer_question"}),
    Act.EXTEND_SHARE: frozenset({"renew_share"}),
}
STOPS: dict[Act, frozenset[str]] = {Act.RETURN_REFERRAL: frozenset({"decide_referral"})}
RESUMES: dict[Act, frozenset[str]] = {Act.ANSWER_REFERRAL: frozenset({"decide_referral"})}

OPEN_REFERRAL = frozenset({"drafted", "sent", "returned"})
"""States in which a referral keeps its case from being closed."""


def leads_to(kind: str, state: str, act: Act) -> str:
    """The state to which the act leads from this one; `NotNow` where it leads nowhere."""
    found = MOVES.get((kind, state, act))
    if not found:
        raise NotNow(SORRY.get((kind, state), "This can no longer be done: the record has moved on."))
    return next(iter(found))


def allows(kind: str, state: str) -> frozenset[Act]:
    """The acts that the life cycle allows in this state."""
    return frozenset(act for (of, old, act) in MOVES if of == kind and old == state)


SORRY: dict[tuple[str, str], str] = {
    ("case", "closed"): "This case is closed. Reopen it first.",
    ("referral", "accepted"): "The council has already accepted this referral.",
    ("referral", "declined"): "The council has already declined this referral.",
    ("referral", "redirected"): "The council has already redirected this referral.",
    ("referral", "withdrawn"): "The school has withdrawn this referral.",
    ("referral", "returned"): "This referral is with the school: it has a question to answer.",
    ("concern", "opened"): "A case has already been opened on this concern.",
    ("concern", "joined"): "This concern has already been joined to a case.",
    ("concern", "dismissed"): "This concern has already been answered.",
    ("share", "withdrawn"): "This share has been withdrawn.",
    ("share", "ended"): "This share has ended.",
    ("share", "declined"): "This share was declined.",
    ("share", "replaced"): "This share was replaced by a newer one.",
}
