"""What a person was typing: kept on the server, theirs alone, no record until it is saved."""

import json
from datetime import datetime
from typing import Any

from django.http import QueryDict

from agencies.actors import Actor
from agencies.drafts.models import Draft

MOST_TYPED = 40_000
NOT_TYPED = ("csrfmiddlewaretoken", "about", "once", "find", "add")
"""What a form carries and nobody typed; with `once` a draft opened twice would pass its second sending off as done."""


def keep(actor: Actor, form: str, about: str, typed: QueryDict, at: datetime) -> bool:
    """Keep the fields as typed; False where they are too much to be a form of ours, or typed in no seat."""
    fields = {name: typed.getlist(name) for name in typed if name not in NOT_TYPED}
    if len(json.dumps(fields)) > MOST_TYPED or not actor.seats:
        return False
    Draft.objects.update_or_create(**_key(actor, form, about), defaults={"typed": fields, "saved_at": at})
    return True


def typed(actor: Actor, form: str, about: str = "") -> dict[str, str | list[str]] | None:
    """The draft's fields as a form's `initial` takes them, or None."""
    found = Draft.objects.filter(person_id=actor.who, form=form, subject_ref=about)
    draft = found.order_by("-saved_at").first()
    if draft is None:
        return None
    return {
        name: values if len(values) > 1 or name in ("seen", "sections") else values[0]
        for name, values in draft.typed.items()
        if values
    }


def add(actor: Actor, form: str, about: str, fields: dict[str, str], at: datetime) -> None:
    """Put what was found out elsewhere into the draft, beside what was typed."""
    draft, _ = Draft.objects.get_or_create(**_key(actor, form, about), defaults={"typed": {}, "saved_at": at})
    draft.typed = {**draft.typed, **{name: [value] for name, value in fields.items()}}
    draft.save(update_fields=["typed"])


def forget(actor: Actor, form: str, about: str = "") -> None:
    """The form was saved: its draft goes."""
    Draft.objects.filter(person_id=actor.who, form=form, subject_ref=about).delete()


def _key(actor: Actor, form: str, about: str) -> dict[str, Any]:
    """A draft belongs to the authority of the first seat: no record has one to give yet."""
    place = actor.seats[0].authority_id
    return {"person_id": actor.who, "form": form[:40], "subject_ref": about[:11], "authority_id": place}
