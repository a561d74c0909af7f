"""A record looked through, and taken away as a PDF or as text."""

from django.http import HttpResponse

from agencies.acting.doing import acting_seat
from agencies.policy import Act
from agencies.schoolday import local_day
from agencies.web.answering import sent
from agencies.web.asking import Request
from agencies.web.pages import show
from interventions.taken_records import actions, making, pages, words
from interventions.taken_records.forms import TakeRecord, days_of
from interventions.taken_records.writing import Taking
from referrals import door
from referrals.cases.models import Case
from referrals.documents.models import Document, DocumentVersion

WAYS = {"pdf": (making.as_pdf, "application/pdf", "pdf"), "text": (making.as_text, "text/plain; charset=utf-8", "txt")}


def take_record(request: Request, reference: str) -> HttpResponse:
    """Look through what of a case is to leave; then take it away."""
    case = door.admit(request.actor, Act.TAKE_RECORD, reference, of=Case, at=request.at)
    there = pages.there(request.actor, case, request.at, days_of(request.POST))
    form = TakeRecord(sent(request), story=there.story, papers=there.papers, stands=there.stands)
    if form.is_valid() and not form.looks:
        try:
            return _taken(request, case, there, form)
        except making.NotMade as why_not:
            form.add_error(None, str(why_not))
    return show(request, pages.take_page(case, there, form))


def _taken(request: Request, case: Case, there: pages.There, form: TakeRecord) -> HttpResponse:
    """The file; its line in the trail, and one for each paper in it."""
    if there.is_too_much:
        raise making.NotMade(words.TOO_MUCH.format(most=pages.MOST_ENTRIES))
    papers, left_out = form.chosen_papers(there.papers), form.left_out()
    seat = acting_seat(request.actor, Act.TAKE_RECORD, case)
    taking = Taking(**form.taken(), by=request.actor.name, seat=seat, at=request.at)
    make, kind, ending = WAYS["text" if request.POST.get("as") == "text" else "pdf"]
    file = make(taking, there, list(left_out), papers)
    for one in papers:
        _note(request, one)
    actions.take_record(case, taking, file, way=ending, entries=len(there.story), left_out=left_out, by=request.actor)
    named = f'attachment; filename="record-{case.reference}-{local_day(request.at)}.{ending}"'
    return HttpResponse(file, content_type=kind, headers={"Content-Disposition": named, "Cache-Control": "no-store"})


def _note(request: Request, paper: DocumentVersion) -> None:
    """Whoever takes a paper has opened it."""
    facts = {"version": paper.number}
    door.admit(request.actor, Act.SEE_VERSION, paper.document.reference, of=Document, at=request.at, facts=facts)
