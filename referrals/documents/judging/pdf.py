"""A PDF: opened without a password, of so many pages, with nothing in it that acts."""

import io
import re
import zlib
from collections.abc import Iterator
from threading import Lock
from typing import Any

import pypdfium2
from pypdfium2 import raw

from referrals.documents.judging.judged import Judged, Refused
from referrals.documents.states import Kind

MOST_PAGES = 500
MOST_PACKED, MOST_INFLATED, MOST_WRITTEN = 2000, 30_000_000, 100_000_000
"""How many object streams; bytes of them all, packed and unpacked; and of the whole as PDFium writes it."""
STEP = 4096
PDFIUM = Lock()
"""PDFium is not made for two threads at once."""
AGAIN = "Print it to PDF, and add that"
TIGHT = f"This PDF is packed too tightly to be looked through. {AGAIN}"
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
    names = _names(content).union(*map(_names, _parts(content)))
    with PDFIUM:
        pages, again = _opened(content)
    if acts := sorted((names | _names(again)) & set(ACTS)):
        raise Refused(f"There is something in this PDF that acts by itself ({acts[0].decode()}). {AGAIN}")
    return Judged(Kind.PDF, content, pages)


class _Bounded(io.BytesIO):
    """It takes so many bytes, and drops what comes after them."""

    is_over = False

    def write(self, more: Any) -> int:
        self.is_over = self.is_over or self.tell() + len(more) > MOST_WRITTEN
        return len(more) if self.is_over else super().write(more)


def _opened(content: bytes) -> tuple[int, bytes]:
    """Its pages; and the same as PDFium writes it, with every packed object unpacked, however it was packed."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("This PDF opens with a password only. Save it without one, and add that") from error
        raise Refused(f"This PDF can’t be opened: it is broken. {AGAIN}") from error
    try:
        again = _Bounded()
        pages = _checked(document)
        document.save(again)
        if again.is_over:
            raise Refused(TIGHT)
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
    """Its packed objects, unpacked as far as a bound: more of them is refused, before PDFium unpacks any."""
    if content.count(b"/ObjStm") > MOST_PACKED:
        raise Refused(TIGHT)
    left, view = MOST_INFLATED, memoryview(content)
    for found in STREAM.finditer(content):
        part, spent = _unpacked(view[found.end() :], left)
        left -= spent
        if left <= 0:
            raise Refused(TIGHT)
        yield part


def _unpacked(packed: memoryview, most: int) -> tuple[bytes, int]:
    """What is unpacked of it before it ends or breaks, and how many bytes were read and written for that."""
    unpacker, parts, spent = zlib.decompressobj(), list[bytes](), 0
    for place in range(0, len(packed), STEP):
        spent += STEP
        try:
            parts.append(unpacker.decompress(packed[place : place + STEP], max(most - spent, 1)))
        except zlib.error:
            break
        spent += len(parts[-1])
        if unpacker.eof or spent >= most:
            break
    return b"".join(parts), spent


def _names(part: bytes) -> set[bytes]:
    """The names in it, each letter of which may be written as a number."""
    found = {one[1] for one in NAME.finditer(part)}
    return {re.sub(rb"#([0-9A-Fa-f]{2})", lambda one: bytes([int(one[1], 16)]), name) for name in found}
