"""A school's roll from a file: chosen, looked at, taken over."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land
from agencies.web.asking import Request, seat_for
from agencies.web.pages import show
from agencies.web.tables import table_file
from referrals.rolls import actions, forms, imports, pages
from referrals.rolls.access import School, schools_of
from referrals.rolls.facts import Roll, compare

REASONS, TEXT = "reasons", "text"
"""The button that gives the lines that are left out, as a file; the field in which a page carries its file."""


def take_roll(request: Request) -> HttpResponse:
    """Choose a file; look at what it would change, answering what it asks; take it over."""
    seat_for(request.actor, Act.TAKE_ROLL, Standing.ON_ROLL)
    schools, today = schools_of(request.actor), local_day(request.at)
    is_carried = TEXT in request.POST
    sent = (request.POST, request.FILES) if request.method == "POST" and not is_carried else ()
    chosen = forms.ChooseFile(*sent, schools={one.reference: one.name for one in schools.values()}, today=today)
    file, school = None, None
    if is_carried:
        file, school = forms.carried(request.POST[TEXT], today), schools.get(request.POST.get("school", ""))
    elif chosen.is_valid():
        file, school = chosen.cleaned_data["file"], schools[chosen.chosen]
    if file is None or school is None:
        return show(request, pages.ChooseRollPage(form=chosen))
    return _looked_at(request, file, school, compare(file.lines, school.seat.agency_id, today))


def _looked_at(request: Request, file: imports.Read, school: School, roll: Roll) -> HttpResponse:
    """The page that shows what would change, the lines that are left out, or what was done."""
    sent = request.POST if TEXT in request.POST else None
    initial = forms.as_sent(file, school.reference)
    form = forms.TakeRoll(sent, initial=initial, roll=roll, today=local_day(request.at))
    if sent is not None and REASONS in sent:
        left_out = forms.left_out(roll, sent)
        return table_file(imports.with_reasons([(row.line, pages.reason(row)) for row in left_out]), "left-out")
    done = attempt(request, form, lambda: _take(request, file, school, form), (NotNow,)) if sent is not None else None
    if done is None:
        return show(request, pages.take_roll_page(form, school.name, file, roll))
    return land(request, done, reverse("take_roll"), pages.taken_words(done.record, file) if done.record else "")


def _take(request: Request, file: imports.Read, school: School, form: forms.TakeRoll) -> actions.Taken:
    return actions.take_roll(file.lines, form.said(), seat=school.seat, by=request.actor, at=request.at)
