"""Files as the tests make them, harmless and hostile, and documents as people add them."""

import io
import zipfile
from typing import Any

import pillow_heif
from PIL import Image

from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.documents import actions, keeping
from referrals.documents.actions import DocumentFacts
from referrals.documents.facts import NewVersion
from referrals.documents.judging import judge, named
from referrals.documents.models import Document, DocumentVersion
from referrals.documents.states import Version
from referrals.entries.models import Entry
from referrals.referrals.models import Referral
from tests.people import AT, Cast

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(words: str = "Reads with ease.", pages: int = 1, catalog: str = "", more: str = "", trailer: str = "") -> bytes:
    """A PDF with these words on each page; `catalog`, `more` and `trailer` are put into it as they are."""
    drawn = f"BT /F1 18 Tf 40 120 Td ({words}) Tj ET"
    kids = " ".join(f"{5 + n} 0 R" for n in range(pages))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        *(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
            for _ in range(pages)
        ),
        *filter(None, [more]),
    ]
    written, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    ends = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R "
    return written + f"{ends}{trailer} >>\nstartxref\n{len(written)}\n%%EOF\n".encode("latin-1")


def docx(words: str = "Reads with ease.", parts: dict[str, bytes] | None = None, types: str = MAIN) -> bytes:
    """A Word document with these words, and more parts or others in place of its own."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    body = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    own = {
        "[Content_Types].xml": f'{head}<Types><Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
        "_rels/.rels": f'{head}<Relationships><Relationship Id="r" Type="{RELATIONSHIPS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{head}<w:document xmlns:w="{body}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p>'
        "</w:body></w:document>",
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**{name: text.encode() for name, text in own.items()}, **(parts or {})}.items():
            archive.writestr(name, part)
    return written.getvalue()


def eml(words: str = "He was calm all day.", attached: bytes | None = None) -> bytes:
    """An e-mail with these words, and something attached."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"] = "dan@alder.example", "amara@alder.example"
    message["Date"], message["Subject"] = "Mon, 23 Nov 2026 09:00:00 +0000", "Kofi today"
    message.set_content(words)
    if attached is not None:
        message.add_attachment(attached, maintype="application", subtype="zip", filename="all.zip")
    return message.as_bytes()


def picture(of: str = "JPEG", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    """A picture: its upper half is red."""
    drawn = Image.new("RGB", size, "white")
    drawn.paste("red", (0, 0, size[0], size[1] // 2))
    written = io.BytesIO()
    if of == "HEIF":
        pillow_heif.from_pillow(drawn).save(written, **more)
    else:
        drawn.save(written, of, **more)
    return written.getvalue()


def located(turned: int = 1) -> Image.Exif:
    """What a phone writes into a photo: where it was, by which camera, and how it was held."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "CANARYPHONE", turned
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
    return exif


def version(content: bytes, name: str = "Report.pdf", what_changed: str = "") -> NewVersion:
    """A file as a form gives it to the act."""
    judged = judge(content)
    return NewVersion(judged.kind.value, judged.content, judged.pages, named(name, judged.kind), what_changed)


def add(
    cast: Cast,
    case: Case,
    who: str = "amara",
    *,
    title: str = "Reading and language",
    section: str = "education",
    entry: Entry | None = None,
    content: bytes | None = None,
) -> Document:
    """A document whose first version waits."""
    facts = DocumentFacts(title, "report", section, entry)
    by = {"seat": cast.seat(who), "by": cast.actor(who), "at": AT}
    return actions.add_document(case, facts, version(content or pdf()), **by)


def hung(cast: Cast, concern: Concern, who: str = "tom") -> Document:
    """A document of a concern, whose first version waits."""
    by = {"seat": cast.seat(who), "by": cast.actor(who), "at": AT}
    return actions.attach_to_concern(concern, DocumentFacts("What he drew", "work"), version(pdf()), **by)


def of_referral(cast: Cast, referral: Referral) -> Document:
    """A document of a referral, whose first version waits."""
    by = {"seat": cast.seat("amara"), "by": cast.actor("amara"), "at": AT}
    return actions.attach_to_referral(referral, DocumentFacts("EP report", "report"), version(pdf()), **by)


def clean(document: Document, text: str = "Reads with ease.", number: int = 1) -> DocumentVersion:
    """The version as the tick leaves it, with one small picture."""
    one = DocumentVersion.objects.get(document=document, number=number)
    found = {"state": Version.CLEAN.value, "text": text, "decided_at": AT, "pictures": [keeping.put(picture())]}
    DocumentVersion.objects.filter(pk=one.pk).update(**found)
    one.refresh_from_db()
    return one
