"""The PDF of a record is made of whatever people write, and none of it is read as anything but words."""

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from interventions.taken_records.drawing import drawn, page_count
from interventions.taken_records.record import Block, Part, Record


def record(words: str) -> Record:
    titled = f"Of {words}"
    return Record(
        titled, words, [words], [("Born", words)], [Part(titled, [Block(titled, [words], [(words, words)])], "")]
    )


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_every_letter_is_drawn_or_named(words: str) -> None:
    assert page_count(drawn(record(words), "Amara Adeyemi")) >= 1


def test_what_looks_like_code_stands_as_it_was_typed() -> None:
    typed = '#read("/etc/passwd") #import "x.typ" $ sum $ *bold* _it_ `raw` <label> @ref \\ // no comment'
    pdf = pypdfium2.PdfDocument(drawn(record(typed), "Amara Adeyemi"))
    found = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "".join(typed.split()) in "".join(found.split())
