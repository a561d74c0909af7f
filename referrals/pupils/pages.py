"""What the pages on pupils show, and what a school's own system is told of one."""

from datetime import datetime
from typing import Any

from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.words import year_group
from referrals.pupils.models import Enrolment, ExternalId, Pupil
from referrals.pupils.states import Fact


def pupil_choices(actor: Actor, found: list[Pupil], at: datetime) -> list[dict[str, str]]:
    """The pupils as answers to choose: name, and beneath it year and form at the actor's own school: one query."""
    today = local_day(at)
    schools = {seat.agency_id for seat in actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL)}
    places = Enrolment.objects.on(today).filter(pupil__in=found, school_id__in=schools)
    forms = dict(places.order_by("id").values_list("pupil_id", "form"))
    return [
        {
            "reference": pupil.reference,
            "name": pupil.name,
            "about": ", ".join(filter(None, [year_group(pupil.born_on, today), forms.get(pupil.pk, "")])),
        }
        for pupil in found
    ]


def pupil_facts(pupil: Pupil) -> dict[str, Any]:
    """A pupil's facts, newest first."""
    rows = pupil.facts.select_related("recorded_by").order_by("-starts_on", "-id")
    return {"pupil": pupil, "facts": [{"fact": fact, "what": Fact(fact.kind).label} for fact in rows]}


STATUS_OF = {"main": "C", "dual": "S", "guest": "G"}


def pupil_for_system(link: ExternalId, at: datetime) -> dict[str, Any]:
    """The pupil while the school has a place for them; of one who has left only the place is the school's own."""
    place = Enrolment.objects.filter(pupil=link.pupil, school_id=link.school_id).order_by("-starts_on", "-id").first()
    own = {"external_id": link.value, "enrolment": _place(place) if place else None}
    has_left = place is None or (place.ends_on is not None and place.ends_on < local_day(at))
    return own if has_left else _pupil(link) | own


def _pupil(link: ExternalId) -> dict[str, Any]:
    pupil = link.pupil
    return {
        "upn": link.upn or None,
        "legal": {"given": pupil.given_name, "family": pupil.family_name},
        "known_as": {"given": pupil.known_as},
        "born": pupil.born_on.isoformat(),
    }


def _place(place: Enrolment) -> dict[str, Any]:
    return {
        "status": STATUS_OF[place.kind],
        "form": place.form,
        "from": place.starts_on.isoformat(),
        "to": place.ends_on and place.ends_on.isoformat(),
    }
