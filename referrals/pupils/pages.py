"""What the pages on pupils show, and what a school's own system is told of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypedDict

from django.db.models import QuerySet

from agencies.actors import Actor
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.fields import Form
from agencies.web.lists import Stretch, walk
from agencies.web.pages import Page, Said, said
from agencies.words import year_group
from referrals.pupils.facts import came_on
from referrals.pupils.models import Enrolment, ExternalId, FieldChange, Pupil, PupilFact
from referrals.pupils.states import Fact
from referrals.pupils.words import field_words, value_words

CHANGES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PupilChoice:
    """A pupil as an answer to choose: the name, and beneath it what tells two of one name apart."""

    reference: str
    name: str
    about: str


@dataclass(frozen=True, kw_only=True)
class PupilsFoundPage(Page):
    """A part of a form: the pupils whose names hold what was typed."""

    template: ClassVar[str] = "referrals/pupil_found.html"
    found: list[PupilChoice]
    typed: str
    chosen: str
    first_id: str = ""


@dataclass(frozen=True, kw_only=True)
class AddPupilPage(Page):
    """A pupil who is not on the list."""

    template: ClassVar[str] = "referrals/pupil_form.html"
    may_take_roll: bool


def add_pupil_page(actor: Actor, form: Form) -> AddPupilPage:
    """The form; for who leads there, with the way to a whole file."""
    return AddPupilPage(form=form, may_take_roll=bool(actor.seats_for(Act.TAKE_ROLL, Standing.ON_ROLL)))


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact, and what it is in words; `is_own`: recorded since the pupil came, so that one may read its words."""

    fact: PupilFact
    what: str
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class PupilFactsPage(Page):
    """A pupil's facts, newest first, and the form that records one."""

    template: ClassVar[str] = "referrals/pupil_facts.html"
    pupil: Pupil
    facts: list[FactRow]


def pupil_choices(actor: Actor, found: list[Pupil], at: datetime) -> list[PupilChoice]:
    """The pupils as answers to choose: name, and beneath it year and form at the actor's own school: one query."""
    today = local_day(at)
    schools = {seat.agency_id for seat in actor.seats_for(Act.SEE_PUPIL, Standing.ON_ROLL)}
    places = Enrolment.objects.on(today).filter(pupil__in=found, school_id__in=schools)
    forms = dict(places.order_by("id").values_list("pupil_id", "form"))
    return [
        PupilChoice(
            reference=pupil.reference,
            name=pupil.name,
            about=", ".join(filter(None, [year_group(pupil.born_on, today), forms.get(pupil.pk, "")])),
        )
        for pupil in found
    ]


def facts_page(actor: Actor, pupil: Pupil, form: Form) -> PupilFactsPage:
    """A pupil's facts, newest first; of what a school before recorded that it holds, and not its words."""
    since = came_on(pupil, [seat.agency_id for seat in actor.seats])
    found = pupil.facts.select_related("recorded_by").order_by("-starts_on", "-id")
    rows = [
        FactRow(fact, Fact(fact.kind).label, since is None or local_day(fact.recorded_at) >= since) for fact in found
    ]
    return PupilFactsPage(form=form, pupil=pupil, facts=rows)


@dataclass(frozen=True, kw_only=True)
class PupilActPage(Page):
    """One act about a child, in the words of its row; `pupil` is the child from whose page one came."""

    template: ClassVar[str] = "referrals/pupil_act.html"
    said: Said
    pupil: Pupil


def former_names_page(pupil: Pupil, form: Form) -> PupilActPage:
    """The names that a pupil had before, to be changed."""
    return PupilActPage(said=said(Act.KEEP_FORMER_NAMES, pupil=pupil.name), pupil=pupil, form=form)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words; `may_put_back`: it is the last of its field, and not of a system's own number."""

    change: FieldChange
    what: str
    old: str
    new: str
    may_put_back: bool


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    """What was changed of a pupil, newest first."""

    template: ClassVar[str] = "referrals/pupil_changes.html"
    pupil: Pupil
    changes: list[ChangeRow]
    walked: Stretch


def changes_page(pupil: Pupil, found: QuerySet[FieldChange], after: str, form: Form | None = None) -> ChangesPage:
    """A page of the changes in words, each with a button where nothing came after it."""
    kinds, walked = dict(pupil.facts.values_list("pk", "kind")), walk(found, ["-at", "-id"], after, CHANGES_A_PAGE)
    rows = [
        ChangeRow(
            change=one,
            what=field_words(one.kind, one.field, kinds.get(one.key, "") if one.kind == "pupilfact" else ""),
            old=value_words(one.field, one.old),
            new=value_words(one.field, one.new),
            may_put_back=not one.came_after and one.kind != "externalid",
        )
        for one in walked.rows
    ]
    return ChangesPage(pupil=pupil, changes=rows, walked=walked, form=form)


STATUS_OF = {"main": "C", "dual": "S", "guest": "G"}
Place = TypedDict("Place", {"status": str, "form": str, "from": str, "to": str | None})


class LegalName(TypedDict):
    """The names on paper."""

    given: str
    family: str


class KnownAs(TypedDict):
    """The name that the child is called by."""

    given: str


class PupilBody(TypedDict, total=False):
    """The JSON of a pupil: of one who has left, the id and the place alone."""

    upn: str | None
    legal: LegalName
    known_as: KnownAs
    born: str
    external_id: str
    enrolment: Place | None


def pupil_for_system(link: ExternalId, at: datetime) -> PupilBody:
    """The pupil while the school has a place for them; of one who has left only the place is the school's own."""
    place = Enrolment.objects.filter(pupil=link.pupil, school_id=link.school_id).order_by("-starts_on", "-id").first()
    own = PupilBody(external_id=link.value, enrolment=_place(place) if place else None)
    has_left = place is None or (place.ends_on is not None and place.ends_on < local_day(at))
    return own if has_left else {**_pupil(link), **own}


def _pupil(link: ExternalId) -> PupilBody:
    pupil = link.pupil
    return {
        "upn": link.upn or None,
        "legal": {"given": pupil.given_name, "family": pupil.family_name},
        "known_as": {"given": pupil.known_as},
        "born": pupil.born_on.isoformat(),
    }


def _place(place: Enrolment) -> Place:
    return {
        "status": STATUS_OF[place.kind],
        "form": place.form,
        "from": place.starts_on.isoformat(),
        "to": place.ends_on.isoformat() if place.ends_on else None,
    }
