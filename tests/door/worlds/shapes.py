"""Small worlds as data: who sits where, which records stand, and what became of each."""

from dataclasses import dataclass
from datetime import timedelta

from agencies.policy import Act, Kind, Level, Purpose, Role, Section, Standing

DAY = timedelta(days=1)
PEOPLE = range(5)
PLACES = [
    (0, Kind.SCHOOL),
    (0, Kind.SCHOOL),
    (0, Kind.COUNCIL),
    (0, Kind.HEALTH),
    (0, Kind.POLICE),
    (1, Kind.SCHOOL),
    (1, Kind.COUNCIL),
    (1, Kind.HEALTH),
    (1, Kind.SCHOOL),
]
"""Authority and kind of each agency: two councils' areas, and what a case can meet in them."""
SCHOOLS = [n for n, (_, kind) in enumerate(PLACES) if kind is Kind.SCHOOL]
PARTNERS = [n for n, (_, kind) in enumerate(PLACES) if kind in (Kind.HEALTH, Kind.POLICE)]
COUNCILS = [n for n, (_, kind) in enumerate(PLACES) if kind is Kind.COUNCIL]
NAMES = ["Anouk Ferrer", "Zoë Ferrán", "Li Hale"]
SEATED = {
    "live": (-90, None),
    "begins": (0, None),
    "until later": (-90, 30),
    "ends": (-90, 0),
    "ended": (-90, -9),
    "future": (9, None),
}
"""A seat's first and last instant, in days from now."""
SHARED = {  # begins, ends, accepted?, closed?
    "live": (-9, 30, True, False),
    "begins": (0, 30, True, False),
    "narrowed": (-9, 30, True, False),
    "offered": (-9, 30, False, False),
    "waits": (-9, 30, False, False),
    "refused": (-9, 30, False, True),
    "to begin": (9, 30, True, False),
    "ends": (-9, 0, True, False),
    "lapsed": (-9, -1, True, False),
    "lapsed offer": (-9, -1, False, False),
    "tidied": (-9, -1, True, True),
    "withdrawn": (-9, 30, True, True),
    "withdrawn offer": (-9, 30, False, True),
    "declined": (-9, 30, False, True),
    "replaced": (-9, 30, True, True),
}
"""What became of a share, as its dates in days from now."""
LIVE_SEAT, LIVE_SHARE = {"live", "begins", "until later"}, {"live", "begins", "narrowed"}
LIVE_SEAT, LIVE_SHARE = {"live", "begins", "until later"}, {"live", "begins", "narrowed"}


@dataclass(frozen=True)
class SeatIn:
    """A person's seat."""

    who: int
    place: int
    role: Role
    when: str = "live"


@dataclass(frozen=True)
class CaseIn:
    """A case; `days` ago it was last touched (ties wanted: it is the sort key); in so many days the pupil `leaves`."""

    school: int
    lead: int | None = None
    is_overseen: bool = False
    is_closed: bool = False
    days: int = 1
    name: int = 0
    leaves: int | None = None

    @property
    def is_on_roll(self) -> bool:
        """Whether today is not after the last day."""
        return self.leaves is None or self.leaves >= 0


@dataclass(frozen=True)
class ShareIn:
    """A share of case number `case` with an agency."""

    case: int
    place: int
    level: Level = Level.SECTIONS
    sections: frozenset[Section] = frozenset()
    fate: str = "live"
    is_half: bool = False


def purpose_of(shares: tuple[ShareIn, ...], one: ShareIn) -> Purpose:
    """For what: the shares of one case with one agency have each the next purpose, so that none stands twice."""
    among = [share for share in shares if (share.case, share.place) == (one.case, one.place)]
    return list(Purpose)[next(n for n, share in enumerate(among) if share is one)]


@dataclass(frozen=True)
class EntryIn:
    """An entry of a case's story."""

    case: int
    author: int
    place: int
    section: Section = Section.HOME
    is_restricted: bool = False
    is_danger: bool = False


