"""What a school's own system keeps of its roll: a pupil by that system's id, with their place and their UPN."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from agencies.acting.doing import Doing, done
from agencies.acting.lives import leads_to
from agencies.acting.rows import NEW
from agencies.actors import Actor, SeatFacts
from agencies.directory.models import Agency
from agencies.history.actions import Keeping
from agencies.likeness import Band, Child, likeness
from agencies.policy import Act
from agencies.schoolday import local_day
from referrals.pupils.facts import alike_on_roll, on_roll_or_to_come
from referrals.pupils.models import Enrolment, ExternalId, Identifier, Pupil
from referrals.pupils.querysets import Pupils
from referrals.pupils.states import State

NOBODY = "nobody"


class PossibleDuplicate(Exception):
    """A pupil on the school's own roll may be the same child: `reference` is theirs."""

    def __init__(self, reference: str) -> None:
        super().__init__("A pupil on the roll may be the same child.")
        self.reference = reference


class UpnOfAnother(Exception):
    """On this school's own roll the UPN is another pupil's."""


class NoSuchPupil(Exception):
    """`same_as` names nobody of this school's roll with this birthday who has no id yet."""


class AnotherChild(Exception):
    """The id stands for a child with another birthday and family name, or with no name in common."""


class NeedsAPerson(Exception):
    """The pupil is not this school's any more, so no system can put them on its roll."""


@dataclass(frozen=True, slots=True)
class RollFacts:
    """A pupil as a school's system sends them; the UPN in normal form or empty; `same_as` a reference or "nobody"."""

    given_name: str
    family_name: str
    born_on: date
    starts_on: date
    known_as: str = ""
    upn: str = ""
    ends_on: date | None = None
    kind: str = "main"
    form: str = ""
    same_as: str = ""

    def as_child(self, school_id: int) -> Child:
        """As they are compared with others of the school."""
        upns, schools = frozenset({self.upn} - {""}), frozenset({school_id})
        return Child(self.given_name, self.family_name, self.born_on, self.known_as, upns=upns, schools=schools)

    def names(self) -> dict[str, object]:
        """The columns of the pupil."""
        return {
            "given_name": self.given_name,
            "family_name": self.family_name,
            "known_as": self.known_as,
            "born_on": self.born_on,
        }

    def place(self) -> dict[str, object]:
        """The columns of the place on the roll."""
        return {"starts_on": self.starts_on, "ends_on": self.ends_on, "kind": self.kind, "form": self.form}

    def holds_on(self, day: date) -> bool:
        """Whether the place holds on this day."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True, slots=True)
class Kept:
    """The pupil's id in that system; whether it is new here, and what has changed."""

    link: ExternalId
    is_new: bool
    changed: tuple[str, ...]


@transaction.atomic
def keep_pupil(value: str, facts: RollFacts, *, seat: SeatFacts, by: Actor, at: datetime) -> Kept:
    """Keep a pupil of the seat's school by the id that its system has for them; the same sent again changes nothing.

    Raises `PossibleDuplicate` and `UpnOfAnother` about the school's own roll alone, `AnotherChild` for an id that is
    used again. A UPN that somebody else's pupil has is kept as sent and given to nobody: no system merges children, and
    no answer says who is known elsewhere.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=seat.agency_id)
    link = ExternalId.objects.filter(school_id=seat.agency_id, value=value).select_related("pupil").first()
    is_new, kept = link is None, Keeping(Act.KEEP_PUPIL, by, at)
    if link is None:
        link = _link(value, facts, seat, at)
    changed = _bring_up_to_date(link, facts, kept)
    if is_new or changed:
        leads_to("pupil", NEW if is_new else State.KNOWN, Act.KEEP_PUPIL)
        told = {"fields": list(changed), "is_new": is_new, "upn_elsewhere": link.is_upn_elsewhere, **kept.facts}
        done(Doing(Act.KEEP_PUPIL, by, at, "pupil", link.pupil, facts=told, pupil=link.pupil))
        link = ExternalId.objects.select_related("pupil").get(pk=link.pk)  # of another record, once joined
    return Kept(link, is_new, changed)


def _link(value: str, facts: RollFacts, seat: SeatFacts, at: datetime) -> ExternalId:
    """The new id, not saved yet: of a pupil of the own roll who is surely the same, of the one named, or a new one."""
    today = local_day(at)
    own = Pupil.objects.filter(pk__in=on_roll_or_to_come(seat.agency_id, today).values("pupil_id"))
    pupil = _by_upn(facts, own) or _by_name(facts, own, seat.agency_id, today)
    if pupil is None:
        pupil = Pupil.objects.create(authority_id=seat.authority_id, added_at=at, **facts.names())
    elif ExternalId.objects.filter(school_id=seat.agency_id, pupil=pupil).exists():
        raise UpnOfAnother
    return ExternalId(school_id=seat.agency_id, value=value, pupil=pupil, made_at=at)


def _by_upn(facts: RollFacts, own: Pupils[Pupil]) -> Pupil | None:
    """The pupil of the roll who has this UPN, this birthday and a name like this; else it is another child's number.

    Where one of the names is another, a person says whether it is the same child.
    """
    if not facts.upn:
        return None
    has = Q(identifiers__kind="upn", identifiers__value=facts.upn, identifiers__ends_on=None)
    pupil = own.filter(has).first()
    if pupil is None or facts.same_as == pupil.reference:
        return pupil
    why = _compared(pupil, facts)
    if facts.same_as or "born" not in why or why >= {"given_else", "family_else"}:
        raise UpnOfAnother
    if why & {"given_else", "family_else"}:
        raise PossibleDuplicate(pupil.reference)
    return pupil


def _by_name(facts: RollFacts, own: Pupils[Pupil], school_id: int, today: date) -> Pupil | None:
    """The pupil that was named; where nobody was, whoever on the roll is surely alike stops it (data.md 3.4)."""
    if facts.same_as == NOBODY:
        return None
    alike = alike_on_roll(facts.as_child(school_id), school_id, today)
    if facts.same_as:
        unknown = own.exclude(external_ids__school_id=school_id).filter(pk__in=[one.pupil.pk for one in alike])
        if (named := unknown.filter(reference=facts.same_as).first()) is None:
            raise NoSuchPupil
        return named
    if alike and alike[0].found.band is Band.STRONG:
        raise PossibleDuplicate(alike[0].pupil.reference)
    return None


def _compared(pupil: Pupil, facts: RollFacts) -> frozenset[str]:
    """What of names and birthday is alike, as the rows of points say it."""
    there = Child(pupil.given_name, pupil.family_name, pupil.born_on, known_as=pupil.known_as)
    return frozenset(likeness(there, facts.as_child(0)).why)


def _refuse_another(link: ExternalId, facts: RollFacts) -> None:
    """`AnotherChild` where birthday and family name, or all of the name, are another child's: ids are given again.

    Who comes with the number that this system has sent for them is the same child.
    """
    if facts.upn and facts.upn == link.upn:
        return
    why = _compared(link.pupil, facts)
    if "family_else" in why and why & {"given_else", "born_turned", "born_digit", "born_else"}:
        raise AnotherChild


def _bring_up_to_date(link: ExternalId, facts: RollFacts, kept: Keeping) -> tuple[str, ...]:
    """Write what differs, and give the names of it. Of a pupil who has left only the school's own place is written."""
    today = local_day(kept.at)
    place = Enrolment.objects.filter(pupil=link.pupil, school_id=link.school_id).order_by("-starts_on", "-id").first()
    is_ours = place is None or place.ends_on is None or place.ends_on >= today
    changed = _keep_place(link, place, facts, kept, is_ours=is_ours)
    if (is_ours or changed) and link.pk:
        _refuse_another(link, facts)
    if is_ours or changed:
        changed += _keep_names(link.pupil, facts, kept)
        changed += _keep_upn(link, facts.upn, today, kept)
    return tuple(changed)


