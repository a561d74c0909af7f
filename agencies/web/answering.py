"""The walk that every page with a form takes, and what is said where it was sent before, or somebody was first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import redirect

from agencies.acting.lives import ROWS, did
from agencies.acting.nouns import BY_MODEL, ITSELF, require_state
from agencies.acting.refusals import AlreadyDone
from agencies.policy import Act
from agencies.trail.access import done_on
from agencies.trail.models import TrailEntry
from agencies.web.asking import Request
from agencies.web.typed import MARKED_FOR, mark_in
from agencies.words import clock, short_day

AGAIN = "Already done: here it is."
NOT_SAVED = "Nothing of yours was saved; what you typed is still here."
LOOK_AGAIN = "Look at it, and send yours again if it still holds."
SECOND_CLICK = timedelta(minutes=1)


class InTrail(Protocol):
    """What says itself where the trail has it: kind, reference, and the facts of the lines that are about it."""

    @property
    def in_trail(self) -> tuple[str, str, Mapping[str, object]]:
        """As `done_on` takes them."""


On = Model | InTrail | None
"""What an act is done on: a noun's record, or what says itself where the trail has it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act gave; `again` where it was done before, `first` who did it, where that was somebody else."""

    record: Any
    again: bool = False
    first: str = ""


def sent(request: Request) -> QueryDict | None:
    """What was sent, also when nothing was filled in; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def attempt(
    request: Request,
    form: forms.Form,
    do: Callable[[], Any],
    refusals: tuple[type[Exception], ...],
    *,
    on: On = None,
    makes: type[Model] | None = None,
) -> Outcome | None:
    """Do the act with a valid form; None where the form has something to correct, with the sentence on it.

    The same words by the same person, sent again, land on what was done. Whoever sends other words, or comes second,
    is told who did what `on` the record and when, and keeps theirs. What a form `makes` is made once also by two tabs.
    """
    if request.method != "POST":
        return None
    if (made := _just_made(request, makes)) is not None:
        return Outcome(made, again=True)
    before = _own(request, on)
    if before is not None and _is_sent_again(request, on, before):
        return Outcome(None, again=True)
    if (line := _done_meanwhile(request, on)) is not None and (before is None or _is_anothers(request, line, before)):
        form.is_valid()
        return _tell(form, f"{_who_did(request, line)} {LOOK_AGAIN}", Outcome(None, again=True))
    try:
        with transaction.atomic():
            if not form.is_valid():
                _require_state(request, on)
            done = Outcome(do()) if form.is_valid() else None
    except AlreadyDone as there:
        return _made_before(request, form, there, on)
    except refusals as error:
        done = None if before is not None else _second(request, form, error, on)
    return Outcome(None, again=True) if done is None and before is not None else done


def _require_state(request: Request, on: On) -> None:
    """`NotNow` where the act can't be done however the form is completed: nobody fills it in for nothing."""
    if isinstance(on, Model) and type(on) in BY_MODEL:
        require_state(on, Act(_act(request)), request.at)


def land(request: Request, outcome: Outcome, url: str, words: str) -> HttpResponseRedirect:
    """Go on to the page that shows what was done, saying so; a second click lands there too."""
    request.is_done = True
    if outcome.first:
        messages.warning(request, outcome.first)
    else:
        messages.success(request, AGAIN if outcome.again else words)
    return redirect(url)


def _act(request: Request) -> str:
    return str(request.resolver_match.url_name)  # type: ignore[union-attr]


def _lines(on: On) -> QuerySet[TrailEntry]:
    """What was done on the record, the newest first."""
    noun = BY_MODEL.get(type(on)) if isinstance(on, Model) else None
    if noun is not None:
        return done_on(noun.kind, str(getattr(on, "reference", "")))
    kind, reference, facts = getattr(on, "in_trail", ("", "", {}))
    return done_on(kind, reference, **facts)


def _is_in_trail(record: object) -> bool:
    return type(record) in BY_MODEL or hasattr(record, "in_trail")


def _just_made(request: Request, makes: type[Model] | None) -> Model | None:
    """What this person made a moment ago, here and with these very words: from another page, which is another tab."""
    if makes is None:
        return None
    recent = TrailEntry.objects.filter(person_id=request.actor.person_id, at__gt=request.at - SECOND_CLICK)
    mine = recent.filter(outcome="done", act=_act(request), facts__sent__0=request.actor.sent_as[0])
    line = mine.order_by("-at").first()
    return makes._default_manager.filter(reference=line.subject_ref).first() if line is not None else None


