"""What judging a file may cost: hostile files that grow with their square, or without an end, are refused soon."""

import io
import threading
import time
import zlib
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image

from referrals.documents.drawing import drawn
from referrals.documents.judging import Refused, judge, kinds, pdf
from referrals.documents.states import Kind
from tests import documents
from tests.documents import RELATIONSHIPS, docx, eml, picture

XML = '<?xml version="1.0"?>'
START = b"<< /Type /ObjStm >>\nstream\n"
NESTS = START + b"\x78\x01"
BLOCK = b"\0" + len(NESTS).to_bytes(2, "little") + (0xFFFF - len(NESTS)).to_bytes(2, "little")
NESTED = (BLOCK + NESTS) * 1_500 + b"\0\0\0\xff\xff" * 1_000_000
"""Each packed object holds all that come after it, and five million bytes that unpack to nothing."""


def starts(count: int, after: bytes) -> bytes:
    """A PDF with so many packed objects that begin, and what follows them."""
    return documents.pdf(more=(START * count + after + b"\nendstream").decode("latin-1"))


TIGHT: dict[str, Callable[[], bytes]] = {
    "starts that are none": lambda: starts(200_000, b""),
    "one in the other": lambda: starts(1, b"\x78\x01" + NESTED),
    "names that begin one": lambda: documents.pdf(more="/ObjStm " * 1_500_000),
    "small ones before much": lambda: starts(1, b"") + (START + zlib.compress(b"x")) * 3_000 + b"0" * 9_000_000,
}


@pytest.mark.parametrize("what", TIGHT)
def test_a_pdf_of_many_packed_objects_is_refused_soon(what: str) -> None:
    content = TIGHT[what]() + b"%%EOF\n"
    began = time.monotonic()
    with pytest.raises(Refused, match="too tightly"):
        judge(content)
    assert time.monotonic() - began < 10


def test_what_is_packed_too_tightly_is_never_given_to_pdfium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pypdfium2, "PdfDocument", lambda _: pytest.fail("it was opened"))
    with pytest.raises(Refused, match="too tightly"):
        judge(documents.pdf(more=(START + zlib.compress(b"0" * 31_000_000)).decode("latin-1")))


def test_what_pdfium_writes_again_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_WRITTEN", 400)
    with pytest.raises(Refused, match="too tightly"):
        judge(documents.pdf())


MAIL = b"From: a@b.example\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\n"
MULTI = MAIL + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
HEAVY: dict[str, Callable[[], bytes]] = {
    "one head": lambda: MAIL + b"To: " + b"a@b.example, " * 100_000 + b"\r\n\r\nHello",
    "a head in many lines": lambda: MAIL + b"To: a@b.example" + b",\r\n a@b.example" * 100_000 + b"\r\n\r\nHello",
    "a head before old line ends": lambda: MAIL + b"To: " + b"a@b.example,\r " * 100_000 + b"\r\rHello",
    "a head of a part": lambda: MULTI + b"--b\r\nContent-Type: text/plain" + b"; a=b" * 100_000 + b"\r\n\r\nx\r\n--b--",
    "heads of many parts": lambda: (
        MULTI + (b"--b\r\nContent-Type: text/plain" + b"; a=b" * 10_000 + b"\r\n\r\nx\r\n") * 100 + b"--b--"
    ),
}


@pytest.mark.parametrize("what", HEAVY)
def test_an_e_mail_with_heads_without_an_end_is_refused_soon(what: str) -> None:
    content = HEAVY[what]()
    began = time.monotonic()
    with pytest.raises(Refused, match="heads"):
        judge(content)
    assert time.monotonic() - began < 10
    assert drawn(Kind.EML, content) == ("", [])


def related(kind: str, target: str, part: str = "word/_rels/document.xml.rels") -> dict[str, bytes]:
    """A part that relates to another inside the document."""
    one = f'<Relationship Id="x" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
    return {part: f"{XML}<Relationships>{one}</Relationships>".encode()}


TURNED: dict[str, tuple[Callable[[], bytes], str]] = {
    "another main part": (
        lambda: docx(parts={**related("officeDocument", "word/other.xml", "_rels/.rels"), "word/other.xml": b"<a/>"}),
        "no plain Word document",
    ),
    "no main part": (lambda: docx(parts={"_rels/.rels": b"<Relationships/>"}), "no plain Word document"),
    "a chunk called XML": (
        lambda: docx(parts={**related("aFChunk", "chunk.xml"), "word/chunk.xml": b"<html/>"}),
        "runs, or another file",
    ),
    "an object called a picture": (
        lambda: docx(parts={**related("oleObject", "media/a.png"), "word/media/a.png": b"x"}),
        "runs, or another file",
    ),
    "an ending that Word does not write": (lambda: docx(parts={"word/a.rtf": b"{}"}), "runs, or another file"),
    "no ending": (lambda: docx(parts={"word/a": b"{}"}), "runs, or another file"),
}


@pytest.mark.parametrize("what", TURNED)
def test_a_word_file_is_judged_by_what_word_follows(what: str) -> None:
    make, said = TURNED[what]
    with pytest.raises(Refused, match=said):
        judge(make())


def test_a_word_file_with_what_word_writes_is_taken() -> None:
    parts = {**related("image", "media/a.png"), "word/media/a.png": picture("PNG"), "word/fonts/font1.odttf": b"x"}
    assert judge(docx(parts={"word/": b"", **parts, "word/theme/theme1.xml": b"<a/>"})).kind is Kind.DOCX


def test_of_a_cameras_picture_with_a_second_one_the_first_is_kept() -> None:
    first, second, written = Image.new("RGB", (60, 40), "red"), Image.new("RGB", (30, 20), "blue"), io.BytesIO()
    first.save(written, "MPO", save_all=True, append_images=[second])
    kept = judge(written.getvalue())
    with Image.open(io.BytesIO(kept.content)) as again:
        assert (again.format, again.size, getattr(again, "n_frames", 1)) == ("JPEG", (60, 40), 1)
        assert again.getpixel((5, 5))[0] > 200  # type: ignore[index]
    assert kept.kind is Kind.JPEG


def test_one_file_is_judged_at_a_time_and_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "LONGEST_WAIT", 0.2)
    said: list[str] = []

    def other() -> None:
        with pytest.raises(Refused) as refused:
            judge(eml())
        said.append(str(refused.value))

    with kinds.ONE:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(5)
    assert said == ["Other files are being looked at just now. Add it again in a minute"]
    assert judge(eml()).kind is Kind.EML
