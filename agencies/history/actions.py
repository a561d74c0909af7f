"""The one hand that changes what is kept: the record, a row a field, and what the trail's line says of them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from agencies.actors import Actor
from agencies.history.facts import as_text, proof, tables
from agencies.history.models import Change
from agencies.policy import ROLES, Act


@dataclass(frozen=True, slots=True)
class Keeping:
    """The changes of one act: each is kept as it is made, and `facts` go into the act's line of the trail."""

    act: Act
    by: Actor
    at: datetime
    told: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        """By the change's reference: which field of what, and the proof of the row. Never a value."""
        return {"changed": self.told} if self.told else {}

    def change(self, record: Any, *owners: Any, **wanted: Any) -> list[str]:
        """Give the record these values, in a new version where it has one; the names of the fields that differed.

        An owner is whose record it is and with whom its history goes: the pupil, or each of the agencies.
        """
        model = type(record)
        there = model.objects.select_for_update(of=("self",), no_key=True).get(pk=record.pk)
        new = {name: value for name, value in wanted.items() if getattr(there, name) != value}
        if new:
            version = {"version": F("version") + 1} if hasattr(record, "version") else {}
            model.objects.filter(pk=record.pk).update(**new, **version)
            for owner in owners:
                self._keep(record, owner, {name: (getattr(there, name), value) for name, value in new.items()})
        for name, value in wanted.items():
            setattr(record, name, value)
        return list(new)

    def _keep(self, record: Any, owner: Any, values: dict[str, tuple[Any, Any]]) -> None:
        table = _table_of(owner)
        seat = next((seat for seat in self.by.seats if seat.role in ROLES[self.act]), None)
        shared = {
            table.OWNER: owner,
            "act": self.act.value,
            "kind": record._meta.model_name,
            "key": record.pk,
            "at": self.at,
            "person_id": self.by.person_id,
            "by_name": self.by.name,
            "by_agency": seat.agency_name if seat else "",
        }
        rows = [table(field=name, old=as_text(a), new=as_text(b), **shared) for name, (a, b) in values.items()]
        for row in table.objects.bulk_create(rows):
            said = {"record": row.kind, "of": owner.reference, "field": row.field, "hash": proof(row)}
            self.told[row.reference] = said


def hand_over(records: QuerySet[Any], **to: Any) -> None:
    """Give whole records to another owner: whose they are is no field of theirs, and the act's line says who it was."""
    records.update(**to)


def _table_of(owner: Any) -> type[Change]:
    return next(one for one in tables() if one._meta.get_field(one.OWNER).related_model is type(owner))