@dataclass(frozen=True)
class DocumentIn:
    """A document of a case: in a part, or hanging on the entry, the concern or the referral of this number."""

    case: int
    author: int
    place: int
    section: Section = Section.HOME
    is_restricted: bool = False
    entry: int | None = None
    concern: int | None = None
    referral: int | None = None


@dataclass(frozen=True)
class ConcernIn:
    """A concern, of a pupil whose case is number `case`."""

    case: int
    author: int


@dataclass(frozen=True)
class ReferralIn:
    """A referral; `sight`: until when, in days, the council still sees a decided or withdrawn one; None is no end."""

    case: int
    state: str = "sent"
    was_sent: bool = True
    sight: int | None = None


@dataclass(frozen=True)
class DutyIn:
    """A duty of an agency, standing so; of a share where it stands by one; `giver`: the place that gave it."""

    case: int
    place: int
    rule: str
    standing: Standing
    act: Act
    share: int | None = None
    giver: int | None = None


@dataclass(frozen=True)
class MoveIn:
    """A managed move of case number `case`; `share` is the number of the receiving school's share."""

    case: int
    home: int
    receiving: int
    state: str
    share: int
    was_returned: bool = False


@dataclass(frozen=True)
class SuspensionIn:
    """A suspension by a school of the pupil whose case is number `case`."""

    case: int
    place: int
    is_council_told: bool = False
    is_on_case: bool = True


@dataclass(frozen=True)
class ArrivalIn:
    """A child at `school`, who may be the pupil whose case is number `case`, of that case's school."""

    case: int
    school: int
    state: str = "asked"
    was_answered: bool = False


@dataclass(frozen=True)
class ContactIn:
    """Somebody around the pupil whose case is number `case`, recorded by that case's school.

    `same`: the number of an earlier contact at that school who is the same person, restricted or safe as that one is.
    """

    case: int
    responsibility: str = "yes"
    told: str = "yes"
    restricted: str = ""
    is_safe: bool = False
    is_ended: bool = False
    same: int | None = None


@dataclass(frozen=True)
class LinkIn:
    """The pupils of two cases of one area, linked as family."""

    one: int
    other: int
    is_ended: bool = False


@dataclass(frozen=True)
class AlikeIn:
    """The records of the pupils of two cases of one area, which may be of one child."""

    one: int
    other: int
    state: str = "waiting"


@dataclass(frozen=True)
class TaskIn:
    """What one place gave another to do on a case; its two places may be one."""

    case: int
    giver: int
    receiver: int


@dataclass(frozen=True)
class World:
    """Everything that the model knows; numbers are places in these lists."""

    seats: tuple[SeatIn, ...] = ()
    cases: tuple[CaseIn, ...] = ()
    shares: tuple[ShareIn, ...] = ()
    entries: tuple[EntryIn, ...] = ()
    concerns: tuple[ConcernIn, ...] = ()
    referrals: tuple[ReferralIn, ...] = ()
    duties: tuple[DutyIn, ...] = ()
    moves: tuple[MoveIn, ...] = ()
    suspensions: tuple[SuspensionIn, ...] = ()
    arrivals: tuple[ArrivalIn, ...] = ()
    contacts: tuple[ContactIn, ...] = ()
    documents: tuple[DocumentIn, ...] = ()
    links: tuple[LinkIn, ...] = ()
    working: tuple[int, ...] = ()
    tasks: tuple[TaskIn, ...] = ()
    alike: tuple[AlikeIn, ...] = ()
    closed: frozenset[int] = frozenset()
    inactive: frozenset[int] = frozenset()
    came: frozenset[int] = frozenset()

    @property
    def came_in(self) -> frozenset[int]:
        """The contacts that came with another record as the first of the pairs became one: of its area."""
        if not self.alike:
            return frozenset()
        area = PLACES[self.cases[self.alike[0].one].school][0]
        own = (n for n in self.came if n < len(self.contacts))
        return frozenset(n for n in own if PLACES[self.cases[self.contacts[n].case].school][0] == area)
