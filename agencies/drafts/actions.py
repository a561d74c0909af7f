"""Keep what is typed at every pause, keep what was sent by who is signed out, and forget both once it is done."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from agencies.accounts import factors
from agencies.acting.nouns import BY_KIND, ITSELF
from agencies.actors import Actor
from agencies.characters import fault
from agencies.drafts.facts import DRAFTS_FOR, KEPT_FOR, MOST_KEPT, subject_of
from agencies.drafts.models import Draft, KeptSending
from agencies.people.models import Person
from agencies.references import new_reference
from agencies.web.typed import MOST_TYPED, Mark, Typed, length_of

TOO_LONG = "This page holds {length:,} characters, and a draft can hold {most:,}."
SENT = "This form was sent already, so what is typed into it now is not kept as a draft."
NO_SEAT = "You have no seat at the moment, so no draft is kept."
CLOSED = "What this form is about is closed to you now, so no draft is kept."
UNREADABLE = "There is a character in it that can’t be kept."


class NotKept(Exception):
    """What was typed is not kept, and why."""


def keep_draft(actor: Actor, mark: Mark, typed: Typed, at: datetime) -> Mark:
    """Keep the fields as typed in the draft of their page; the mark that the page carries from now on.

    Where another page went on with the same draft since this one read it, this page's words become a draft of its own.
    """
    _refuse(actor, typed)
    draft = Draft.objects.select_for_update().filter(person_id=actor.who, reference=mark.draft).first()
    if draft is None:
        return _begin(actor, mark, typed, at)
    if draft.sent_at:
        raise NotKept(SENT)
    if draft.page != mark.page and draft.version != mark.version:
        return _begin(actor, replace(mark, draft=new_reference()), typed, at)
    draft.typed, draft.page, draft.version, draft.saved_at = typed, mark.page, draft.version + 1, at
    _choose(actor, draft, at)
    draft.save()
    return replace(mark, version=draft.version, since=at.timestamp())


def _refuse(actor: Actor, typed: Typed) -> None:
    length = length_of(typed)
    if length > MOST_TYPED:
        raise NotKept(TOO_LONG.format(length=length, most=MOST_TYPED))
    if any(fault(text) for name, values in typed.items() for text in (name, *values)):
        raise NotKept(UNREADABLE)
    if not actor.seats:
        raise NotKept(NO_SEAT)


def _begin(actor: Actor, mark: Mark, typed: Typed, at: datetime) -> Mark:
    """The first keeping of a page; of two at once the second goes on with what the first began."""
    draft = Draft(
        reference=mark.draft,
        person_id=actor.who,
        authority_id=actor.seats[0].authority_id,
        form=mark.form[:40],
        path=mark.path,
        words=list(mark.words),
        typed=typed,
        page=mark.page,
        saved_at=at,
    )
    _choose(actor, draft, at)
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        return keep_draft(actor, mark, typed, at)
    return replace(mark, version=draft.version, since=at.timestamp())


def _choose(actor: Actor, draft: Draft, at: datetime) -> None:
    """Whose draft it is beside its writer's: the child of its subject, or the one who was chosen in the form."""
    kind, reference = subject_of(draft.path)
    if not kind and (chosen := draft.typed.get("pupil")):
        draft.subject_kind, draft.subject_ref = "pupil", chosen[-1][:11]
        draft.pupil_id = _child(actor, "pupil", draft.subject_ref, at)
    elif kind and draft.pupil_id is None:
        draft.subject_kind, draft.subject_ref = kind, reference
        draft.pupil_id = _child(actor, kind, reference, at)
        if draft.pupil_id is None:
            raise NotKept(CLOSED)


def _child(actor: Actor, kind: str, reference: str, at: datetime) -> int | None:
    noun = BY_KIND[kind]
    found = noun.within(actor, noun.see, at).filter(reference=reference)
    child: int | None = found.values_list("pk" if noun.pupil == ITSELF else f"{noun.pupil}_id", flat=True).first()
    return child


def add_to_draft(actor: Actor, reference: str, typed: Typed, at: datetime) -> None:
    """Put what was found out elsewhere into a draft, beside what was typed."""
    draft = Draft.objects.filter(person_id=actor.who, reference=reference, sent_at=None).first()
    if draft is not None:
        draft.typed, draft.version, draft.saved_at = {**draft.typed, **typed}, draft.version + 1, at
        _choose(actor, draft, at)
        draft.save()


def drop_draft(actor: Actor, reference: str) -> None:
    """Throw a draft away."""
    Draft.objects.filter(person_id=actor.who, reference=reference).delete()


def finish(actor: Actor, mark: Mark, at: datetime) -> None:
    """The form was sent: nothing typed is left, and what was still on its way to be kept comes too late."""
    emptied: dict[str, Any] = {"typed": {}, "words": [], "pupil_id": None, "sent_at": at, "saved_at": at}
    KeptSending.objects.filter(person_id=actor.who, reference=mark.draft).delete()
    if actor.seats:  # the row first: it waits for a keeping that is under way, and one that comes later meets it
        place = {"person_id": actor.who, "authority_id": actor.seats[0].authority_id}
        where = {"form": mark.form[:40], "path": mark.path, "page": mark.page}
        Draft.objects.bulk_create([Draft(reference=mark.draft, **place, **where, **emptied)], ignore_conflicts=True)
        Draft.objects.filter(person_id=actor.who, reference=mark.draft).update(**emptied)


def keep_sending(mark: Mark, typed: Typed, at: datetime) -> bool:
    """Keep, encrypted, what was sent by who is signed out; False where it is too much, and nothing is kept."""
    if length_of(typed) > MOST_TYPED:
        return False
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(reference=mark.person, is_active=True).first()
        if person is None:
            return False
        others = KeptSending.objects.filter(person=person, kept_at__gt=at - KEPT_FOR).exclude(reference=mark.draft)
        if others.count() >= MOST_KEPT:
            return False
        held = json.dumps({"typed": typed, "words": mark.words, "once": mark.once})
        kept = {"person": person, "path": mark.path, "text": factors.encrypt(held), "kept_at": at}
        KeptSending.objects.update_or_create(reference=mark.draft, defaults=kept)
    return True


def forget_old(at: datetime) -> None:
    """Delete drafts after thirty days and what was kept for who is signed out after half an hour."""
    Draft.objects.filter(saved_at__lte=at - DRAFTS_FOR).delete()
    KeptSending.objects.filter(kept_at__lte=at - KEPT_FOR).delete()
