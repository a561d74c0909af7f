"""What is made of a clean version: its text, and small pictures of its first pages, drawn from it."""

import io
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

import pypdfium2
from PIL import Image

from referrals.documents.judging import Refused
from referrals.documents.judging.mail import heads, parsed
from referrals.documents.judging.office import MAIN, part_of, walk
from referrals.documents.judging.pdf import PDFIUM
from referrals.documents.judging.pictures import WRONG
from referrals.documents.states import Kind

Draw = Callable[[bytes], tuple[str, list[bytes]]]
MOST_TEXT, MOST_READ, MOST_DRAWN, WIDE, HIGH = 200_000, 200, 4, 240, 340
UNREAD = (Refused, AttributeError, AssertionError, LookupError, *WRONG)
"""What is clean opens all the same, without text or pictures."""
ATTACHED = "Attached, and not opened: {}"


def drawn(kind: Kind, content: bytes) -> tuple[str, list[bytes]]:
    """The text, as far as it is kept, and the pictures as JPEG; both empty where there is nothing to read or draw."""
    of: dict[Kind, Draw] = {
        Kind.PDF: _of_pdf,
        Kind.DOCX: lambda content: (_of_word(content), []),
        Kind.EML: lambda content: (_of_mail(content), []),
    }
    try:
        text, pictures = of.get(kind, _of_picture)(content)
    except UNREAD:
        return "", []
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:MOST_TEXT].strip(), pictures


def _of_pdf(content: bytes) -> tuple[str, list[bytes]]:
    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            pages = min(len(document), MOST_READ)
            return "\n\n".join(_texts(document, pages)), [_page(document[n]) for n in range(min(pages, MOST_DRAWN))]
        finally:
            document.close()


def _texts(document: pypdfium2.PdfDocument, pages: int) -> Iterator[str]:
    left = MOST_TEXT
    for n in range(pages):
        page = document[n].get_textpage().get_text_bounded()[:left]
        left -= len(page)
        yield page.replace("\r\n", "\n")


def _page(page: Any) -> bytes:
    wide, high = page.get_size()
    scale = min(WIDE / max(wide, 1), HIGH / max(high, 1))
    return _jpeg(page.render(scale=scale, may_draw_forms=False).to_pil())


def _of_picture(content: bytes) -> tuple[str, list[bytes]]:
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as picture:
        picture.thumbnail((WIDE, HIGH))
        return "", [_jpeg(picture)]


def _jpeg(picture: Image.Image) -> bytes:
    ground = Image.new("RGB", picture.size, "white")
    over = picture.convert("RGBA")
    ground.paste(over, mask=over.getchannel("A"))
    written = io.BytesIO()
    ground.save(written, "JPEG", quality=80)
    return written.getvalue()


def _of_word(content: bytes) -> str:
    said: list[str] = []
    is_text = False

    def begins(tag: str, _given: dict[str, Any]) -> None:
        nonlocal is_text
        local = tag.rpartition(":")[2]
        is_text = local == "t"
        said.extend({"tab": "\t", "br": "\n"}.get(local, ""))

    def ends(tag: str) -> None:
        nonlocal is_text
        is_text = False
        said.extend("\n" if tag.rpartition(":")[2] == "p" else "")

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        walk(part_of(archive, MAIN), begins, ends, lambda text: said.append(text) if is_text else None)
    return "".join(said)


class _Words(HTMLParser):
    """The words of a page, without what is style or script."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.hidden += tag in ("style", "script")
        self.said.extend("\n" if tag in ("p", "br", "div", "tr", "li") else "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "script") and self.hidden > 0

    def handle_data(self, data: str) -> None:
        self.said.append("" if self.hidden else data)


def _of_mail(content: bytes) -> str:
    message = parsed(content)
    shown = "\n".join(f"{name}: {value}" for name, value in heads(message))
    if not isinstance(message, EmailMessage):
        return shown
    body = message.get_body(("plain", "html"))
    words = str(body.get_content()) if body else ""
    if body and body.get_content_type() == "text/html":
        page = _Words()
        page.feed(words)
        words = "".join(page.said)
    names = [part.get_filename() or "a file without a name" for part in message.iter_attachments()]
    return "\n\n".join(filter(None, [shown, words, ATTACHED.format(", ".join(names)) if names else ""]))
