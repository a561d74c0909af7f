"""Documents: those of a case, one with its versions, its bytes, and each act with its form."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Model
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from agencies.acting.doing import acting_seat
from agencies.acting.refusals import NotNow
from agencies.actors import Refusal
from agencies.policy import Act, Kind
from agencies.web.answering import Outcome, attempt, land, sent
from agencies.web.asking import NotFound, Request
from agencies.web.fields import Why
from agencies.web.lists import sealed, unsealed
from agencies.web.pages import show
from referrals import door
from referrals.cases.models import Case
from referrals.cases.views import REFUSED, admit_case
from referrals.concerns.models import Concern
from referrals.documents import access, actions, facts, forms, keeping, pages
from referrals.documents.models import Document, DocumentVersion
from referrals.documents.states import Kind as FileKind
from referrals.documents.states import Version
from referrals.documents.words import MEDIA_TYPES
from referrals.entries.actions import OWN_SECTION
from referrals.referrals.models import Referral

SOUGHT, MOST = "sought in documents", 120
NOT_THERE = "The file can’t be read just now. Try again later, and tell whoever runs the service if that goes on."
ADDED = "It is added. Nobody can open it before the virus scanner has found it clean."


def see_documents(request: Request, reference: str) -> HttpResponse:
    """The documents of a case, or those in which some words are found; the words stand in the address, shut."""
    looks = request.method == "POST"
    case = door.admit(request.actor, Act.SEE_CASE, reference, of=Case, at=request.at, shows_cases=looks)
    if looks:
        words = sealed(request.POST.get("q", "")[:MOST], SOUGHT)
        return redirect(f"{reverse('see_documents', args=[reference])}?sought={words}")
    sought = unsealed(request.GET.get("sought", ""), SOUGHT)
    page = pages.list_page(request.actor, case, request.at, sought, request.GET.get("after", ""))
    door.note_list(request.actor, Act.SEE_DOCUMENT, "documents", page.shown, request.at)
    return show(request, page)


def _document(request: Request, act: Act, reference: str, **facts: Any) -> Document:
    writes = request.method == "POST"
    return door.admit(request.actor, act, reference, of=Document, at=request.at, to_write=writes, facts=facts)


def see_document(request: Request, reference: str) -> HttpResponse:
    """One document: its versions, and who may read it."""
    document = _document(request, Act.SEE_DOCUMENT, reference)
    return show(request, pages.document_page(request.actor, document, request.at))


def _clean(request: Request, document: Document, number: int) -> DocumentVersion:
    """The version of this number, which is clean; what is not is not there."""
    version = facts.numbered(document, number)
    if version is None or version.state != Version.CLEAN.value:
        raise NotFound(Refusal(Act.SEE_VERSION, "document", document.reference, "not clean"))
    return version


def open_version(request: Request, reference: str, number: int) -> FileResponse:
    """The bytes of a clean version, as a file that no browser opens in this site's name."""
    document = _document(request, Act.SEE_VERSION, reference, version=number)
    version = _clean(request, document, number)
    file = _opened(version.key)
    kind = MEDIA_TYPES[FileKind(version.kind)]
    return _alone(FileResponse(file, as_attachment=True, filename=version.file_name, content_type=kind))


def see_text(request: Request, reference: str, number: int) -> HttpResponse:
    """The words of a clean version."""
    document = _document(request, Act.SEE_VERSION, reference, version=number)
    return show(request, pages.text_page(document, _clean(request, document, number)))


def see_picture(request: Request, reference: str, number: int, page: int) -> FileResponse:
    """A small picture of a page, for the document's own page, whose opening was noted."""
    found = door.within(Document, request.actor, Act.SEE_DOCUMENT).filter(reference=reference).first()
    if found is None or not pages.is_own_seal(request.actor, found, number, request.GET.get("page", "")):
        raise NotFound(Refusal(Act.SEE_DOCUMENT, "document", reference, "not found"))
    pictures = _clean(request, found, number).pictures
    if not 1 <= page <= len(pictures):
        raise NotFound(Refusal(Act.SEE_DOCUMENT, "document", reference, "no such page"))
    return _alone(FileResponse(_opened(pictures[page - 1]), content_type="image/jpeg"))


def _opened(key: str) -> Any:
    try:
        return keeping.opened(key)
    except OSError as error:
        raise NotNow(NOT_THERE) from error