def _own(request: Request, on: On) -> TrailEntry | None:
    """Where this person did this act on the record before, with these very words."""
    mine = _lines(on).filter(person_id=request.actor.person_id, act=_act(request))
    return mine.filter(facts__sent__0=request.actor.sent_as[0]).first()


def _is_sent_again(request: Request, on: On, before: TrailEntry) -> bool:
    """Whether it is that sending once more: from the same page, or, where a page has no mark, a moment later.

    An act that may be done again after another one is sent again only while nothing else came between.
    """
    act = _act(request)
    page, leads = request.actor.sent_as[1], any(one.new for one in ROWS[Act(act)].moves)
    if page and before.facts["sent"][1] != page:
        return False
    if page and not leads:
        last = _last(request, on)
        return last is None or not _is_anothers(request, last, before)
    lines = _lines(on) if leads else _lines(on).filter(act=act)
    is_last = lines.values_list("pk", flat=True).first() == before.pk
    return is_last and (bool(page) or request.at - before.at <= SECOND_CLICK)


def _is_anothers(request: Request, line: TrailEntry, before: TrailEntry) -> bool:
    """Whether somebody else did the act after that own sending: what was sent then does not stand any more."""
    return line.at > before.at and line.person_id != request.actor.person_id


def _made_before(request: Request, form: forms.Form, there: AlreadyDone, on: On) -> Outcome | None:
    """What was sent would do what is done: by this person with these words, or by somebody, who is named."""
    lines = _lines(there.record if _is_in_trail(there.record) else on)
    line = lines.filter(act=_act(request)).first() or lines.first()
    is_mine = line is None or line.person_id == request.actor.person_id
    if line is None or (is_mine and line.facts.get("sent", [""])[0] in ("", request.actor.sent_as[0])):
        return Outcome(there.record, again=True)
    return _tell(form, _who_did(request, line), Outcome(there.record, again=True))


def who_was_first(request: Request, error: Exception, on: On = None) -> str:
    """Why the act cannot be done; before it what was done since this page was opened, on the record in its way."""
    return _with_reason(request, _line_before(request, error, on), error)


def _with_reason(request: Request, line: TrailEntry | None, error: Exception) -> str:
    return f"{_who_did(request, line)} {error}" if line is not None else str(error)


def _second(request: Request, form: forms.Form, error: Exception, on: On) -> Outcome | None:
    line = _line_before(request, error, on)
    if line is not None and line.act == _act(request) and not form.visible_fields():
        return Outcome(None, again=True, first=_who_did(request, line))
    form.add_error(None, _with_reason(request, line, error))
    return None


def _line_before(request: Request, error: Exception, on: On) -> TrailEntry | None:
    mark, oldest = mark_in(request, request.at), request.at.timestamp() - MARKED_FOR.total_seconds()
    on = getattr(error, "record", None) or on
    line = _last(request, on) or _last(request, on, of_act=False)
    return line if line is not None and line.at.timestamp() >= (mark.since if mark else oldest) else None


def _last(request: Request, on: On, *, of_act: bool = True) -> TrailEntry | None:
    """What was done on the record last: this act, or any. Of a child by the reader's own agencies alone."""
    lines, noun = _lines(on), BY_MODEL.get(type(on)) if isinstance(on, Model) else None
    if noun is not None and (noun.pupil == ITSELF or noun.is_apart):
        lines = lines.filter(by_agency__in=[seat.agency_name for seat in request.actor.seats])
        of_act = True  # what a colleague recorded of a child is for who may read it
    return (lines.filter(act=_act(request)) if of_act else lines).first()


def _done_meanwhile(request: Request, on: On) -> TrailEntry | None:
    """The same act on the record since this page was opened: who sends it is told first, and may then send it again."""
    mark, line = mark_in(request, request.at), _last(request, on)
    return line if mark is not None and line is not None and line.at.timestamp() > mark.since else None


def _tell(form: forms.Form, first: str, outcome: Outcome) -> Outcome | None:
    """Who was first: with the form, where something was typed in it."""
    if form.visible_fields():
        form.add_error(None, f"{first} {NOT_SAVED}")
        return None
    return Outcome(outcome.record, again=True, first=first)


def _who_did(request: Request, line: TrailEntry) -> str:
    """One line of the trail as a sentence."""
    name = f"{line.by_name} ({line.by_agency})" if line.by_agency else line.by_name
    who = "You" if line.person_id == request.actor.person_id else name
    return f"{who} {did(line.act)} on {short_day(line.at)} at {clock(line.at)}."
