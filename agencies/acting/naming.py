"""Whose child a record is about, for a reader: the one place that gives a child to a line, a letter or a title."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.db.models import Model, QuerySet

from agencies.acting.nouns import BY_KIND, BY_MODEL, ITSELF, Noun
from agencies.acting.prepared import Prepared
from agencies.actors import Actor

About = tuple[str, str]
"""Kind and reference of a record."""


def children(actor: Actor, about: Iterable[About]) -> dict[About, Any]:
    """The child of each of these records, where the reader may know whom it is about: one query a kind."""
    by_kind: dict[str, set[str]] = {}
    for kind, reference in about:
        by_kind.setdefault(kind, set()).add(reference)
    return {
        (kind, record.reference): _of(noun, record)
        for kind, references in by_kind.items()
        if (noun := BY_KIND.get(kind)) is not None and noun.pupil
        for record in _named(noun.model, actor, tuple(sorted(references)))[0]
    }


@Prepared
def _named(model: type[Model], actor: Actor, references: tuple[str, ...]) -> list[QuerySet[Any]]:
    noun = BY_MODEL[model]
    return [_known(noun, actor).filter(reference__among=references).select_related(*_joins(noun))]


def child(actor: Actor, record: Model) -> Any:
    """The child whom a record that the door gave is about; None where it is about none, or the reader may not know."""
    noun = BY_MODEL.get(type(record))
    if noun is None or not noun.pupil:
        return None
    if noun.names is not None and not noun.names(actor).filter(pk=record.pk).exists():
        return None
    return _of(noun, record)


def is_of_a_child(record: Model) -> bool:
    """Whether the record is about a child."""
    noun = BY_MODEL.get(type(record))
    return noun is not None and bool(noun.pupil)


def mark(actor: Actor, record: Model) -> str:
    """What a title says of a record: its reference, and the child's initials where the reader may know the name."""
    of = child(actor, record)
    return ", ".join(filter(None, [getattr(record, "reference", ""), of.initials if of is not None else ""]))


def _known(noun: Noun, actor: Actor) -> QuerySet[Any]:
    return noun.names(actor) if noun.names is not None else noun.within(actor, noun.see, None)


def _joins(noun: Noun) -> list[str]:
    return [] if noun.pupil == ITSELF else [noun.pupil]


def _of(noun: Noun, record: Any) -> Any:
    return record if noun.pupil == ITSELF else attrgetter(noun.pupil.replace("__", "."))(record)
