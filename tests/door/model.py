"""The model: who ought to see what of a world, stated a second time and apart from the product, in Python sets."""

from dataclasses import dataclass

from agencies.policy import Act, Kind, Level, Purpose, Role, Section, Standing, may
from tests.door.worlds.shapes import (
    LIVE_SEAT,
    LIVE_SHARE,
    PEOPLE,
    PLACES,
    SCHOOLS,
    DocumentIn,
    DutyIn,
    EntryIn,
    ReferralIn,
    SeatIn,
    ShareIn,
    World,
    purpose_of,
)

LEADS = {Role.INCLUSION_LEAD, Role.HEAD, Role.ACTING_HEAD}
HEADS_OF = {Role.HEAD, Role.ACTING_HEAD}
SAFEGUARDS = {Role.SAFEGUARDING_LEAD}
SCHOOL = LEADS | SAFEGUARDS | {Role.STAFF}
COUNCIL = {Role.COUNCIL_OFFICER, Role.COUNCIL_MANAGER}
AGENCY = {Role.AGENCY_WORKER, Role.AGENCY_MANAGER}
GIVING = {
    Kind.HEALTH: (Purpose.HEALTH_SUPPORT, Purpose.SAFEGUARD),
    Kind.POLICE: (Purpose.SAFEGUARD,),
}
"""Purposes of a share that give who has parental responsibility, by kind of agency (data.md 1.4)."""
DAYS_OF_YEAR = 114
"""From the 1st of August to the day of the worlds, 23 November."""
MOVED, AGREED = {"admitted", "settled"}, {"agreed", "approved", "admitted", "settled"}
BY_ROLL = {Standing.RAISED, Standing.NAMED}
OF_A_MOVE = {
    "hear_pupil",
    "consent_to_move",
    "check_place",
    "approve_move",
    "refuse_move",
    "withdraw_move",
    "admit_move",
}
IN_DANGER = {"record_call", "answer_handed"}
PUTS_RIGHT = {"edit_entry", "move_entry"}
TAKES = {"take_record"}
READS_OR_ENDS = (
    {act for act in Act if act.startswith("see_")}
    | {"close_case", "withdraw_referral"}
    | OF_A_MOVE
    | IN_DANGER
    | PUTS_RIGHT
    | TAKES
)
Stands = set[tuple[Standing, Role]]


