"""A record as a PDF: tagged by typst, as PDF/UA-1; with papers of others behind it, of which nobody knows whether they
are tagged, it says no such thing."""

import io
import json
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import pypdfium2
import typst

from interventions.taken_records import words
from interventions.taken_records.record import Record
from referrals.documents.judging.pdf import PDFIUM

LAYOUT = Path(__file__).with_name("record.typ")
PROBE = b'#set document(title: "-")\n#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))\n#sys.inputs.letter'
Standard = Literal["ua-1"] | None
LAST_LATIN, OURS = 0x17F, set("‘’“”–—…")
UNSEEN = {"Cc": " ", "Cf": ""}
"""What stands for a letter that nobody sees: marks that turn the order of a line (they make it lie) among them."""


def drawn(record: Record, by: str, papers: Sequence[bytes] = ()) -> bytes:
    """The PDF, with the papers behind it in their order."""
    own = _own({**record.as_data(), "by": by}, None if papers else "ua-1")
    return _with_papers(own, papers) if papers else own


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has; `pypdfium2.PdfiumError` where it can't be read."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def _own(data: dict[str, Any], standard: Standard) -> bytes:
    """The record's own pages; where letters can be drawn alone and not together, the marks on them are named."""
    letters = set(json.dumps(data, ensure_ascii=False)) - {"\n"}
    unseen = {letter for letter in letters if unicodedata.category(letter) in UNSEEN}
    undrawn = {letter for letter in letters - unseen if not is_drawn(letter)}
    marks = {letter for letter in letters if unicodedata.category(letter).startswith("M")}
    for named in (undrawn, undrawn | marks):
        try:
            return _laid_out(data, named, standard)
        except typst.TypstError:
            continue
    return _laid_out(data, {letter for letter in letters - unseen - OURS if ord(letter) > LAST_LATIN}, standard)


def _laid_out(data: dict[str, Any], named: set[str], standard: Standard) -> bytes:
    said = [*data["said"], *([words.UNDRAWN] if named else [])]
    text = json.dumps(_put({**data, "said": said}, named), ensure_ascii=False)
    return _compiled(LAYOUT.read_bytes(), {"record": text}, standard)


def _put(value: Any, named: set[str]) -> Any:
    """The data with the names of these letters in their place, and of none that nobody sees."""
    if isinstance(value, str):
        return "".join(_shown(letter, named) for letter in value.replace("\r\n", "\n"))
    if isinstance(value, dict):
        return {name: _put(one, named) for name, one in value.items()}
    return [_put(one, named) for one in value]


def _shown(letter: str, named: set[str]) -> str:
    if letter in named:
        return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"
    return letter if letter == "\n" else UNSEEN.get(unicodedata.category(letter), letter)


def _compiled(source: bytes, inputs: dict[str, str], standard: Standard) -> bytes:
    return typst.compile(source, font_paths=_fonts(), format="pdf", sys_inputs=inputs, pdf_standards=standard)


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with typst, the same on every machine."""
    return typst.Fonts(include_system_fonts=False)


@lru_cache(maxsize=4096)
def is_drawn(letter: str) -> bool:
    """Whether a font has this letter: PDF/UA takes no box in its place."""
    if letter.isascii():
        return True
    try:
        _compiled(PROBE, {"letter": letter}, "ua-1")
    except typst.TypstError:
        return False
    return True


def _with_papers(own: bytes, papers: Sequence[bytes]) -> bytes:
    with PDFIUM:
        whole = pypdfium2.PdfDocument(own)
        try:
            for one in papers:
                paper = pypdfium2.PdfDocument(one)
                whole.import_pages(paper)
                paper.close()
            out = io.BytesIO()
            whole.save(out)
            return out.getvalue()
        finally:
            whole.close()
