"""Who reaches an entry: the keepers of its case, and receivers by what their share shows; some are restricted."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.acting.querysets import Probe
from agencies.actors import Actor
from agencies.policy import Act, Role, Standing
from referrals import door
from referrals.cases.models import Case
from referrals.door import Seats, agency_ids, kept, live_shares, shows
from referrals.entries.models import Entry
from referrals.entries.states import LIFE, OWN, TICKED, Kind, State

DANGER = Q(kind=Kind.DANGER.value)
STAYS = DANGER | Q(restricted_why=TICKED, restricted_at=F("at"))
"""What of danger was ticked stays restricted: its own line of the story, and the entry on which it was ticked."""


def entries(actor: Actor, act: Act, _at: datetime | None = None) -> QuerySet[Entry]:
    """The entries of those cases; a share by its sections.

    Restricted ones are for author, lead professional and head; what was ticked as danger for the safeguarding lead too.
    Of what a person wrote its author alone edits the words; what was ticked as danger stays restricted. What somebody
    of the school itself wrote is moved by who leads there.
    """
    found = Entry.objects.filter(readable(actor, act, ticked=DANGER))
    if act is Act.EDIT_ENTRY:
        return found.filter(author_id=actor.person_id or 0, kind__in=[kind.value for kind in OWN])
    if act is Act.MOVE_ENTRY:
        return found.filter(agency_id=F("case__school_id"), kind__in=[kind.value for kind in OWN])
    return found.filter(~STAYS) if act is Act.UNRESTRICT_ENTRY else found


def others_of(actor: Actor, entry: Entry) -> QuerySet[Case]:
    """The cases to which the actor may move it: the open ones of other children of the school, on which they lead."""
    kept_there = door.cases(actor, Act.MOVE_ENTRY).filter(school_id=entry.case.school_id, state="open")
    return kept_there.filter(~door.HAS_LEFT).exclude(pupil_id=entry.case.pupil_id)


def readable(actor: Actor, act: Act, *, ticked: Q) -> Q:
    """The rule of entries, for whatever has a case, a part, an agency, an author and a restriction as they have.

    `ticked`: which of them the safeguarding lead reads though they are restricted.
    """
    keepers, receivers = kept(actor, act), actor.seats_for(act, Standing.GRANTED)
    plain = Q(is_restricted=False)
    allowed = Q(Probe(keepers, pk=OuterRef("case_id"))) & (plain | _cleared(actor, ticked))
    if receivers:
        allowed |= plain & _shared_entries(receivers)
        live = Exists(live_shares(receivers).filter(case_id=OuterRef("case_id")))
        allowed |= Q(author_id=actor.person_id or 0) & Q(live)
    return allowed


def _cleared(actor: Actor, ticked: Q) -> Q:
    heads = agency_ids(actor.seats_of((Role.HEAD, Role.ACTING_HEAD)))
    named = agency_ids(actor.seats_for(Act.SEE_ENTRY, Standing.NAMED))
    leads = Q(case__lead_id=actor.person_id or 0, case__school_id__in=named)
    safe = ticked & Q(case__school_id__in=agency_ids(actor.seats_of([Role.SAFEGUARDING_LEAD])))
    return Q(author_id=actor.person_id or 0) | leads | Q(case__school_id__in=heads) | safe


def _shared_entries(receivers: Seats) -> Q:
    shares = live_shares(receivers).filter(case_id=OuterRef("case_id"))
    return Q(Exists(shares.filter(shows(OuterRef("section"), OuterRef("agency_id")))))


NOUN = Noun(
    "entry",
    Entry,
    Act.SEE_ENTRY,
    entries,
    "case",
    LIFE,
    joins=("case__pupil", "case__school", "author"),
    pupil="case__pupil",
    address=lambda letter: reverse("see_entry", args=[letter.subject_ref]),
    state=lambda entry, _at: State.RESTRICTED if entry.is_restricted else State.PLAIN,
)