@dataclass(frozen=True)
class Model:
    """Seats that are live, by them the standings, by them the cases, and what of each: all in sets."""

    world: World

    def seats(self, who: int) -> set[SeatIn]:
        """Live seats in agencies that are not closed."""
        return {
            s for s in self.world.seats if s.who == who and s.when in LIVE_SEAT and s.place not in self.world.closed
        }

    def keeps(self, who: int, n: int) -> Stands:
        """How the person stands to the case by its school or its council."""
        case, seats = self.world.cases[n], self.seats(who)
        at_school = {s.role for s in seats if s.place == case.school}
        council = {s.role for s in seats if PLACES[s.place][0] == PLACES[case.school][0] and s.role in COUNCIL}
        return (
            {(Standing.RAISED, role) for role in at_school & (LEADS | SAFEGUARDS)}
            | {(Standing.NAMED, role) for role in at_school & SCHOOL if case.lead == who}
            | {(Standing.OVERSEES, role) for role in council if case.is_overseen}
        )

    def opened(self, who: int, n: int, fates: set[str] = LIVE_SHARE) -> set[tuple[ShareIn, Role]]:
        """The shares of the case that are so for an agency in which the person has a working seat, or leads."""
        seats = {(s.place, s.role) for s in self.seats(who) if s.role in AGENCY | LEADS}
        return {
            (h, role)
            for h in self.world.shares
            if h.case == n and self._is(h, fates)
            for p, role in seats
            if p == h.place
        }

    def _is(self, share: ShareIn, fates: set[str] = LIVE_SHARE) -> bool:
        """Whether the share is so; none is from midnight after the pupil's last day at the case's school."""
        return share.fate in fates and self.world.cases[share.case].is_on_roll

    def can(self, who: int, n: int) -> frozenset[Act]:
        """The acts on the case; the school of a pupil who has left reads, and ends what it has."""
        is_here = self.world.cases[n].is_on_roll
        return frozenset(
            act
            for act in Act
            for standing, role in self.stands(who, n)
            if may(act, role, standing) and (is_here or standing not in BY_ROLL or act in READS_OR_ENDS)
        )

    def by_group(self, who: int, n: int) -> set[Level]:
        """The levels of the live shares with every agency where the person has any seat: guardian asks no role."""
        places = {s.place for s in self.seats(who)}
        return {h.level for h in self.world.shares if h.case == n and self._is(h) and h.place in places}

    def stands(self, who: int, n: int) -> Stands:
        """Every standing to the case: a school receives, a partner is granted."""
        return self.keeps(who, n) | {
            (Standing.RECEIVES if share.place in SCHOOLS else Standing.GRANTED, role)
            for share, role in self.opened(who, n)
        }

    def cases(self, who: int) -> set[int]:
        """The cases that the person may see."""
        return {n for n in range(len(self.world.cases)) if self.stands(who, n)}

    def reaches_across(self, who: int) -> bool:
        """Whether they see a case of an authority in which they have no seat."""
        areas = {PLACES[seat.place][0] for seat in self.seats(who)}
        return any(PLACES[self.world.cases[n].school][0] not in areas for n in self.cases(who))

    def entries(self, who: int) -> set[int]:
        """The entries: restricted ones for few, a danger for the safeguarding lead too; a share's by its sections."""
        return {n for n, entry in enumerate(self.world.entries) if self._reads(who, entry)}

    def documents(self, who: int) -> set[int]:
        """The documents: with what they hang on, or as an entry of their own part and restriction would be."""
        return {n for n, one in enumerate(self.world.documents) if self._opens(who, one)}

    def _opens(self, who: int, one: DocumentIn) -> bool:
        if one.concern is not None:
            return one.concern in self.concerns(who)
        if one.referral is not None:
            return one.referral in self.referrals(who)
        return self._reads(who, self._as_entry(one))

    def _as_entry(self, one: DocumentIn) -> EntryIn:
        own = EntryIn(one.case, one.author, one.place, one.section, one.is_restricted)
        return own if one.entry is None else self.world.entries[one.entry]

    def _reads(self, who: int, entry: EntryIn) -> bool:
        keeps = self.keeps(who, entry.case)
        shares = {share for share, _ in self.opened(who, entry.case) if share.place not in SCHOOLS}
        is_lead = Standing.NAMED in {standing for standing, _ in keeps}
        is_head = bool(HEADS_OF & {role for _, role in keeps})
        if entry.author == who and (keeps or shares):
            return True
        if entry.is_restricted:
            is_safe = (Standing.RAISED, Role.SAFEGUARDING_LEAD) in keeps
            return is_lead or is_head or (entry.is_danger and is_safe)
        return bool(keeps) or any(
            share.level in (Level.FULL, Level.RESTRICTED)
            or entry.place == share.place
            or (share.level is Level.SECTIONS and entry.section in share.sections)
            for share in shares
        )

    def tasks(self, who: int, *sides: str) -> set[int]:
        """What was given to do, by these of its two places: where the person works and stands so to the case."""
        return {
            n
            for n, one in enumerate(self.world.tasks)
            if any(self._works_at(who, one.case, getattr(one, side)) for side in sides)
        }

    def _works_at(self, who: int, n: int, place: int) -> bool:
        """Whether the person stands to the case from this place itself."""
        case, roles = self.world.cases[n], {s.role for s in self.seats(who) if s.place == place}
        if place == case.school:
            return bool(roles & (LEADS | SAFEGUARDS)) or (case.lead == who and bool(roles & SCHOOL))
        if roles & COUNCIL:
            return case.is_overseen and PLACES[place][0] == PLACES[case.school][0]
        return bool(roles & AGENCY) and any(share.place == place for share, _ in self.opened(who, n))

    def shares(self, who: int) -> set[int]:
        """The shares: all of a case that one keeps; of one's own agency the live ones and the offers."""
        seen = LIVE_SHARE | {"offered"}
        return {
            n
            for n, h in enumerate(self.world.shares)
            if self.keeps(who, h.case) or any(h == o for o, _ in self.opened(who, h.case, seen))
        }

    def concerns(self, who: int) -> set[int]:
        """The concerns: one's own, and those of the school that one leads."""
        at = {(s.place, s.role) for s in self.seats(who)}
        leads, works = {p for p, role in at if role in LEADS | SAFEGUARDS}, {p for p, role in at if role in SCHOOL}
        school = [self.world.cases[c.case].school for c in self.world.concerns]
        return {
            n
            for n, c in enumerate(self.world.concerns)
            if school[n] in leads or (c.author == who and school[n] in works)
        }

    def referrals(self, who: int) -> set[int]:
        """The referrals: the school's own, and for the council those sent, until its sight of them ends."""
        return {n for n, referral in enumerate(self.world.referrals) if self._sees_referral(who, referral)}

    def _sees_referral(self, who: int, referral: ReferralIn) -> bool:
        standings = {standing for standing, _ in self.keeps(who, referral.case)}
        if standings & {Standing.RAISED, Standing.NAMED}:
            return True
        area = PLACES[self.world.cases[referral.case].school][0]
        council = any(s.role in COUNCIL and PLACES[s.place][0] == area for s in self.seats(who))
        in_sight = referral.sight is None or referral.sight > 0
        return council and referral.was_sent and (in_sight or Standing.OVERSEES in standings)

    def duties(self, who: int) -> set[int]:
        """The duties of an agency where the person has a seat that may do the act, while they stand so."""
        return {n for n, d in enumerate(self.world.duties) if self._owes(who, d) and self._still(d)}

    def is_open_to(self, who: int, duty: DutyIn) -> bool:
        """Whether it is not of two other places alone."""
        return duty.giver is None or bool({duty.giver, duty.place} & {s.place for s in self.seats(who)})

    def _owes(self, who: int, duty: DutyIn) -> bool:
        there = [s.role for s in self.seats(who) if s.place == duty.place]
        if duty.act is Act.AGREE_SHARE and self._asked(duty) == who:
            return False
        if duty.standing is not Standing.CLERKS:
            return any(may(duty.act, role, duty.standing) for role in there)
        if duty.place in self.clerks_at(who):
            return True
        return bool(HEADS_OF & set(there)) and not any(duty.place in self.clerks_at(one) for one in self._active())

    def _asked(self, duty: DutyIn) -> int | None:
        """Who asked for the share that waits for a second person: in these worlds the first of them."""
        share = None if duty.share is None else self.world.shares[duty.share]
        return 0 if share is not None and share.fate in ("waits", "refused") else None

    def clerks_at(self, who: int) -> set[int]:
        """The schools to whose boards the person is clerk, and does not lead there as well."""
        at = {(s.place, s.role) for s in self.seats(who)}
        return {place for place, role in at if role is Role.CLERK} - {place for place, role in at if role in LEADS}

    def _active(self) -> set[int]:
        return set(PEOPLE) - self.world.inactive

    def _still(self, duty: DutyIn) -> bool:
        case = self.world.cases[duty.case]
        share = None if duty.share is None else self.world.shares[duty.share]
        if share is not None and not self.world.cases[share.case].is_on_roll:
            return False
        return {
            Standing.RAISED: case.school == duty.place and (case.is_on_roll or duty.act in READS_OR_ENDS),
            Standing.ASKED: True,
            Standing.CLERKS: True,
            Standing.OVERSEES: case.is_overseen,
            Standing.OFFERED: share is not None and share.fate == "offered" and share.place == duty.place,
            Standing.GRANTED: share is not None and share.fate in LIVE_SHARE and share.place == duty.place,
            Standing.INVITED: share is not None and share.fate == "offered" and share.place == duty.place,
            Standing.RECEIVES: share is None or (share.fate in LIVE_SHARE and share.place == duty.place),
        }[duty.standing]

    def parties(self, who: int, n: int) -> Stands:
        """How the person stands to a move: home until the admission; receiving by its share, or once all agreed."""
        move, seats = self.world.moves[n], self.seats(who)
        at = {(s.place, s.role) for s in seats}
        area = PLACES[move.home][0]
        is_home = move.state not in MOVED
        live = {(h.case, h.place) for h in self.world.shares if self._is(h)}  # a changed term is a new row
        is_asked = move.was_returned or (move.case, move.receiving) in live
        is_told = move.state in AGREED or (move.state == "proposed" and is_asked)
        return (
            {(Standing.RAISED, role) for place, role in at if place == move.home and role in LEADS and is_home}
            | {(Standing.RECEIVES, role) for place, role in at if place == move.receiving and role in LEADS and is_told}
            | {(Standing.ASKED, role) for place, role in at if PLACES[place][0] == area and role in COUNCIL}
        )

    def told(self, who: int, n: int) -> Stands:
        """How the person stands to a suspension: a lead of its school, or its board's clerk; the council once told."""
        one = self.world.suspensions[n]
        at = {(s.place, s.role) for s in self.seats(who)}
        area = PLACES[one.place][0]
        return (
            {(Standing.RAISED, role) for place, role in at if place == one.place and role in LEADS}
            | {
                (Standing.NOTIFIED, role)
                for place, role in at
                if PLACES[place][0] == area and role in COUNCIL and one.is_council_told
            }
            | {(Standing.CLERKS, Role.CLERK) for place in self.clerks_at(who) if place == one.place}
        )

    def arrived(self, who: int, n: int) -> Stands:
        """How the person stands to an arrival: the council always; the school asked; who asked, once joined."""
        one = self.world.arrivals[n]
        at, old = {(s.place, s.role) for s in self.seats(who)}, self.world.cases[one.case].school
        is_joined = one.state == "joined"
        is_asked = one.state == "asked" or is_joined or one.was_answered
        return (
            {(Standing.RAISED, role) for place, role in at if place == old and role in LEADS and is_asked}
            | {(Standing.RECEIVES, role) for place, role in at if place == one.school and role in LEADS and is_joined}
            | {(Standing.ASKED, role) for place, role in at if PLACES[place][0] == PLACES[old][0] and role in COUNCIL}
        )

    def alike(self, who: int) -> set[int]:
        """Pairs of records that may be of one child: for officers of the council of both, and nobody else."""
        areas = {PLACES[seat.place][0] for seat in self.seats(who) if seat.role in COUNCIL}
        pairs = enumerate(self.world.alike)
        return {n for n, pair in pairs if PLACES[self.world.cases[pair.one].school][0] in areas}

    def contacts(self, who: int) -> set[int]:
        """The people around a child: all for the school of the roll and the council; those in reach by a share."""
        return {n for n in range(len(self.world.contacts)) if self.knows(who, n) or self.reaches(who, n)}

    def attended(self, who: int, n: int) -> set[Section | None] | None:
        """What of the codes of a child's marks somebody reads, by the parts they tell of (None: none); None: no marks.

        All for the school of the roll, the council that helps, and a whole share; by its parts one with *attendance*.
        """
        whole: set[Section | None] = {None, *Section}
        if self._is_near(who, n):
            return whole
        shares = [one for one, role in self.opened(who, n) if role in AGENCY]
        if any(one.level in (Level.FULL, Level.RESTRICTED) for one in shares):
            return whole
        by_parts = [one for one in shares if one.level is Level.SECTIONS and Section.ATTENDANCE in one.sections]
        return {part for one in by_parts for part in one.sections} if by_parts else None

    def takes_registers_of(self, who: int, n: int) -> bool:
        """Whether a file of registers knows this child: of whoever leads the school of the roll, and nobody else."""
        case = self.world.cases[n]
        return case.is_on_roll and any(s.place == case.school and s.role in LEADS for s in self.seats(who))

    def signed(self, who: int) -> set[int]:
        """Children of whom somebody reads the early signs: whoever leads or safeguards at the school of the roll."""
        return {n for n in range(len(self.world.cases)) if self._leads_roll_of(who, n)}

    def linked(self, who: int, *, is_to_end: bool = False) -> set[int]:
        """Links of which somebody reaches both children: by a roll, by a case that they help on, or by a share.

        To end one they reach both in one way: by one roll, or by the council's help.
        """
        links = [(n, one, (one.one, one.other)) for n, one in enumerate(self.world.links)]
        if is_to_end:
            return {n for n, _, two in links if self._keeps_both(who, two)}
        near = {n for n, _, two in links if all(self._is_near(who, c) for c in two)}
        current = [(n, two) for n, one, two in links if not one.is_ended]
        return near | {n for n, two in current if all(self._is_near(who, c) or self.given(who, c) for c in two)}

    def _keeps_both(self, who: int, two: tuple[int, int]) -> bool:
        """By one standing: both on one roll of theirs, or both helped on by the council."""
        schools = {self.world.cases[n].school for n in two}
        by_roll = len(schools) == 1 and all(self._leads_roll_of(who, n) for n in two)
        return by_roll or all(self._helps_on(who, n) for n in two)

    def _is_near(self, who: int, n: int) -> bool:
        """They lead or safeguard at the school of the roll, or their council helps on the case, which is open."""
        return self._leads_roll_of(who, n) or self._helps_on(who, n)

    def _leads_roll_of(self, who: int, n: int) -> bool:
        case = self.world.cases[n]
        at_school = any(s.place == case.school and s.role in LEADS | SAFEGUARDS for s in self.seats(who))
        return at_school and case.is_on_roll

    def _helps_on(self, who: int, n: int) -> bool:
        stands = {standing for standing, _ in self.keeps(who, n)}
        return Standing.OVERSEES in stands and not self.world.cases[n].is_closed

    def works(self, who: int, *, is_to_end: bool = False) -> set[int]:
        """Professionals around a child: for the school of the roll, the council that helps, and by a whole share."""
        found = set()
        for n, case in enumerate(self.world.working):
            of, stands = self.world.cases[case], {standing for standing, _ in self.keeps(who, case)}
            at_school = any(s.place == of.school and s.role in LEADS | SAFEGUARDS for s in self.seats(who))
            opened = self.opened(who, case)
            is_whole = any(role in AGENCY and one.level in (Level.FULL, Level.RESTRICTED) for one, role in opened)
            reads = is_whole or (Standing.OVERSEES in stands and not of.is_closed)
            if (at_school and of.is_on_roll) or (reads and not is_to_end):
                found.add(n)
        return found

    def is_own(self, who: int, n: int) -> bool:
        """Whether they lead or safeguard at the school that recorded it, while the child is on its roll."""
        return self.world.cases[self.world.contacts[n].case].is_on_roll and self.recorded(who, n)

    def recorded(self, who: int, n: int) -> bool:
        """Whether they lead or safeguard at the school that recorded it, to the end of the school year of leaving."""
        case = self.world.cases[self.world.contacts[n].case]
        is_of_year = case.leaves is None or case.leaves > -DAYS_OF_YEAR
        return is_of_year and any(s.place == case.school and s.role in LEADS | SAFEGUARDS for s in self.seats(who))

    def knows(self, who: int, n: int) -> bool:
        """Whether they keep the child: at that school, or for the council while it helps on the case."""
        one = self.world.contacts[n]
        stands = {standing for standing, _ in self.keeps(who, one.case)}
        return self.is_own(who, n) or (Standing.OVERSEES in stands and not self.world.cases[one.case].is_closed)

    def reaches(self, who: int, n: int) -> set[str]:
        """What an agency may know of who has parental responsibility, by a share for one of the purposes that give."""
        came = n in self.world.came_in
        return self.given(who, self.world.contacts[n].case, came=came) if self._is_in_reach(n) else set()

    def given(self, who: int, case: int, *, came: bool = False) -> set[str]:
        """What a share of a case gives of the people around the child: a half one, nothing of whom the other has."""
        given: set[str] = set()
        for share, role in self.opened(who, case):
            kind, purpose = PLACES[share.place][1], purpose_of(self.world.shares, share)
            is_giving = purpose in GIVING.get(kind, ()) and share.level not in (Level.EXISTENCE, Level.CONTACT)
            if role in AGENCY and is_giving and not (came and share.is_half):
                given |= {Kind.HEALTH: {"phone", "address", "language"}, Kind.POLICE: {"address", "language"}}[kind]
        return given

    def _is_in_reach(self, n: int) -> bool:
        one = self.world.contacts[n]
        first = self.world.contacts[n if one.same is None else one.same]
        is_restricted = one.restricted == "child" or first.restricted == "everywhere"
        return one.responsibility == "yes" and one.told != "no" and not is_restricted and not one.is_ended

    def roll(self, place: int) -> set[int]:
        """The pupils, by the number of their case, on the roll of a school today."""
        return {n for n, case in enumerate(self.world.cases) if case.is_on_roll and case.school == place}

    def stands_of(self, place: int) -> set[int]:
        """The referrals of a school, once sent, of pupils on its roll: their state is for its own system."""
        roll = self.roll(place)
        return {n for n, referral in enumerate(self.world.referrals) if referral.was_sent and referral.case in roll}

    def reported(self, place: int) -> set[int]:
        """The suspensions that a school decided of pupils on its roll."""
        roll = self.roll(place)
        return {n for n, one in enumerate(self.world.suspensions) if one.place == place and one.case in roll}
