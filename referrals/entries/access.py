"""Who reaches an entry: the keepers of its case, and receivers by what their share shows; some are restricted."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case as First
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse

from agencies.acting.nouns import Noun
from agencies.acting.querysets import Probe
from agencies.actors import Actor
from agencies.outbox.models import Letter
from agencies.people.models import Person, Seat
from agencies.policy import STANDINGS, Act, Level, Role, Standing
from referrals import door
from referrals.cases.models import Case
from referrals.door import NOTHING, Seats, agency_ids, keeps, kept, live_shares, shows, standing_seats
from referrals.entries.facts import who_may_read
from referrals.entries.models import Entry, EntryMove, EntryTold
from referrals.entries.states import LIFE, OWN, TICKED, Kind, State

MOST_READERS = 60
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


def readers(actor: Actor, case: Case) -> list[Seat]:
    """Whoever reads of the case today and whom its page names to the actor, each by one seat; never the actor.

    A receiver knows of its own agency, of who shared the case with it, and of the lead professional where a share shows
    the summary; of no other agency. Of more than `MOST_READERS` those who had to do with the case come first.
    """
    reads = NOTHING
    for standing in STANDINGS[Act.SEE_ENTRY]:
        reads |= Q(pk__in=standing_seats(standing).filter(keeps(case.pk, standing)).values("pk"))
    found = Seat.objects.filter(reads, person__is_active=True).exclude(person_id=actor.person_id or 0)
    if not kept(actor, Act.SEE_CASE).filter(pk=case.pk).exists():
        receivers = actor.seats_for(Act.SEE_ENTRY, Standing.GRANTED)
        shares = live_shares(receivers).filter(case_id=case.pk)
        lead = shares.exclude(level__in=(Level.EXISTENCE.value, Level.CONTACT.value)).values("case__lead")
        granting = Q(agency_id__in=shares.values("granting_agency"))
        named = Q(person_id__in=shares.values("granted_by")) & granting
        named |= Q(person_id__in=lead, agency_id=case.school_id)
        named |= Q(agency_id__in=agency_ids(receivers))
        found = found.filter(named)
    wrote = Entry.objects.filter(case=case).values("author")
    shared: QuerySet[Any] = case.shares.all()
    near = Q(person_id=case.lead_id) | Q(person_id__in=wrote)
    near |= Q(person_id__in=shared.values("granted_by")) | Q(person_id__in=shared.values("accepted_by"))
    first = When(near, then=0)
    seats = found.select_related("person", "agency").order_by(First(first, default=1), "agency__name", "person__name")
    there: dict[int, Seat] = {}
    for seat in seats[:MOST_READERS]:
        there.setdefault(seat.person_id, seat)
    return sorted(there.values(), key=lambda seat: (seat.agency.name, seat.person.name, seat.pk))


def told_to(actor: Actor) -> Subquery:
    """Of an entry the names of who was told of it, as far as the actor may know: who keeps its case, of everybody.

    Anybody else of whom they told themselves, of their own agency, and of themselves. Once it is moved to another
    child nobody reads who was told before: they were people of the other case.
    """
    keeper = Probe(kept(actor, Act.SEE_CASE), pk=OuterRef("entry__case_id"))
    own = agency_ids(actor.seats_for(Act.SEE_ENTRY, Standing.GRANTED))
    me = actor.person_id or 0
    known = Q(keeper) | Q(told_by_id=me) | Q(person_id=me) | Q(agency_id__in=own)
    moved = EntryMove.objects.filter(entry_id=OuterRef("entry_id"), moved_at__gte=OuterRef("told_at"))
    told = EntryTold.objects.filter(known, ~Exists(moved), entry_id=OuterRef("pk")).order_by().values("entry_id")
    return Subquery(told.annotate(names=StringAgg("person__name", ", ", distinct=True)).values("names"))


def hears(letter: Letter, standing: Standing) -> Q:
    """Who was told by this act and, standing so to its case, may read the entry now; of a letter to nobody, nobody."""
    entry = Entry.objects.filter(reference=letter.subject_ref).first()
    if entry is None:
        return NOTHING
    there = keeps(entry.case_id, standing)
    told = EntryTold.objects.filter(entry=entry, told_at=letter.posted_at)
    seats = standing_seats(standing).filter(there)
    people = Person.objects.filter(pk__in=told.values("person"), is_active=True).filter(pk__in=seats.values("person"))
    return there & Q(person_id__in=[one.pk for one in who_may_read(entry, people)])


NOUN = Noun(
    "entry",
    Entry,
    Act.SEE_ENTRY,
    entries,
    "case",
    LIFE,
    joins=("case__pupil", "case__school", "author"),
    pupil="case__pupil",
    hears=hears,
    address=lambda letter: reverse("see_entry", args=[letter.subject_ref]),
    state=lambda entry, _at: State.RESTRICTED if entry.is_restricted else State.PLAIN,
)
