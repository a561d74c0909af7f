"""Who may hear of a case, and why each can see it: the standings, read from the record."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from agencies.acting import bounds
from agencies.acting.nouns import BY_KIND
from agencies.acting.prepared import Prepared
from agencies.directory.models import Agency
from agencies.outbox.models import Letter
from agencies.people.facts import told_apart
from agencies.people.models import Seat
from agencies.policy import HOLDERS, SETTINGS, Act, Standing, stands
from agencies.policy.telling import tell_from
from referrals.cases.models import Case
from referrals.door.standings import AT, BY_SHARE, NOTHING, WAYS, Way, standing_seats
from referrals.shares.models import CaseShare

WORDS = {
    Standing.RAISED: "Because it is their pupil’s case: the school opened it.",
    Standing.NAMED: "Because the school named them lead professional.",
    Standing.OVERSEES: "Because the council accepted a referral on this case.",
    Standing.GRANTED: "Because the case was shared with them for a purpose and a time.",
    Standing.RECEIVES: "Because the school is asked for a place by a managed move: a summary, for a time.",
}


MOST_NAMED = 12
"""How many people of one agency are named where nobody asked for all."""
OF_SCHOOL = (Standing.RAISED, Standing.NAMED)
"""They may be the same people; those of one school are few, and all named."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One agency that can see the case, the people in it who can, and why, from the rule that lets them in.

    `count` is how many they are, of whom a large team names only those who sat there first.
    """

    standing: Standing
    agency: str
    people: tuple[str, ...]
    who: tuple[str, ...]
    count: int
    words: str
    share: CaseShare | None = None


def explain(case: Case, most: int | None = MOST_NAMED) -> list[Reason]:
    """Every agency that can see the case, by standing, with its people, or `most` of them: two queries."""
    return reasons_of(*_explained(case.pk, case.school_id, most))


@Prepared
def _explained(case_id: int, school_id: int, most: int | None) -> list[QuerySet[Any]]:
    return seers(Case(pk=case_id, school_id=school_id), most)


def seers(case: Case, most: int | None) -> list[QuerySet[Any]]:
    """What `reasons_of` reads: the live shares, and a standing each the seats in those agencies."""
    shares = CaseShare.objects.live(AT).filter(case_id=case.pk).select_related("agency", "granted_by")
    return [shares, *(_seated(way, case, None if way.standing in OF_SCHOOL else most) for way in WAYS)]


def reasons_of(shares: list[CaseShare], *seated: list[tuple[int, int, int]]) -> list[Reason]:
    """The same as reasons: one query more, for who sits there."""
    keys = tuple(sorted({seat for found in seated for _, seat, _ in found}))
    seats = _sitting(keys)[0] if keys else []
    return [
        reason
        for way, found in zip(WAYS, seated, strict=True)
        for there in [{seat for _, seat, _ in found}]
        for reason in _grouped(
            way.standing,
            [seat for seat in seats if seat.pk in there],
            shares,
            {agency_id: count for agency_id, _, count in found},
        )
    ]


@Prepared
def _sitting(keys: tuple[int, ...]) -> list[QuerySet[Any]]:
    found = Seat.objects.filter(pk__among=keys).select_related("agency", "person")
    return [found.order_by("agency__name", "person__name")]


def _seated(way: Way, case: Case, most: int | None) -> QuerySet[Any]:
    """Who sits where they stand so to the case, in a role that may see it: one seat a person, the first `most`."""
    roles = [role.value for role in HOLDERS[way.standing] if way.standing in stands(Act.SEE_CASE, role)]
    seats = Seat.objects.live(AT).filter(way.seats(case), role__in=roles)
    people = seats.values("agency_id", "person_id").annotate(seat=Min("pk")).order_by()
    ranked = people.annotate(
        rank=Window(RowNumber(), partition_by=F("agency_id"), order_by=F("seat").asc()),
        count=Window(Count("*"), partition_by=F("agency_id")),
    )
    named = ranked if most is None else ranked.filter(rank__lte=most)
    return named.values_list("agency_id", "seat", "count")


Counts = dict[int, int]


def _grouped(standing: Standing, seats: list[Seat], shares: list[CaseShare], counts: Counts) -> list[Reason]:
    by_agency: dict[Agency, list[Seat]] = {}
    for seat in seats:
        by_agency.setdefault(seat.agency, []).append(seat)
    if standing not in BY_SHARE:
        return [_reason(standing, agency, there, counts) for agency, there in by_agency.items()]
    for share in shares:
        if (share.agency.kind in SETTINGS) == (standing is Standing.RECEIVES):
            by_agency.setdefault(share.agency, [])
    return [
        _reason(standing, agency, there, counts, share)
        for agency, there in by_agency.items()
        for share in shares
        if share.agency_id == agency.pk
    ]


def _reason(
    standing: Standing, agency: Agency, seats: list[Seat], counts: Counts, share: CaseShare | None = None
) -> Reason:
    people, who = tuple(seat.person.name for seat in seats), tuple(told_apart(seat) for seat in seats)
    count = counts.get(agency.pk, 0)
    return Reason(standing, agency.name, people, who, count, WORDS[standing], share)


def people_of(case: Case) -> list[Seat]:
    """Whoever works at the case's school today and could lead on it, each by one seat of theirs there."""
    seats = standing_seats(Standing.NAMED).filter(agency_id=case.school_id, person__is_active=True)
    return list({seat.person_id: seat for seat in seats.select_related("person").order_by("person__name")}.values())


def audience(letter: Letter) -> list[Seat]:
    """The live seats that may hear of this letter NOW, whoever held them when it was posted; never its own author.

    Asked within the letter's authority alone: the worker, who asks, has no other.
    """
    with bounds.within([letter.authority_id]):
        hears = NOTHING
        for row in letter.tells:
            tell = tell_from(row)
            roles = [role.value for role in tell.roles]
            seats = standing_seats(tell.standing).filter(_stands_to(letter, tell.standing), role__in=roles)
            hears |= Q(pk__in=seats.values("pk"))
        found = Seat.objects.live(AT).filter(hears, person__is_active=True).select_related("person", "agency")
        return list(found.exclude(person_id=letter.not_to or 0))


def _stands_to(letter: Letter, standing: Standing) -> Q:
    """Whose seats stand so to what the letter is about, as its noun says; else as to its case."""
    noun = BY_KIND.get(letter.subject_kind)
    hears = noun.hears if noun else None
    return hears(letter, standing) if hears else keeps(letter.case_id, standing)


def keeps(case_id: int | None, standing: Standing) -> Q:
    """Whose seats stand so to the case now."""
    case = Case.objects.filter(pk=case_id or 0).first()
    way = next((way for way in WAYS if way.standing is standing), None)
    return way.seats(case) if case is not None and way is not None else NOTHING


def receives(reference: str, standing: Standing) -> Q:
    """Whose seats are in the agency to which the share was offered or given, while it stands so."""
    shares = CaseShare.objects.filter(reference=reference)
    waits = standing in (Standing.OFFERED, Standing.INVITED)
    standing_now = shares.offered(AT) if waits else shares.live(AT)
    return Q(agency_id__in=standing_now.values("agency_id"))
