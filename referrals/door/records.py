"""One record or a list of them, of any noun: who may reach it, in the words of the noun's own row."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, Model, Q, QuerySet

from agencies.acting.lives import allows
from agencies.acting.nouns import NO_CASE, Noun, noun_of, require_state
from agencies.acting.prepared import Prepared
from agencies.actors import Actor, Refusal
from agencies.policy import READINGS, Act, Role, may
from agencies.trail import actions as trail
from agencies.web.asking import Forbidden, NotFound
from referrals.cases.models import Case
from referrals.door.standings import HAS_LEFT, Seats, Way, ends_with_roll, ways_for

_M = TypeVar("_M", bound=Model)


def within(model: type[_M], actor: Actor, act: Act, at: datetime | None = None) -> QuerySet[_M]:
    """The records of this class on which the actor may do the act. Only rolls go by day: pupils need `at`."""
    return cast("QuerySet[_M]", noun_of(model).within(actor, act, at))


GONE = "The pupil has left the school of this case. From then on the school reads what it had, and adds nothing."


def admit(
    actor: Actor,
    act: Act,
    reference: str,
    *,
    of: type[_M],
    at: datetime,
    to_write: bool = False,
    shows_cases: bool = False,
    facts: dict[str, Any] | None = None,
) -> _M:
    """One record, or *not found*, or *forbidden* where it may be seen and this may not be done.

    Locks its case first, so that a withdrawal waits for whoever is inside and whoever comes later finds it done.
    Writes "was opened" to the trail, with these facts; where the page `shows_cases` that are yet to be read,
    `note_cases` writes it.
    `NotNow` where the page of an act is asked for that can't be done any more.
    """
    noun = noun_of(of)
    _lock_case(noun, reference, to_write)
    record: _M | None = next(iter(_admitted(of, actor, act, reference, at)[0]), None)
    if record is None:
        may_see = within(of, actor, noun.see, at).filter(reference=reference).exists()
        refusal = Refusal(act, noun.kind, reference, "may see, may not do" if may_see else "not found")
        raise Forbidden(refusal, _why(noun, reference, at)) if may_see else NotFound(refusal)
    if not to_write:
        require_state(record, act, at)
        if not shows_cases:
            _note_opening(noun, record, act if act in READINGS else noun.see, actor, at, facts)
    return record


@Prepared
def _admitted(of: type[Model], actor: Actor, act: Act, reference: str, at: datetime) -> list[QuerySet[Any]]:
    return [within(of, actor, act, at).filter(reference=reference).select_related(*noun_of(of).joins)]


def _why(noun: Noun, reference: str, at: datetime) -> str:
    """Why what may be seen may not be done, where the pupil has left; else it is the role, and nothing is said."""
    if noun.case_of is NO_CASE:
        return ""
    case = "" if noun.model is Case else f"{noun.case_of}__"
    has_left = noun.model._default_manager.filter(**{f"{case}left_at__lte": at}, reference=reference).exists()
    return GONE if has_left else ""


def _lock_case(noun: Noun, reference: str, to_write: bool) -> None:
    if noun.case_of is NO_CASE:
        return
    column = getattr(noun.model._meta.get_field(str(noun.case_of)), "column", "")
    found = f"select {column} from {noun.model._meta.db_table} where reference = %s"  # noqa: S608  (words of ours)
    strength = "update" if to_write else "key share"
    with connection.cursor() as cursor:
        cursor.execute(f"select id from referrals_case where id = ({found}) for {strength}", [reference])  # noqa: S608


def _note_opening(noun: Noun, record: Any, see: Act, actor: Actor, at: datetime, facts: dict[str, Any] | None) -> None:
    """A page opened to do something is a reading until it is done: the line says *see*, whatever the form is for."""
    case = None if noun.case_of is NO_CASE else record if noun.model is Case else getattr(record, str(noun.case_of))
    trail.write(
        see,
        by=actor,
        at=at,
        on=(noun.kind, record.reference),
        case_ref=case.reference if case else "",
        outcome="opened",
        facts=facts,
    )


def note_cases(
    actor: Actor, act: Act, record: Any, case_refs: Collection[str], at: datetime, *also: trail.Shown
) -> None:
    """Write that the page of a record was opened, in the trail of each case of which it shows something.

    Where it shows something of none, once. `also`: what it shows beside, where that is anything.
    """
    on = (noun_of(type(record)).kind, record.reference)
    trail.write_openings(
        act, by=actor, at=at, on=on, case_refs=sorted(case_refs) or [""], also=[one for one in also if one[2]]
    )


def note_list(actor: Actor, act: Act, of: str, shown: Iterable[str], at: datetime) -> None:
    """Write one line for a list, a queue or a search that showed these children: the references of what was shown."""
    references = sorted(set(shown))
    if references:
        trail.write(act, by=actor, at=at, on=(of, ""), facts={"shown": references}, outcome="opened")


def may_now(actor: Actor, record: Model, state: str) -> frozenset[Act]:
    """What the actor may do with this record now: the acts that the law allows, of those that its state allows.

    One query at most, however many the acts.
    """
    noun = noun_of(type(record))
    possible = allows(noun.kind, state)
    if noun.may is not None:
        return noun.may(actor, record) & possible
    return acts_of(possible, _held(type(record), actor, record.pk, possible)[0])


@Prepared
def _held(model: type[Model], actor: Actor, pk: int, possible: frozenset[Act]) -> list[QuerySet[Any]]:
    return [held(model, actor, pk, possible)]


def held(model: type[Model], actor: Actor, pk: int, possible: frozenset[Act]) -> QuerySet[Any]:
    """Of each act whether the law allows it on this record, as one row that `acts_of` reads."""
    asked = {act.value: Exists(within(model, actor, act).filter(pk=pk)) for act in sorted(possible)}
    records = model._default_manager.filter(pk=pk)
    return records.annotate(**asked).values_list(*asked) if asked else records.none()


def acts_of(possible: frozenset[Act], rows: Iterable[Sequence[bool]]) -> frozenset[Act]:
    """The acts of which such a row says yes."""
    return frozenset(act for row in rows for act, is_held in zip(sorted(possible), row, strict=True) if is_held)


def may_on_case(actor: Actor, case: Case) -> frozenset[Act]:
    """The acts that the law allows the actor on this case, by every seat that stands to it: one query.

    A seat elsewhere lends its role to none here: who heads one school and leads inclusion at another is no head there.
    """
    ways = _ways_by_role(actor)
    has_left, *so = next(iter(_stood(actor, case.pk)[0]), [False] * (len(ways) + 1)) if ways else [False]
    held = [(way.standing, role) for (way, role, _), stands in zip(ways, so, strict=True) if stands]
    return frozenset(
        act
        for act in Act
        for standing, role in held
        if may(act, role, standing) and not (has_left and ends_with_roll(act, standing))
    )


def _ways_by_role(actor: Actor) -> list[tuple[Way, Role, Seats]]:
    """Each way in which the actor may see cases, by the role that opens it."""
    return [
        (way, role, [seat for seat in seats if seat.role is role])
        for way, seats in ways_for(actor, Act.SEE_CASE)
        for role in dict.fromkeys(seat.role for seat in seats)
    ]


@Prepared
def _stood(actor: Actor, case_id: int) -> list[QuerySet[Any]]:
    """Whether the pupil has left, and of each of those ways whether it leads to the case."""
    opens = [HAS_LEFT, *(Q(way.opens(actor, seats)) for way, _, seats in _ways_by_role(actor))]
    asked = {f"so_{n}": ExpressionWrapper(one, output_field=BooleanField()) for n, one in enumerate(opens)}
    return [Case.objects.filter(pk=case_id).annotate(**asked).values_list(*asked)]
