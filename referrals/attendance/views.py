"""One child's attendance; and a file of a school's registers: chosen, looked at, taken over."""

from django.http import HttpResponse
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.policy import Act, Standing
from agencies.schoolday import local_day
from agencies.web.answering import attempt, land
from agencies.web.asking import Request, seat_for
from agencies.web.pages import show
from referrals import door
from referrals.attendance import access, actions, forms, imports, pages, taking
from referrals.attendance.comparing import compare
from referrals.rolls.access import School, schools_of

TEXT = "text"
"""The field in which a page carries its file."""


def see_attendance(request: Request, reference: str) -> HttpResponse:
    """The marks of a child by week, and what they come to; `year` in the address: of which school year."""
    pupil = access.admit_child(request.actor, reference, request.at)
    page = pages.attendance_page(request.actor, pupil, request.at, request.GET.get("year", ""))
    door.note_cases(request.actor, Act.SEE_ATTENDANCE, pupil, page.case_refs, request.at)
    return show(request, page)


def take_attendance(request: Request) -> HttpResponse:
    """Choose a file; look at what it would change; take it over."""
    seat_for(request.actor, Act.TAKE_ATTENDANCE, Standing.ON_ROLL)
    schools, today = schools_of(request.actor, Act.TAKE_ATTENDANCE), local_day(request.at)
    is_carried = TEXT in request.POST
    sent = (request.POST, request.FILES) if request.method == "POST" and not is_carried else ()
    chosen = forms.ChooseRegisters(*sent, schools={one.reference: one.name for one in schools.values()}, today=today)
    file, school = None, None
    if is_carried:
        file, school = forms.carried(request.POST[TEXT]), schools.get(request.POST.get("school", ""))
    elif chosen.is_valid():
        file, school = chosen.cleaned_data["file"], schools[chosen.chosen]
    if file is None or school is None:
        return show(request, taking.ChooseRegistersPage(form=chosen))
    return _looked_at(request, file, school)


def _looked_at(request: Request, file: imports.Read, school: School) -> HttpResponse:
    """The page that shows what would change, or what was done."""
    registers = compare(file.rows, school.seat.agency_id, local_day(request.at))
    sent = request.POST if TEXT in request.POST else None
    initial = {"text": file.text, "school": school.reference}
    form = forms.TakeRegisters(sent, initial=initial, registers=registers)
    done = attempt(request, form, lambda: _take(request, file, school), (NotNow,)) if sent is not None else None
    if done is None:
        page = taking.take_registers_page(request.actor, form, school, file, request.at)
        door.note_list(request.actor, Act.SEE_ATTENDANCE, "pupil", page.shown, request.at)
        return show(request, page)
    return land(request, done, reverse("take_attendance"), taking.taken_words(done.record) if done.record else "")


def _take(request: Request, file: imports.Read, school: School) -> actions.Taken:
    return actions.take_attendance(file.rows, seat=school.seat, by=request.actor, at=request.at)
