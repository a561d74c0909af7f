"""Files judged by their bytes: harmless ones are taken, hostile and broken ones refused in the user's words."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image

from referrals.documents.drawing import drawn
from referrals.documents.judging import Refused, judge, named, office, pictures
from referrals.documents.states import Kind
from tests.clamd import EICAR
from tests.documents import MAIN, RELATIONSHIPS, docx, eml, located, pdf, picture

XML = '<?xml version="1.0"?>'


def rels(kind: str, target: str) -> dict[str, bytes]:
    """A part of a Word document that leads out of it."""
    one = f'<Relationship Id="x" Type="{RELATIONSHIPS}/{kind}" Target="{target}" TargetMode="External"/>'
    return {"word/_rels/document.xml.rels": f"{XML}<Relationships>{one}</Relationships>".encode()}


def encrypted() -> bytes:
    """It says that it is encrypted, by a handler that nobody has a password for."""
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -4 >>"
    return pdf(more=lock, trailer="/Encrypt 6 0 R /ID [<00><00>]")


def packed(content: bytes) -> bytes:
    """A PDF that hides this in packed objects."""
    flat = zlib.compress(content).decode("latin-1")
    head = f"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(flat)} >>"
    return pdf(more=f"{head}\nstream\n{flat}\nendstream")


def modern(catalog: str) -> bytes:
    """A PDF whose catalog is in a packed object, packed twice, as the table at its end says."""
    objects = {1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}
    objects[3] = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"
    heads, bodies = "", ""
    for number, one in objects.items():
        heads, bodies = f"{heads}{number} {len(bodies)} ", f"{bodies}{one} "
    flat = zlib.compress((heads + bodies).encode()).hex().upper() + ">"
    written = b"%PDF-1.5\n"
    filters = "[/ASCIIHexDecode /FlateDecode]"
    head = f"4 0 obj\n<< /Type /ObjStm /N 3 /First {len(heads)} /Filter {filters} /Length {len(flat)} >>"
    written += f"{head}\nstream\n{flat}\nendstream\nendobj\n".encode()
    place = len(written)
    table = b"\0\0\0\0" + b"".join(bytes([2, 0, 4, n]) for n in range(3)) + bytes([1, 0, 9, 0])
    table += bytes([1, place >> 8, place & 255, 0])
    head = f"5 0 obj\n<< /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Length {len(table)} >>"
    return (
        written + head.encode() + b"\nstream\n" + table + f"\nendstream\nendobj\nstartxref\n{place}\n%%EOF\n".encode()
    )


def field(instruction: str) -> dict[str, bytes]:
    """A field of a Word document, its instruction in two pieces."""
    half = len(instruction) // 2
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in (instruction[:half], instruction[half:]))
    return {"word/header1.xml": f'{XML}<w:hdr xmlns:w="x">{runs}</w:hdr>'.encode()}


def bomb_docx() -> bytes:
    return docx(parts={"word/media/a.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})


def many_parts() -> bytes:
    return docx(parts={f"word/{n}.txt": b"" for n in range(office.MOST_PARTS)})


def claimed_png(width: int, height: int) -> bytes:
    """A picture of a few bytes that says that it is vast."""
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    chunk = (13).to_bytes(4) + head + zlib.crc32(head).to_bytes(4)
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IEND\xaeB`\x82"


def moving(of: str) -> bytes:
    frames, written = [Image.new("RGB", (9, 9), color) for color in ("red", "blue")], io.BytesIO()
    frames[0].save(written, of, save_all=True, append_images=frames[1:])
    return written.getvalue()


def locked_zip() -> bytes:
    content = bytearray(docx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    return bytes(content)


def twice() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive, zipfile.ZipFile(io.BytesIO(docx())) as own:
        for name in own.namelist():
            archive.writestr(name, own.read(name))
        archive.writestr("word/Document.xml", b"<a/>")
    return written.getvalue()


SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PARTS = b"".join(b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" for _ in range(250))
MANY_MAIL = (
    b'From: a@b.example\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
)

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "There is nothing in this file"),
    "blanks": (lambda: b" \r\n\0" * 40, "There is nothing in this file"),
    "a virus test file": (lambda: EICAR, "This is a kind of file that is not taken"),
    "a program": (lambda: b"MZ\x90\0" + b"\0" * 900, "By its bytes this is a .exe file"),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /\n", "is not taken|By its bytes"),
    "a page called .pdf": (lambda: b"<html><script>alert(1)</script></html>", "By its bytes this is a .html file"),
    "a drawing that runs": (
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        "By its bytes this is a .svg",
    ),
    "an old Word file": (lambda: DOC, "By its bytes this is a .doc file"),
    "a text": (lambda: b"Dear all, he was calm today.", "is not taken"),
    "a GIF": (lambda: picture("GIF"), "By its bytes this is a .gif file"),
    "something before a PDF": (lambda: b"MZ\r\n" + pdf(), "is not taken|By its bytes"),
    "a PDF cut off": (lambda: pdf()[:-40], "cut off"),
    "a PDF and a zip": (lambda: pdf() + docx(), "something follows its end"),
    "a PDF that is none": (lambda: b"%PDF-1.7\nnothing\n%%EOF", "broken"),
    "a PDF with a password": (encrypted, "password|encrypted"),
    "a PDF with a script": (lambda: pdf(catalog=SCRIPT), "acts by itself|script"),
    "a PDF with a script by name": (
        lambda: pdf(catalog="/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>"),
        "acts by itself|script",
    ),
    "a PDF whose script is spelled in numbers": (
        lambda: pdf(catalog=SCRIPT.replace("JavaScript", "J#61v#61Script")),
        "acts",
    ),
    "a PDF with a packed script": (lambda: packed(b"7 0 << /S /JavaScript /JS (x) >>"), "acts by itself"),
    "a PDF whose script is packed twice": (lambda: modern(SCRIPT), "acts by itself|script"),
    "a PDF that opens another file": (lambda: pdf(catalog="/OpenAction << /S /GoToR /F (x) >>"), "acts by itself"),
    "a PDF that starts a program": (lambda: pdf(catalog="/OpenAction << /S /Launch /F (cmd.exe) >>"), "acts by itself"),
    "a PDF that sends a form": (
        lambda: pdf(catalog="/AA << /O << /S /SubmitForm /F (http://x) >> >>"),
        "acts by itself",
    ),
    "a PDF with a file inside": (
        lambda: pdf(more="<< /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> /Kind /EmbeddedFile >>"),
        "acts by itself|files inside",
    ),
    "a PDF with an XFA form": (lambda: pdf(catalog="/AcroForm << /XFA 4 0 R >>"), "acts by itself"),
    "a PDF packed too tightly": (lambda: packed(b" " * 31_000_000), "packed too tightly"),
    "a PDF of too many pages": (lambda: pdf(pages=501), "501 pages"),
    "a zip": (lambda: docx(parts={"[Content_Types].xml": b"<Types/>"}), "no plain Word document"),
    "another document": (
        lambda: docx(types=MAIN.replace("wordprocessingml.document", "spreadsheetml.sheet")),
        "no plain",
    ),
    "a Word document cut off": (lambda: docx()[:-30], "broken or cut off"),
    "a Word document and more": (lambda: docx() + b"<script>", "something else too|cut off"),
    "a Word document with macros": (
        lambda: docx(parts={"word/vbaProject.bin": b"x"}),
        "something in this document that runs",
    ),
    "a template with macros": (
        lambda: docx(types="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "no plain Word document",
    ),
    "a Word document with another file": (lambda: docx(parts={"word/embeddings/a.docx": b"x"}), "another file"),
    "a Word document with a remote template": (
        lambda: docx(parts=rels("attachedTemplate", "http://x/t.dotm")),
        "fetches",
    ),
    "a Word document with a remote picture": (lambda: docx(parts=rels("image", "http://x/seen.png")), "fetches"),
    "a Word document with a link to a file": (lambda: docx(parts=rels("hyperlink", "file:///c:/x.exe")), "fetches"),
    "a remote template in capitals": (
        lambda: docx(parts={"word/_rels/document.xml.RELS": next(iter(rels("attachedTemplate", "//x/t").values()))}),
        "fetches",
    ),
    "a Word document with a field that starts something": (lambda: docx(parts=field("DDEAUTO c:\\cmd")), "a field"),
    "a Word document with a field that fetches": (lambda: docx(parts=field('INCLUDEPICTURE "http://x"')), "a field"),
    "a Word document with a page inside": (lambda: docx(parts={"word/chunk.html": b"<script>"}), "that runs"),
    "a Word document with entities": (lambda: docx(parts={"word/styles.xml": ENTITY}), "Word does not write"),
    "entities in another encoding": (
        lambda: docx(
            parts={"word/styles.xml": ENTITY.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")}
        ),
        "Word does not write",
    ),
    "a part that leads elsewhere": (
        lambda: docx(parts={"../../etc/passwd.txt": b"x"}),
        "names that no Word document has",
    ),
    "two parts of one name": (twice, "names that no Word document has"),
    "a zip bomb": (bomb_docx, "packed far too tightly"),
    "a zip of too many parts": (many_parts, "too large"),
    "a locked zip": (locked_zip, "password"),
    "a pixel bomb": (lambda: claimed_png(60_000, 60_000), "million pixels|broken"),
    "a picture just too large": (lambda: claimed_png(6_000, 5_001), "million pixels"),
    "a picture cut off": (lambda: picture("PNG", (300, 300))[:200], "broken or cut off"),
    "a picture that is none": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 400, "broken or cut off"),
    "a picture that moves": (lambda: moving("PNG"), "moves"),
    "a WebP that moves": (lambda: moving("WEBP"), "moves"),
    "a photo of a phone cut off": (lambda: picture("HEIF", (200, 200))[:150], "broken or cut off"),
    "an e-mail without a sender": (lambda: b"Subject: x\r\n\r\nHello", "no sender or no date"),
    "an e-mail with a NUL": (lambda: eml() + b"\0MZ", "no e-mail"),
    "an e-mail of too many parts": (lambda: MANY_MAIL + PARTS + b"--b--\r\n", "parts"),
}
"""By what it is: how it is made, and what is said of it."""


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_words(what: str) -> None:
    make, said = HOSTILE[what]
    with pytest.raises(Refused, match=said) as refused:
        judge(make())
    assert len(str(refused.value)) < 220


def test_there_are_forty_hostile_files_and_more() -> None:
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), Kind.PDF),
        (docx(), Kind.DOCX),
        (docx(parts=rels("hyperlink", "https://www.gov.uk/")), Kind.DOCX),
        (eml(), Kind.EML),
        (eml(attached=docx()), Kind.EML),
        (picture("JPEG"), Kind.JPEG),
        (picture("PNG"), Kind.PNG),
        (picture("WEBP"), Kind.WEBP),
        (picture("HEIF"), Kind.JPEG),
    ],
)
def test_a_harmless_file_is_taken_as_what_it_is(content: bytes, kind: Kind) -> None:
    judged = judge(content)
    assert judged.kind is kind
    if kind in (Kind.PDF, Kind.DOCX, Kind.EML):
        assert judged.content == content


@pytest.mark.parametrize("of", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_where_and_by_what_a_photo_was_taken_is_gone_and_it_stands_upright(of: str) -> None:
    sent = picture(of, exif=located(turned=1 if of == "HEIF" else 6).tobytes())
    kept = judge(sent).content
    with Image.open(io.BytesIO(kept)) as again:
        assert dict(again.getexif()) == {}
        assert not {"exif", "xmp", "comment", "icc_profile", "Raw profile type exif"} & set(again.info)
        assert again.size == ((60, 40) if of == "HEIF" else (40, 60))
    assert b"CANARYPHONE" not in kept
    assert b"Exif" not in kept


def test_what_follows_a_picture_does_not_travel_with_it() -> None:
    assert b"<script>" not in judge(picture("JPEG") + b"<script>alert(1)</script>" + docx()).content


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Report.pdf", "Report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Dan\\Kofi’s report.docx", "Kofi’s report.pdf"),
        ("report\u202efdp.exe", "reportfdp.pdf"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie: x.pdf"),
        ("x" * 2000 + ".pdf", "x" * 100 + ".pdf"),
        (".pdf", "pdf.pdf"),
        ("\u200b\u200b", "document.pdf"),
        ("", "document.pdf"),
        ("Ελένη 学校.pdf", "Ελένη 学校.pdf"),
    ],
)
def test_a_name_leads_nowhere_and_says_what_it_is(name: str, kept: str) -> None:
    assert named(name, Kind.PDF) == kept


def test_the_text_and_the_pictures_of_each_kind() -> None:
    text, small = drawn(Kind.PDF, pdf("Reads with ease.", pages=6))
    assert text.count("Reads with ease.") == 6
    assert len(small) == 4
    for content in (small[0], drawn(Kind.PNG, picture("PNG", (900, 600)))[1][0]):
        with Image.open(io.BytesIO(content)) as one:
            assert (one.format, one.width) == ("JPEG", 240)
    assert drawn(Kind.DOCX, docx("Two words")) == ("Two words", [])
    said = drawn(Kind.EML, eml("He was calm.", attached=docx()))[0]
    assert said.startswith("From: dan@alder.example")
    assert said.endswith("He was calm.\n\n\nAttached, and not opened: all.zip")
    assert drawn(Kind.PDF, b"%PDF-1.4 nothing") == ("", [])


def test_the_words_of_an_e_mail_that_is_a_page_are_words() -> None:
    page = b"From: a@b.example\nDate: Mon, 23 Nov 2026 09:00:00 +0000\nContent-Type: text/html\n\n"
    text = drawn(Kind.EML, page + b"<style>x</style><p>He was <b>calm</b></p><script>alert(1)</script>")[0]
    assert text.endswith("He was calm")
    assert "alert" not in text


def test_a_pdf_as_pdfium_writes_it_is_taken() -> None:
    document, written = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(written)
    document.close()
    assert judge(written.getvalue()).pages == 1


def test_a_pdf_with_packed_objects_and_nothing_that_acts_is_taken() -> None:
    assert judge(modern("")).pages == 1


def test_the_limit_of_pixels_lets_a_photo_through() -> None:
    assert pictures.MOST_PIXELS >= 24_000_000
