"""A school's roll from a file: chosen, looked at, taken over."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.actors import SeatFacts
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land
from agencies.web.asking import Request, seat_for
from agencies.web.pages import show
from agencies.web.tables import table_file
from referrals.rolls import actions, forms, imports, pages
from referrals.rolls.facts import Roll, compare

REASONS, TEXT = "reasons", "text"
"""The button that gives the lines that are left out, as a file; the field in which a page carries its file."""


def take_roll(request: Request) -> HttpResponse:
    """Choose a file; look at what it would change, answering what it asks; take it over."""
    seat_for(request.actor, Act.TAKE_ROLL, Standing.ON_ROLL)
    seats = {seat.agency_name: seat for seat in request.actor.seats_for(Act.TAKE_ROLL, Standing.ON_ROLL)}
    today = local_day(request.at)
    is_file = request.method == "POST" and TEXT not in request.POST
    files = (request.POST, request.FILES) if is_file else ()
    chosen = forms.ChooseFile(*files, seats=seats, today=today)
    if TEXT in request.POST and (seat := seats.get(request.POST.get("school", ""))) is not None:
        file = forms.carried(request.POST[TEXT], today)
    else:
        file, seat = (chosen.cleaned_data["file"], chosen.seat) if chosen.is_valid() else (None, None)
    if file is None or seat is None:
        return show(request, pages.ChooseRollPage(form=chosen))
    return _taken(request, file, seat, compare(file.lines, seat.agency_id, today))


def _taken(request: Request, file: imports.Read, seat: SeatFacts, roll: Roll) -> HttpResponse:
    """The page that shows what would change, the lines that are left out, or what was done."""
    is_carried = TEXT in request.POST
    carried = forms.as_sent(file, seat)
    form = forms.TakeRoll(request.POST if is_carried else None, initial=carried, roll=roll, today=local_day(request.at))
    if is_carried and REASONS in request.POST:
        rows = imports.with_reasons([(row.line, pages.reason(row)) for row in forms.left_out(roll, request.POST)])
        return table_file(rows, "left-out")
    done = attempt(request, form, lambda: _take(request, file, seat, form), (NotNow,)) if is_carried else None
    if done is None:
        return show(request, pages.take_roll_page(form, seat.agency_name, file, roll))
    return land(request, done, reverse("take_roll"), pages.taken_words(done.record) if done.record else "")


def _take(request: Request, file: imports.Read, seat: SeatFacts, form: forms.TakeRoll) -> actions.Taken:
    return actions.take_roll(file.lines, form.said(), seat=seat, by=request.actor, at=request.at)