def _keep_place(
    link: ExternalId, place: Enrolment | None, facts: RollFacts, kept: Keeping, *, is_ours: bool
) -> list[str]:
    """The school's newest place of the pupil as sent; a pupil who left and comes back gets a new one."""
    wanted = facts.place()
    if place is not None and all(getattr(place, name) == value for name, value in wanted.items()):
        return []
    begins = place is None or (not is_ours and facts.starts_on > (place.ends_on or facts.starts_on))
    try:
        with transaction.atomic():
            if begins and place is not None and _is_elsewhere(link, facts.starts_on):
                raise NeedsAPerson
            if begins:
                Enrolment.objects.create(pupil=link.pupil, school_id=link.school_id, **wanted)
            elif is_ours and place is not None:
                kept.change(place, link.pupil, **wanted)
            else:
                raise NeedsAPerson
    except IntegrityError as on_another_roll:
        raise NeedsAPerson from on_another_roll
    return ["enrolment"]


def _is_elsewhere(link: ExternalId, day: date) -> bool:
    """Whether another school has the pupil on its roll on or after this day: then nobody is taken back by a system."""
    others = Enrolment.objects.filter(pupil=link.pupil).exclude(school_id=link.school_id)
    return bool(others.filter(Q(ends_on=None) | Q(ends_on__gte=day)).exists())


def _keep_names(pupil: Pupil, facts: RollFacts, kept: Keeping) -> list[str]:
    """The pupil's names and birthday as sent: a new version where they differ."""
    wanted = facts.names()
    if all(getattr(pupil, name) == value for name, value in wanted.items()):
        return []
    return kept.change(pupil, pupil, **wanted)


def _keep_upn(link: ExternalId, upn: str, today: date, kept: Keeping) -> list[str]:
    """The UPN as sent: the pupil's from today where nobody has it; the one before is kept as former."""
    is_new = not link.pk
    if link.upn == upn and not is_new:
        return []
    held = Identifier.objects.filter(kind="upn", ends_on=None, authority_id=link.pupil.authority_id)
    others = held.filter(value=upn, is_doubtful=False).exclude(pupil=link.pupil)
    is_elsewhere = bool(upn) and others.exists()
    on_roll = Enrolment.objects.on(today).filter(school_id=link.school_id)
    if is_elsewhere and not is_new and others.filter(pupil__in=on_roll.values("pupil_id")).exists():
        raise UpnOfAnother
    if upn and not is_elsewhere:
        for former in held.filter(pupil=link.pupil).exclude(value=upn):
            kept.change(former, link.pupil, ends_on=today - timedelta(days=1))
        is_elsewhere = not _give_upn(link.pupil, upn, today)
    sent = {"upn": upn, "is_upn_elsewhere": is_elsewhere}
    if not is_new:
        kept.change(link, link.pupil, **sent)
        return ["upn"]
    link.upn, link.is_upn_elsewhere = upn, is_elsewhere
    link.save(force_insert=True)
    return ["upn"] if upn else []


def _give_upn(pupil: Pupil, upn: str, today: date) -> bool:
    """The number is the pupil's from today, or was already; False where somebody was given it at this moment."""
    given = {"authority_id": pupil.authority_id, "kind": "upn", "value": upn, "ends_on": None, "is_doubtful": False}
    try:
        with transaction.atomic():
            Identifier.objects.get_or_create(pupil=pupil, **given, defaults={"starts_on": today})
    except IntegrityError:
        return False
    return True
