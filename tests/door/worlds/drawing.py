"""Small worlds as Hypothesis draws them, with more where somebody would see something."""

from dataclasses import replace
from functools import partial

from hypothesis import strategies as st

from agencies.acting.lives import ROWS
from agencies.policy import ROLE_KINDS, Act, Level, Role, Section, Standing
from tests.door.worlds.shapes import (
    PARTNERS,
    PEOPLE,
    PLACES,
    SCHOOLS,
    SEATED,
    SHARED,
    AlikeIn,
    ArrivalIn,
    CaseIn,
    ConcernIn,
    ContactIn,
    DocumentIn,
    DutyIn,
    EntryIn,
    LinkIn,
    MoveIn,
    ReferralIn,
    SeatIn,
    ShareIn,
    SuspensionIn,
    TaskIn,
    World,
)


def _seat(who: int, place: int, when: str, role: int) -> SeatIn:
    held = sorted(
        (r for r, kinds in ROLE_KINDS.items() if PLACES[place][1] in kinds and r.is_persons), key=list(Role).index
    )
    return SeatIn(who, place, held[role % len(held)], when)


CROWDED = [0, 0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8]
FATES = ["live"] * 6 + sorted(SHARED)
WHENS = ["live"] * 8 + sorted(SEATED)
DEPTHS = [Level.SECTIONS] * 6 + list(Level)
UNDER_WAY = ("proposed", "agreed", "approved")
STATES = [*UNDER_WAY, *UNDER_WAY, "refused", "withdrawn", "admitted", "admitted", "settled"]
"""Drawn from more often where most people work and most shares stand, or nothing would ever be seen."""
ARRIVED = ["asked", "council", "joined", "apart"]
ANSWERED = ["waiting", "waiting", "apart", "gone"]
LEAVES = [None] * 6 + [-400, -1, 0, 1]
"""The days until a pupil's last one: long ago, yesterday, today, tomorrow, or not known."""
BY_SHARE = (Standing.OFFERED, Standing.GRANTED, Standing.INVITED, Standing.RECEIVES)
OPENINGS = tuple(
    {
        (one.rule, one.standing): one
        for row in ROWS.values()
        for one in (*row.opens, *row.may_open)
        if row.act not in (Act.RECORD_NOTICE, Act.CANCEL_SUSPENSION)
    }.values()
)
"""What acts open, in any standing."""


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A world with a few of each."""
    who, places = st.sampled_from(PEOPLE), st.integers(0, len(PLACES) - 1)
    seat = st.builds(_seat, who, st.sampled_from(CROWDED), st.sampled_from(WHENS), st.integers(0, 6))
    seats = draw(st.lists(seat, min_size=5, max_size=10))
    case = st.builds(
        CaseIn,
        st.sampled_from(SCHOOLS),
        st.none() | who,
        st.booleans(),
        st.booleans(),
        st.integers(1, 3),
        st.integers(0, 2),
        st.sampled_from(LEAVES),
    )
    cases = draw(st.lists(case, min_size=1, max_size=3))
    case = st.integers(0, len(cases) - 1)
    sections = st.frozensets(st.sampled_from(Section), max_size=3)
    partner, depth, fate = st.sampled_from(PARTNERS), st.sampled_from(DEPTHS), st.sampled_from(FATES)
    shares = draw(
        st.lists(st.builds(ShareIn, case, partner, depth, sections, fate, st.booleans()), min_size=2, max_size=6)
    )
    _two_of_each(draw, seats, cases, shares)
    entry = st.builds(EntryIn, case, who, places, st.sampled_from(Section), st.booleans(), st.booleans())
    referral = st.builds(_referral, case, st.sampled_from([0, *range(8), 6]), st.sampled_from([None, -1, 0, 5]))
    duty = st.tuples(case, places, st.integers(0, 99))
    moves = draw_moves(
        draw(st.lists(st.tuples(case, st.sampled_from(STATES), fate, st.booleans()), min_size=1, max_size=2)),
        cases,
        shares,
    )
    suspension = st.builds(partial(_suspended, cases), case, st.booleans(), st.booleans(), st.booleans())
    arrival = st.builds(partial(_arrived, cases), case, st.sampled_from(ARRIVED), st.booleans())
    said = st.sampled_from(["yes", "yes", "yes", "no", ""])
    restricted = st.sampled_from(["", "", "", "child", "everywhere"])
    same = st.sampled_from([None, 0, 1])
    contact = st.builds(ContactIn, case, said, said, restricted, st.booleans(), st.just(draw(st.booleans())), same)
    if moves and draw(st.booleans()):
        seats.append(SeatIn(draw(who), moves[0].receiving, Role.HEAD, draw(st.sampled_from(WHENS))))
    hangs = st.none() | st.integers(0, 4)
    document = st.builds(DocumentIn, case, who, places, st.sampled_from(Section), st.booleans(), hangs, hangs, hangs)
    entries = tuple(draw(st.lists(entry, min_size=1, max_size=5)))
    concerns = tuple(draw(st.lists(st.builds(ConcernIn, case, who), max_size=3)))
    referrals = _one_open(draw(st.lists(referral, min_size=1, max_size=4)))
    return World(
        tuple(seats),
        tuple(cases),
        tuple(shares),
        entries,
        concerns,
        referrals,
        _duties([_duty(*drawn, shares, cases) for drawn in draw(st.lists(duty, max_size=6))]),
        moves,
        tuple(draw(st.lists(suspension, max_size=3))),
        tuple(draw(st.lists(arrival, max_size=3))),
        _once_each(draw(st.lists(contact, min_size=2, max_size=5)), cases),
        _hung(draw(st.lists(document, min_size=1, max_size=5)), entries, concerns, referrals),
        _linked(cases, draw(st.lists(st.builds(LinkIn, case, case, st.booleans()), max_size=4))),
        tuple(draw(st.lists(case, max_size=3))),
        tuple(draw(st.lists(st.builds(TaskIn, case, places, places), max_size=4))),
        _paired(cases, draw(st.lists(st.builds(AlikeIn, case, case, st.sampled_from(ANSWERED)), max_size=3))),
        frozenset(draw(st.sets(places, max_size=1))) if draw(st.integers(0, 5)) == 0 else frozenset(),
        frozenset(draw(st.sets(who, max_size=1))),
        frozenset(draw(st.sets(st.integers(0, 4), max_size=2))),
    )


def _two_of_each(draw: st.DrawFn, seats: list[SeatIn], cases: list[CaseIn], shares: list[ShareIn]) -> None:
    """On the first case always: two purposes of one agency, and somebody who reaches it by two standings."""
    both, (one, other) = draw(st.sampled_from(PEOPLE)), draw(st.permutations(PARTNERS))[:2]
    shares += [ShareIn(0, one, Level.SECTIONS, frozenset({Section.HEALTH})), ShareIn(0, one, Level.SUMMARY)]
    shares += [ShareIn(0, other, draw(st.sampled_from(DEPTHS)), frozenset({Section.HOME}))]
    role = draw(st.sampled_from([(cases[0].school, Role.INCLUSION_LEAD), (other, Role.AGENCY_WORKER)]))
    seats += [SeatIn(both, one, Role.AGENCY_WORKER), SeatIn(both, *role)]


def draw_moves(
    drawn: list[tuple[int, str, str, bool]], cases: list[CaseIn], shares: list[ShareIn]
) -> tuple[MoveIn, ...]:
    """A move for each, and its share with the receiving school among the shares; one under way for each case."""
    moves: list[MoveIn] = []
    for case, state, fate, was_returned in drawn:
        own = cases[case].school
        other = _other(own)
        home, receiving = (other, own) if state in ("admitted", "settled") else (own, other)
        if state in UNDER_WAY and any(move.case == case and move.state in UNDER_WAY for move in moves):
            continue
        shares.append(ShareIn(case, receiving, Level.SUMMARY, frozenset(), fate))
        moves.append(MoveIn(case, home, receiving, state, len(shares) - 1, was_returned))
    return tuple(moves)


def _other(school: int) -> int:
    """The other school of its area."""
    return next(place for place in SCHOOLS if place != school and PLACES[place][0] == PLACES[school][0])


def _suspended(cases: list[CaseIn], case: int, is_elsewhere: bool, is_told: bool, is_on_case: bool) -> SuspensionIn:
    own = cases[case].school
    return SuspensionIn(case, _other(own) if is_elsewhere else own, is_told, is_on_case)


def _arrived(cases: list[CaseIn], case: int, state: str, was_answered: bool) -> ArrivalIn:
    return ArrivalIn(case, _other(cases[case].school), state, was_answered)


def _hung(
    documents: list[DocumentIn],
    entries: tuple[EntryIn, ...],
    concerns: tuple[ConcernIn, ...],
    referrals: tuple[ReferralIn, ...],
) -> tuple[DocumentIn, ...]:
    """Each on one thing of its own case, which then says who reads it, or on none; and one on the first of each."""
    kept, on = [], {"entry": entries, "concern": concerns, "referral": referrals}
    for one in documents:
        held = {name: getattr(one, name) for name in on}
        there = [n for n, at in held.items() if at is not None and at < len(on[n]) and on[n][at].case == one.case]
        alone = {name: held[name] if name in there[-1:] else None for name in on}
        kept.append(replace(one, is_restricted=one.is_restricted and not there, **alone))
    kept += [DocumentIn(rows[0].case, 0, 0, **{name: 0}) for name, rows in on.items() if rows]
    return tuple(kept)


def _once_each(contacts: list[ContactIn], cases: list[CaseIn]) -> tuple[ContactIn, ...]:
    """The same person at one school alone, and once a child."""
    kept: list[ContactIn] = []
    for one in contacts:
        first = kept[one.same] if one.same is not None and one.same < len(kept) else None
        is_one = first is not None and first.same is None and cases[first.case].school == cases[one.case].school
        there = {other.case for n, other in enumerate(kept) if one.same in (n, other.same)}
        kept.append(one if is_one and one.case not in there else replace(one, same=None))
    return tuple(kept)


def _paired(cases: list[CaseIn], drawn: list[AlikeIn]) -> tuple[AlikeIn, ...]:
    """Each pair of records of one area once."""
    kept: dict[frozenset[int], AlikeIn] = {}
    for one in drawn:
        if one.one != one.other and PLACES[cases[one.one].school][0] == PLACES[cases[one.other].school][0]:
            kept.setdefault(frozenset({one.one, one.other}), one)
    return tuple(kept.values())


def _linked(cases: list[CaseIn], drawn: list[LinkIn]) -> tuple[LinkIn, ...]:
    """Each pair of children of one area once."""
    kept: dict[frozenset[int], LinkIn] = {}
    for one in drawn:
        if one.one != one.other and PLACES[cases[one.one].school][0] == PLACES[cases[one.other].school][0]:
            kept.setdefault(frozenset({one.one, one.other}), one)
    return tuple(kept.values())


def _referral(case: int, state: int, sight: int | None) -> ReferralIn:
    name = ["drafted", "sent", "returned", "accepted", "declined", "redirected", "withdrawn", "withdrawn"][state]
    ended = name in ("declined", "redirected", "withdrawn")
    return ReferralIn(
        case, name, was_sent=name != "drafted" and state != 6, sight=sight if ended and state != 6 else None
    )


def _one_open(referrals: list[ReferralIn]) -> tuple[ReferralIn, ...]:
    is_open: set[int] = set()
    kept = []
    for referral in referrals:
        if referral.state in ("drafted", "sent", "returned"):
            if referral.case in is_open:
                continue
            is_open.add(referral.case)
        kept.append(referral)
    return tuple(kept)


def _duty(case: int, place: int, which: int, shares: list[ShareIn], cases: list[CaseIn]) -> DutyIn:
    opening = OPENINGS[which % len(OPENINGS)]
    share = None
    if opening.standing in BY_SHARE and opening.rule != "admit_move" and shares:
        share = which % len(shares)
        case, place = shares[share].case, shares[share].place if which % 3 else place
    elif opening.rule == "agree_share":
        share = which % len(shares)
        case, place = shares[share].case, cases[shares[share].case].school
    elif opening.standing in (Standing.RAISED, Standing.CLERKS) and which % 3:
        place = cases[case].school
    if share is None and PLACES[place][0] != PLACES[cases[case].school][0]:
        place = cases[case].school  # nobody of another area owes anything but by a share
    return DutyIn(case, place, opening.rule, opening.standing, opening.met_by, share)


def _duties(duties: list[DutyIn]) -> tuple[DutyIn, ...]:
    return tuple({(duty.rule, duty.case, duty.share): duty for duty in duties}.values())
