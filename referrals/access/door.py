"""What may be reached: cases for one, for children, for search; `page` for lists; `admit` for one record."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet

from agencies import audit
from agencies.access import Forbidden, NotFound
from agencies.actors import Actor, Refusal, SeatFacts
from agencies.calendar import local_day
from agencies.policy import READINGS, Act, Level, Role, Standing, may
from agencies.references import as_reference
from referrals.access.ways import AT, BY_SHARE, Narrow, Seats, Way, agency_ids, live_shares, on_roll, ways_for
from referrals.models import Case, CaseShare, Concern, Duty, Enrolment, Entry, Pupil, Referral

_M = TypeVar("_M", bound=Model)
PAGE_SIZE = 25
SEARCH_LIMIT = 20
NOTHING = Q(pk__in=[])
Key = tuple[datetime, int]


def cases(actor: Actor, act: Act) -> QuerySet[Case]:
    """The cases on which the actor may do the act: an OR of standings."""
    return _by(ways_for(actor, act), actor)


def page(
    actor: Actor, act: Act, narrow: Narrow, *, before: Key | None = None, size: int = PAGE_SIZE
) -> tuple[list[Case], Key | None]:
    """One page of those cases, newest first, and the key of the next page or None: one ordered walk a standing."""
    walks = [_from(walk, before)[: size + 1] for walk in _walks(actor, act, narrow)]
    if not walks:
        return [], None
    when, pk = _names(walks[0])
    merged = walks[0] if len(walks) == 1 else walks[0].union(*walks[1:]).order_by(F(when).desc(), F(pk).desc())
    keys: list[Key] = list(merged[: size + 1])
    ids = [case_id for _, case_id in keys[:size]]
    found = Case.objects.filter(pk__in=ids).select_related("pupil", "school", "lead")
    by_id = {case.pk: case for case in found}
    return [by_id[case_id] for case_id in ids if case_id in by_id], keys[size - 1] if len(keys) > size else None


def _walks(actor: Actor, act: Act, narrow: Narrow) -> list[QuerySet[Any]]:
    return [walk for way, seats in ways_for(actor, act) for walk in way.walks(actor, seats, narrow)]


def _names(walk: QuerySet[Any]) -> tuple[str, str]:
    """The two columns that a walk goes by: the share row carries the case's own."""
    return ("touched_at", "case_id") if walk.model is CaseShare else ("updated_at", "id")


def _from(walk: QuerySet[Any], before: Key | None) -> QuerySet[Any]:
    if before is None:
        return walk
    when, pk = _names(walk)
    at, last = before
    return walk.filter(Q(**{f"{when}__lt": at}) | Q(**{when: at, f"{pk}__lt": last}))


def search(actor: Actor, text: str) -> list[Case]:
    """Cases that the actor may see, by the child's name or the case's reference; 20 at most."""
    typed = text.strip().replace("\x00", "")
    if len(typed) < 2:
        return []
    named = Pupil.objects.named(typed).filter(pk=OuterRef("pupil_id"))
    found = cases(actor, Act.SEE_CASE).filter(Exists(named) | Q(reference=as_reference(typed)))
    return list(found.select_related("pupil", "school", "lead").order_by("-updated_at", "-id")[:SEARCH_LIMIT])


def find_pupils(actor: Actor, text: str, at: datetime, limit: int = 10) -> list[Pupil]:
    """Pupils on the roll of the actor's school whose names hold what was typed (two letters or more)."""
    if len(text.strip()) < 2:
        return []
    found = within(Pupil, actor, Act.SEE_PUPIL, at).named(text.replace("\x00", ""))  # type: ignore[attr-defined]
    return list(found.order_by("family_name", "given_name", "id")[:limit])


def within(model: type[_M], actor: Actor, act: Act, at: datetime | None = None) -> QuerySet[_M]:
    """The records of this class on which the actor may do the act. Only rolls go by day: pupils need `at`."""
    if model is Pupil:
        return cast("QuerySet[_M]", _pupils(actor, act, cast(datetime, at)))
    return cast("QuerySet[_M]", _WITHIN[model](actor, act))


