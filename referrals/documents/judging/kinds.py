"""Which of the kinds that are taken a file is: by its first bytes and by what each kind has to be."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath
from threading import Lock

import puremagic

from agencies import characters
from referrals.documents.judging import mail, office, pdf, pictures
from referrals.documents.judging.judged import Judged, Refused
from referrals.documents.states import Kind
from referrals.documents.words import ENDINGS

LOOKED_AT = 4096
ONE, LONGEST_WAIT = Lock(), 20
"""A process judges one file at a time; seconds for which the next one waits."""
MOST_NAME = 100
"""Characters of a name that are kept, without its ending."""
TAKEN = "PDF, Word (.docx), e-mail (.eml) and pictures (JPEG, PNG, WebP, HEIC) are taken"
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,70}:[ \t]?[^\n]*\r?\n")
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")

SIGNS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Judged]], ...] = (
    (lambda head: head.startswith(b"%PDF-"), pdf.read),
    (lambda head: head.startswith(b"PK\x03\x04"), office.read),
    (lambda head: head.startswith(b"\xff\xd8\xff"), lambda content: pictures.read(content, Kind.JPEG)),
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), lambda content: pictures.read(content, Kind.PNG)),
    (
        lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
        lambda content: pictures.read(content, Kind.WEBP),
    ),
    (lambda head: head[4:8] == b"ftyp" and head[8:12] in HEIC, pictures.read_heic),
    (lambda head: bool(HEADER.match(head)), mail.read),
)
"""A kind begins with its own sign and with nothing before it: what is two kinds at once is neither."""


def judge(content: bytes) -> Judged:
    """The file as it is kept; `Refused` where it is none of the kinds, or is broken or dangerous."""
    if not content.strip(b"\0 \t\r\n"):
        raise Refused("There is nothing in this file. Look whether it was saved, and choose it again")
    head = content[:LOOKED_AT]
    read = next((read for is_it, read in SIGNS if is_it(head)), None)
    if read is None:
        raise Refused(f"{_what(head)}. {TAKEN}: save or print it as one of these, and add that")
    if not ONE.acquire(timeout=LONGEST_WAIT):
        raise Refused("Other files are being looked at just now. Add it again in a minute")
    try:
        return read(content)
    finally:
        ONE.release()


def _what(head: bytes) -> str:
    """What it is by its bytes, as far as that is known."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return "This is a kind of file that is not taken"
    endings = [one.extension for one in found if re.fullmatch(r"\.[a-z0-9]{1,6}", one.extension)]
    return f"By its bytes this is a {endings[0]} file" if endings else "This is a kind of file that is not taken"


def named(name: str, kind: Kind) -> str:
    """The name as it is kept: of its path the last part, in characters that show, with the ending of what it is."""
    last = re.split(r"[/\\]", name.replace("\0", ""))[-1]
    plain = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    stem = characters.tidy(PurePosixPath(plain).stem, is_name=True).strip(". ")[:MOST_NAME].strip()
    is_fit = bool(stem) and not characters.fault(stem, is_name=True)
    return f"{stem if is_fit else 'document'}{ENDINGS[kind]}"