def _alone(answer: FileResponse) -> FileResponse:
    """It runs nothing, is taken for nothing else, and no browser keeps it for who comes next."""
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def add_document(request: Request, reference: str) -> HttpResponse:
    """Add a document to the case."""
    _look_first(request, Case, Act.ADD_DOCUMENT, reference)
    case = admit_case(request, Act.ADD_DOCUMENT, reference)
    seat = acting_seat(request.actor, Act.ADD_DOCUMENT, case)
    own, there = OWN_SECTION.get(Kind(seat.kind), ""), access.entries_of(request.actor, case)[: forms.MOST_ENTRIES + 1]
    form = forms.AddDocument(*_sent(request), entries=list(there), own_section=own)

    def do() -> Document:
        made = {"seat": seat, "by": request.actor, "at": request.at, "once": form.cleaned_data["once"]}
        return actions.add_document(case, form.facts(), form.new(), **made)

    did = attempt(request, form, do, REFUSED, on=case, makes=Document)
    return _on(request, did.record, did, ADDED) if did else show(request, pages.add_page(case, form))


def attach_to_concern(request: Request, reference: str) -> HttpResponse:
    """Attach a document to a concern."""
    return _attach(request, Concern, Act.ATTACH_TO_CONCERN, reference, actions.attach_to_concern)


def attach_to_referral(request: Request, reference: str) -> HttpResponse:
    """Attach a document to a referral."""
    return _attach(request, Referral, Act.ATTACH_TO_REFERRAL, reference, actions.attach_to_referral)


def _attach(request: Request, of: type[Any], act: Act, reference: str, do_it: Callable[..., Document]) -> HttpResponse:
    _look_first(request, of, act, reference)
    record = door.admit(request.actor, act, reference, of=of, at=request.at, to_write=request.method == "POST")
    if isinstance(record, Concern):
        actions.require_asked(record, request.at)
    form, seat = forms.AttachDocument(*_sent(request)), acting_seat(request.actor, act, record)

    def do() -> Document:
        made = {"seat": seat, "by": request.actor, "at": request.at, "once": form.cleaned_data["once"]}
        return do_it(record, form.facts(), form.new(), **made)

    did = attempt(request, form, do, REFUSED, on=record, makes=Document)
    return _on(request, did.record, did, ADDED) if did else show(request, pages.attach_page(record, act, form))


def _look_first(request: Request, of: type[Model], act: Act, reference: str) -> None:
    """Judge what somebody sends who may send it before its case is locked: nobody's withdrawal waits for that."""
    file = request.FILES.get("file") if request.method == "POST" else None
    if file and door.within(of, request.actor, act, request.at).filter(reference=reference).exists():
        forms.look_at(file)


def _sent(request: Request) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def add_version(request: Request, reference: str) -> HttpResponse:
    """Follow it by another version."""
    _look_first(request, Document, Act.ADD_VERSION, reference)
    document = _document(request, Act.ADD_VERSION, reference)
    actions.require_open(document, request.at)
    seat = acting_seat(request.actor, Act.ADD_VERSION, document.case, document.concern)
    form = forms.AddVersion(*_sent(request))

    def do() -> DocumentVersion:
        made = {"seat": seat, "by": request.actor, "at": request.at, "once": form.cleaned_data["once"]}
        return actions.add_version(document, form.new(), **made)

    did = attempt(request, form, do, REFUSED, on=document)
    return _on(request, document, did, ADDED) if did else show(request, pages.version_page(document, form))


def take_back_version(request: Request, reference: str) -> HttpResponse:
    """Take back what waits still."""
    document = _document(request, Act.TAKE_BACK_VERSION, reference)
    waiting = facts.own_waiting(document, request.actor.person_id)
    if request.method != "POST":
        actions.require_waiting(waiting)
    form = forms.TakeBack(sent(request), initial={"asked": waiting})
    act = partial(actions.take_back_version, document, by=request.actor, at=request.at)
    did = attempt(request, form, lambda: act(form.number), REFUSED, on=document)
    if did is None:
        return show(request, pages.take_back_page(document, waiting, form))
    return _on(request, document, did, "It is taken back, and its bytes will be destroyed.")


def restrict_document(request: Request, reference: str) -> HttpResponse:
    """Restrict it to whoever added it, the lead professional and the head."""
    document = _document(request, Act.RESTRICT_DOCUMENT, reference)
    form = Why(sent(request))

    def do() -> None:
        actions.restrict_document(document, **form.cleaned_data, by=request.actor, at=request.at)

    did = attempt(request, form, do, REFUSED, on=document)
    if did is None:
        return show(request, pages.restrict_page(document, form))
    of_case = document.case.reference if document.case else ""
    return land(request, did, reverse("see_documents", args=[of_case]), "The document is restricted.")


def _on(request: Request, document: Document, did: Outcome, words: str) -> HttpResponse:
    return land(request, did, reverse("see_document", args=[document.reference]), words)