def _pupils(actor: Actor, act: Act, at: datetime) -> QuerySet[Pupil]:
    schools = agency_ids([*actor.seats_for(act, Standing.ON_ROLL), *actor.seats_for(act, Standing.CONNECTED)])
    if not schools:
        return cast("QuerySet[Pupil]", Pupil.objects.none())
    authorities = {seat.authority_id for seat in actor.seats}
    roll = Enrolment.objects.on(local_day(at)).filter(school_id__in=schools, pupil_id=OuterRef("pk"))
    return cast("QuerySet[Pupil]", Pupil.objects.filter(Exists(roll), authority_id__in=authorities))


def seat_by_roll(actor: Actor, act: Act, pupil: Pupil, at: datetime) -> SeatFacts | None:
    """The seat from which the actor may do the act: at the school on whose roll the pupil is today, the main one first.

    None where there is none.
    """
    seats = {seat.agency_id: seat for seat in actor.seats_for(act, Standing.ON_ROLL)}
    roll = Enrolment.objects.on(local_day(at)).filter(pupil=pupil, school_id__in=seats)
    by_kind = dict(roll.order_by("-id").values_list("kind", "school_id"))
    school = by_kind.get("main", next(iter(by_kind.values()), None))
    return None if school is None else seats[school]


def _concerns(actor: Actor, act: Act) -> QuerySet[Concern]:
    wrote = agency_ids(actor.seats_for(act, Standing.WROTE))
    raised = agency_ids(actor.seats_for(act, Standing.RAISED))
    allowed = Q(author_id=actor.person_id, school_id__in=wrote) | Q(school_id__in=raised)
    return cast("QuerySet[Concern]", Concern.objects.filter(allowed))


def _referrals(actor: Actor, act: Act) -> QuerySet[Referral]:
    """By the case, for the council once sent; and for the council whole by having been sent, until some time after."""
    asked = {seat.authority_id for seat in actor.seats_for(act, Standing.ASKED)}
    until = Q(council_sees_until=None) | Q(council_sees_until__gt=AT)
    sent = Q(authority_id__in=asked, sent_at__isnull=False) & until
    connected = actor.seats_for(act, Standing.CONNECTED)
    of_roll = on_roll(connected, "case__pupil_id") if connected else NOTHING
    status = Q(case__school_id__in=agency_ids(connected), sent_at__isnull=False) & of_roll
    schools_own = Q(case_id__in=_kept(actor, act, but=Standing.OVERSEES).values("pk"))
    overseen = Q(case_id__in=_only(actor, act, Standing.OVERSEES).values("pk"), sent_at__isnull=False)
    return cast("QuerySet[Referral]", Referral.objects.filter(schools_own | overseen | sent | status))


def _entries(actor: Actor, act: Act) -> QuerySet[Entry]:
    """The entries of those cases: restricted ones for author, lead professional and head; a share by its sections."""
    keepers, receivers = _kept(actor, act), actor.seats_for(act, Standing.GRANTED)
    plain = Q(is_restricted=False)
    allowed = Q(case_id__in=keepers.values("pk")) & (plain | _cleared(actor))
    if receivers:
        allowed |= plain & _shared_entries(receivers)
        live = Exists(live_shares(receivers).filter(case_id=OuterRef("case_id")))
        allowed |= Q(author_id=actor.person_id or 0) & Q(live)
    return Entry.objects.filter(allowed)


def _kept(actor: Actor, act: Act, *, but: Standing = Standing.GRANTED) -> QuerySet[Case]:
    """The cases on which the actor may do the act otherwise than by a share (or by another standing named)."""
    return _by([(way, seats) for way, seats in ways_for(actor, act) if way.standing not in (*BY_SHARE, but)], actor)


def _only(actor: Actor, act: Act, standing: Standing) -> QuerySet[Case]:
    """The cases on which the actor may do the act by this standing."""
    return _by([(way, seats) for way, seats in ways_for(actor, act) if way.standing is standing], actor)


def _by(ways: list[tuple[Way, Seats]], actor: Actor) -> QuerySet[Case]:
    allowed = NOTHING
    for way, seats in ways:
        allowed |= Q(way.opens(actor, seats))
    return cast("QuerySet[Case]", Case.objects.filter(allowed))


