"""The file that leaves, made of what was chosen: a PDF with papers behind it, or a text with the words of these."""

from collections.abc import Sequence

import pypdfium2

from interventions.taken_records import drawing, words
from interventions.taken_records.pages import There, kept_in
from interventions.taken_records.record import Block, Part, Record
from interventions.taken_records.writing import Taking, written
from referrals.documents import keeping
from referrals.documents.models import DocumentVersion

MOST_PAGES = 300
UNREAD = "Nobody could read words in it. Take the PDF"


class NotMade(Exception):
    """It can't be made as it was chosen: why, in a sentence."""


def as_text(taking: Taking, there: There, left_out: Sequence[str], papers: Sequence[DocumentVersion]) -> bytes:
    """All of it as plain text, UTF-8, with the words that were found in each paper."""
    record = written(taking, there.sight, kept_in(there, left_out), there.documents)
    behind = [Part(f"Paper: {one.document.title}", [Block(one.file_name, [one.text or UNREAD])], "") for one in papers]
    whole = Record(record.title, record.taken, record.said, record.about, [*record.parts, *behind])
    return "\r\n".join("\n".join(whole.lines()).splitlines()).encode()


def as_pdf(taking: Taking, there: There, left_out: Sequence[str], papers: Sequence[DocumentVersion]) -> bytes:
    """All of it as a PDF, the papers behind it, each with the page on which it begins."""
    files = [_file(one) for one in papers]
    lengths = [_length(one, file) for one, file in zip(papers, files, strict=True)]
    if sum(lengths) > MOST_PAGES:
        raise NotMade(words.LONG.format(most=MOST_PAGES))

    def with_index(begin: int) -> Record:
        starts = [begin + sum(lengths[:n]) for n in range(len(lengths))]
        index = [f"Page {start}: {one.document.title}" for start, one in zip(starts, papers, strict=True)]
        return written(taking, there.sight, kept_in(there, left_out), there.documents, index)

    own = drawing.drawn(with_index(1), taking.by)
    if not papers:
        return own
    return drawing.drawn(with_index(drawing.page_count(own) + 1), taking.by, files)


def _file(paper: DocumentVersion) -> bytes:
    try:
        with keeping.opened(paper.key) as file:
            return bytes(file.read())
    except OSError as error:
        raise NotMade(words.UNREADABLE.format(paper.document.title)) from error


def _length(paper: DocumentVersion, file: bytes) -> int:
    try:
        return drawing.page_count(file)
    except pypdfium2.PdfiumError as error:
        raise NotMade(words.UNREADABLE.format(paper.document.title)) from error
