"""A Word document (.docx): a zip of bounded size with nothing in it that runs or fetches."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from referrals.documents.judging.judged import Judged, Refused
from referrals.documents.states import Kind

MOST_PARTS, MOST_UNPACKED, MOST_PART, MOST_RATIO = 2000, 100_000_000, 40_000_000, 200
"""How many parts, how many bytes of them all and of one, and how many times a part of some size may grow."""
SMALL = 100_000
"""A part of fewer bytes may be packed as tightly as it is."""
AGAIN = "Save it as PDF, and add that"
CARRIED = f"There is something in this document that runs, or another file. {AGAIN}"
END, END_SIZE = b"PK\x05\x06", 22
RUNS = re.compile(r"vbaproject|activex|/embeddings/|oleobject", re.I)
WRITTEN = re.compile(r"/$|\.(xml|rels|svg|png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|wdp|odttf)$", re.I)
"""What the parts of a document that Word writes end with: text, pictures and fonts."""
CARRIES = ("afchunk", "oleobject", "package", "control", "subdocument", "vbaproject", "frame")
"""Relationships by which Word takes another file for a part of this one, whatever that is called."""
FETCHES = re.compile(r"\bDDE(AUTO)?\b|\bINCLUDE(PICTURE|TEXT)\b", re.I)
LINKS = re.compile(r"https?://|mailto:", re.I)
MAIN = "word/document.xml"
ROOT = "_rels/.rels"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def read(content: bytes) -> Judged:
    """The document as it is."""
    with _opened(content) as archive:
        parts = _checked(archive, content)
        if MAIN not in parts or "[Content_Types].xml" not in parts:
            raise Refused("This is a zip file or another kind of document, and no Word document. Add what is in it")
        if _types(archive).get(f"/{MAIN}") != WORD or _mains(archive) != [MAIN]:
            raise Refused(f"This is no plain Word document: a template, or one with macros. {AGAIN}")
        for part in parts:
            if part.lower().endswith((".xml", ".rels", ".svg")):
                _look(archive, part)
    return Judged(Kind.DOCX, content)


def _opened(content: bytes) -> zipfile.ZipFile:
    is_whole = content[-END_SIZE:].startswith(END)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise Refused(f"This document is broken or cut off. {AGAIN}") from error
    if not is_whole or min((one.header_offset for one in archive.infolist()), default=1):
        raise Refused(f"This document is broken, or is something else too. {AGAIN}")
    return archive


def _checked(archive: zipfile.ZipFile, content: bytes) -> list[str]:
    """The names of its parts, none of which leads elsewhere, is locked, stands twice or grows too much."""
    parts = archive.infolist()
    names = [one.filename for one in parts]
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise Refused(f"Unpacked, this document is too large. {AGAIN}")
    if any(_grows(one) for one in parts):
        raise Refused(f"This document is packed far too tightly for what is in it. {AGAIN}")
    if any(one.flag_bits & 1 for one in parts):
        raise Refused("This document opens with a password only. Save it without one, and add that")
    if any(_leads_elsewhere(name) for name in names) or len({name.lower() for name in names}) < len(names):
        raise Refused(f"The parts of this document have names that no Word document has. {AGAIN}")
    if any(RUNS.search(name) or not WRITTEN.search(name) for name in names):
        raise Refused(CARRIED)
    return names


def _grows(part: zipfile.ZipInfo) -> bool:
    is_tight = part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1)
    return part.file_size > MOST_PART or is_tight


def _leads_elsewhere(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/") or "\0" in name


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, never more of it than its size says; `Refused` where it is broken."""
    try:
        with archive.open(name) as part:
            found = part.read(MOST_PART + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused(f"This document is broken. {AGAIN}") from error
    if len(found) > MOST_PART:
        raise Refused(f"Unpacked, this document is too large. {AGAIN}")
    return found


def _types(archive: zipfile.ZipFile) -> dict[str, str]:
    """What each part is by the list of them, as far as it is named there."""
    found: dict[str, str] = {}

    def see(_tag: str, given: dict[str, Any]) -> None:
        found[str(given.get("PartName", ""))] = str(given.get("ContentType", ""))

    walk(part_of(archive, "[Content_Types].xml"), see)
    return found


def _mains(archive: zipfile.ZipFile) -> list[str]:
    """The parts with which Word begins."""
    found: list[str] = []

    def see(_tag: str, given: dict[str, Any]) -> None:
        if _relates(given) == "officedocument":
            found.append(str(given.get("Target", "")).removeprefix("/"))

    if ROOT in archive.namelist():
        walk(part_of(archive, ROOT), see)
    return found


def _relates(given: dict[str, Any]) -> str:
    return str(given.get("Type", "")).rpartition("/")[2].lower()


def _look(archive: zipfile.ZipFile, name: str) -> None:
    """No entity in it; and of what leads out of the document, links that somebody has to click alone."""

    def see(_tag: str, given: dict[str, Any]) -> None:
        if _relates(given) in CARRIES:
            raise Refused(CARRIED)
        is_link = _relates(given) == "hyperlink" and LINKS.match(str(given.get("Target", "")))
        if given.get("TargetMode") == "External" and not is_link:
            raise Refused(f"This document fetches something from elsewhere when it is opened. {AGAIN}")

    instructions: list[str] = []
    is_one = False

    def begins(tag: str, given: dict[str, Any]) -> None:
        nonlocal is_one
        is_one = tag.endswith("instrText")
        instructions.extend(value for key, value in given.items() if key.endswith("instr"))
        if name.lower().endswith(".rels"):
            see(tag, given)

    walk(part_of(archive, name), begins, said=lambda text: instructions.append(text) if is_one else None)
    if FETCHES.search("".join(instructions)):
        raise Refused(f"There is a field in this document that fetches or starts something. {AGAIN}")


def walk(
    part: bytes,
    begins: Callable[[str, dict[str, Any]], object],
    ends: Callable[[str], object] = lambda _tag: None,
    said: Callable[[str], object] = lambda _text: None,
) -> None:
    """Read XML without a document type, so without entities; `Refused` for one that has any, and for broken XML."""

    def refuse(*_: object) -> None:
        raise Refused(f"This document is written in a way that Word does not write. {AGAIN}")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begins, ends, said
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise Refused(f"This document is broken. {AGAIN}") from error