def _cleared(actor: Actor) -> Q:
    heads = agency_ids(actor.seats_of((Role.HEAD, Role.ACTING_HEAD)))
    named = agency_ids(actor.seats_for(Act.SEE_ENTRY, Standing.NAMED))
    leads = Q(case__lead_id=actor.person_id or 0, case__school_id__in=named)
    return Q(author_id=actor.person_id or 0) | leads | Q(case__school_id__in=heads)


def _shared_entries(receivers: Seats) -> Q:
    shares = live_shares(receivers).filter(case_id=OuterRef("case_id"))
    by_section = Exists(shares.filter(level=Level.SECTIONS).showing(OuterRef("section")))  # type: ignore[attr-defined]
    full = Exists(shares.filter(level__in=[Level.FULL, Level.RESTRICTED]))
    own = Exists(shares.filter(agency_id=OuterRef("agency_id")))
    return Q(by_section) | Q(full) | Q(own)


def _shares(actor: Actor, act: Act) -> QuerySet[CaseShare]:
    """Shares of the cases that one keeps; of one's own agency, those that are live or offered."""
    allowed = Q(case_id__in=_kept(actor, act).values("pk"))
    granted = agency_ids([seat for standing in BY_SHARE for seat in actor.seats_for(act, standing)])
    offered = agency_ids([seat for one in (Standing.OFFERED, Standing.INVITED) for seat in actor.seats_for(act, one)])
    live = CaseShare.objects.live(AT).filter(agency_id__in=granted)
    waiting = CaseShare.objects.offered(AT).filter(agency_id__in=offered)
    return cast(
        "QuerySet[CaseShare]",
        CaseShare.objects.filter(allowed | Q(pk__in=live.values("pk")) | Q(pk__in=waiting.values("pk"))),
    )


def _duties(actor: Actor, _act: Act) -> QuerySet[Duty]:
    """What the actor owes: in an agency of theirs, by an act that they may do, while they stand so."""
    allowed = NOTHING
    for seat in actor.seats:
        allowed |= Q(agency_id=seat.agency_id) & _owed_by(seat, actor)
    return cast("QuerySet[Duty]", Duty.objects.filter(allowed, Q(person=None) | Q(person_id=actor.person_id)))


def _owed_by(seat: SeatFacts, actor: Actor) -> Q:
    still = {
        Standing.RAISED: Q(case=None) | Q(case__school_id=seat.agency_id),
        Standing.NAMED: Q(case__lead_id=actor.person_id or 0),
        Standing.ASKED: Q(),
        Standing.OVERSEES: Q(case__overseen_from__isnull=False),
        Standing.OFFERED: Q(share__in=CaseShare.objects.offered(AT).filter(agency_id=seat.agency_id)),
        Standing.GRANTED: Q(share__in=CaseShare.objects.live(AT).filter(agency_id=seat.agency_id)),
        Standing.INVITED: Q(share__in=CaseShare.objects.offered(AT).filter(agency_id=seat.agency_id)),
        Standing.RECEIVES: Q(share=None) | Q(share__in=CaseShare.objects.live(AT).filter(agency_id=seat.agency_id)),
    }
    owed = NOTHING
    for standing, condition in still.items():
        acts = [act.value for act in Act if may(act, seat.role, standing)]
        owed |= Q(standing=standing.value, act__in=acts) & condition
    return owed


