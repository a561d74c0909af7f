"""A PDF: opened without a password, of so many pages, with nothing in it that acts."""

import io
import re
import zlib
from collections.abc import Iterator
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from referrals.documents.judging.judged import Judged, Refused
from referrals.documents.states import Kind

MOST_PAGES = 500
MOST_INFLATED = 30_000_000
"""Bytes of all its object streams together, unpacked."""
PDFIUM = Lock()
"""PDFium is not made for two threads at once."""
AGAIN = "Print it to PDF, and add that"
ACTS = (
    b"JavaScript",
    b"JS",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"XFA",
    b"SubmitForm",
    b"GoToE",
    b"GoToR",
    b"Rendition",
    b"Movie",
    b"ImportData",
)
"""Names of what runs, starts, carries or sends something (PDF 32000-1, 7.11, 12.6, 12.7, 13)."""
NAME = re.compile(rb"/((?:[^\x00\t\n\f\r ()<>\[\]{}/%#]|#[0-9A-Fa-f]{2})+)")
STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.S)
ENDS = re.compile(rb"%%EOF[\s\0]*\Z")


def read(content: bytes) -> Judged:
    """The PDF as it is; nothing of it is stripped, and one that acts is refused."""
    if not ENDS.search(content[-2048:]):
        raise Refused(f"This PDF is cut off, or something follows its end. {AGAIN}")
    with PDFIUM:
        pages, again = _opened(content)
    if acts := sorted({name for part in (again, *_parts(content)) for name in _names(part)} & set(ACTS)):
        raise Refused(f"There is something in this PDF that acts by itself ({acts[0].decode()}). {AGAIN}")
    return Judged(Kind.PDF, content, pages)


def _opened(content: bytes) -> tuple[int, bytes]:
    """Its pages; and the same as PDFium writes it, with every packed object unpacked, however it was packed."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("This PDF opens with a password only. Save it without one, and add that") from error
        raise Refused(f"This PDF can’t be opened: it is broken. {AGAIN}") from error
    try:
        again = io.BytesIO()
        pages = _checked(document)
        document.save(again)
        return pages, again.getvalue()
    finally:
        document.close()


def _checked(document: pypdfium2.PdfDocument) -> int:
    pages = len(document)
    if raw.FPDF_GetSecurityHandlerRevision(document) >= 0:
        raise Refused("This PDF is encrypted. Save it without that, and add it again")
    if not pages:
        raise Refused(f"This PDF has no page that can be read. {AGAIN}")
    if pages > MOST_PAGES:
        raise Refused(f"This PDF has {pages:,} pages, and {MOST_PAGES} at most are taken. Add it in parts")
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise Refused(f"There is a script in this PDF. {AGAIN}")
    if raw.FPDFDoc_GetAttachmentCount(document) > 0:
        raise Refused("There are files inside this PDF. Add each by itself, and the PDF printed again")
    return pages


def _parts(content: bytes) -> Iterator[bytes]:
    """The file as it stands, and its packed objects, unpacked as far as a bound: more of them is refused."""
    yield content
    left = MOST_INFLATED
    for found in STREAM.finditer(content):
        unpacker = zlib.decompressobj()
        try:
            part = unpacker.decompress(content[found.end() :], left)
        except zlib.error:
            continue
        left -= len(part)
        if left <= 0:
            raise Refused(f"This PDF is packed too tightly to be looked through. {AGAIN}")
        yield part


def _names(part: bytes) -> set[bytes]:
    """The names in it, each letter of which may be written as a number."""
    found = set(NAME.findall(part))
    return {re.sub(rb"#([0-9A-Fa-f]{2})", lambda one: bytes([int(one[1], 16)]), name) for name in found}