_WITHIN: dict[type[Model], Callable[[Actor, Act], QuerySet[Any]]] = {
    Case: cases,
    Concern: _concerns,
    Referral: _referrals,
    Entry: _entries,
    CaseShare: _shares,
    Duty: _duties,
}
_SEEING: dict[type[Model], tuple[str, Act, tuple[str, ...]]] = {
    Case: ("case", Act.SEE_CASE, ("pupil", "school", "lead", "authority")),
    Concern: ("concern", Act.SEE_CONCERN, ("pupil", "school", "author", "case")),
    Referral: ("referral", Act.SEE_REFERRAL, ("case__pupil", "case__school", "sent_by")),
    Entry: ("entry", Act.SEE_ENTRY, ("case__pupil", "case__school", "author")),
    CaseShare: ("share", Act.SEE_SHARE, ("case__pupil", "case__school", "agency", "granted_by", "granting_agency")),
    Duty: ("duty", Act.SEE_CASE, ("pupil", "case", "agency", "share__granting_agency")),
    Pupil: ("pupil", Act.SEE_PUPIL, ()),
}
_CASE_OF: dict[type[Model], str] = {
    Case: "select id from referrals_case where reference = %s",
    Referral: "select case_id from referrals_referral where reference = %s",
    Entry: "select case_id from referrals_entry where reference = %s",
    CaseShare: "select case_id from referrals_caseshare where reference = %s",
    Concern: "select case_id from referrals_concern where reference = %s",
}


def enrol(
    model: type[Model], kind: str, see: Act, joins: tuple[str, ...], found: Callable[[Actor, Act], Any], case_of: str
) -> None:
    """Open the door to a record of an upper floor, which hangs off a case: a row a table, as for those of this one."""
    _WITHIN[model], _SEEING[model], _CASE_OF[model] = found, (kind, see, joins), case_of


def admit(actor: Actor, act: Act, reference: str, *, of: type[_M], at: datetime, to_write: bool = False) -> _M:
    """One record, or *not found*, or *forbidden* where it may be seen and this may not be done.

    Locks its case first, so that a withdrawal waits for whoever is inside and whoever comes later finds it done.
    Writes "was opened" to the trail.
    """
    kind, see, joins = _SEEING[of]
    _lock_case(of, reference, to_write)
    record = within(of, actor, act, at).filter(reference=reference).select_related(*joins).first()
    if record is None:
        may_see = within(of, actor, see, at).filter(reference=reference).exists()
        refusal = Refusal(act, kind, reference, "may see, may not do" if may_see else "not found")
        raise Forbidden(refusal) if may_see else NotFound(refusal)
    if not to_write:
        _note_opening(record, act if act in READINGS else see, kind, actor, at)
    return record


def _lock_case(of: type[Model], reference: str, to_write: bool) -> None:
    if of not in _CASE_OF:
        return
    strength = "update" if to_write else "key share"
    with connection.cursor() as cursor:
        cursor.execute(f"select id from referrals_case where id = ({_CASE_OF[of]}) for {strength}", [reference])  # noqa: S608  (both are words of ours)


def _note_opening(record: Any, see: Act, kind: str, actor: Actor, at: datetime) -> None:
    """A page opened to do something is a reading until it is done: the line says *see*, whatever the form is for."""
    case = record if isinstance(record, Case) else getattr(record, "case", None)
    audit.write(
        see,
        by=actor,
        at=at,
        on=(kind, record.reference),
        case_ref=case.reference if case else "",
        outcome="opened",
    )


def note_list(actor: Actor, act: Act, of: str, shown: Iterable[str], at: datetime) -> None:
    """Write one line for a list, a queue or a search that showed these children: the references of what was shown."""
    references = sorted(set(shown))
    if references:
        audit.write(act, by=actor, at=at, on=(of, ""), facts={"shown": references}, outcome="opened")


def can(actor: Actor, case: Case) -> frozenset[Act]:
    """The acts that the law allows the actor on this case, by every seat that stands to it: one query.

    A seat elsewhere lends its role to none here: who heads one school and leads inclusion at another is no head there.
    """
    ways = {
        (way.standing, role): Q(way.opens(actor, [seat for seat in seats if seat.role is role]))
        for way, seats in ways_for(actor, Act.SEE_CASE)
        for role in {seat.role for seat in seats}
    }
    asked = {"_".join(held): ExpressionWrapper(opens, output_field=BooleanField()) for held, opens in ways.items()}
    stood = Case.objects.filter(pk=case.pk).annotate(**asked).values(*asked).first() if asked else None
    held = [(standing, role) for standing, role in ways if stood and stood[f"{standing}_{role}"]]
    return frozenset(act for act in Act for standing, role in held if may(act, role, standing))
