"""UPN, ULN, NHS number and school number: the vectors, and what people and systems send instead."""

import csv
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.identifiers import UPN_LETTERS, clean_upn, is_nhs_number, is_uln, is_upn, laestab

DATA = Path(__file__).parents[1] / "data"
CHECKS = {"upn": is_upn, "uln": is_uln, "nhs": is_nhs_number}
VALID = {"upn": "T20110001804V", "uln": "9999375358", "nhs": "9434765870"}
NOT_TEXT = [None, True, False, 9434765870, 9999375358, 1.5, b"9434765870", ["9434765870"], object()]
AROUND = [" ", "\t", "\n", "\r\n", "\u00a0", "  \t"]
INVISIBLE = ["\0", "\u200b", "\ufeff", "-", ".", "'", "\u00ad"]


def vectors(kind: str) -> list[dict[str, str]]:
    with (DATA / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("kind", "rows"), [("upn", 109), ("uln", 24), ("nhs", 78)])
def test_vectors(kind, rows):
    read = vectors(kind)
    assert len(read) == rows
    assert [r["value"] for r in read if CHECKS[kind](r["value"]) != (r["valid"] == "true")] == []


@pytest.mark.parametrize("kind", CHECKS)
@pytest.mark.parametrize("value", NOT_TEXT)
def test_what_is_no_text_is_no_identifier(kind, value):
    assert CHECKS[kind](value) is False


@pytest.mark.parametrize("kind", CHECKS)
def test_white_space_around_is_forgiven(kind):
    assert all(CHECKS[kind](a + VALID[kind] + b) is True for a, b in itertools.product(["", *AROUND], repeat=2))


@pytest.mark.parametrize("kind", CHECKS)
@pytest.mark.parametrize("char", INVISIBLE)
def test_nothing_else_around_is_forgiven(kind, char):
    assert not CHECKS[kind](char + VALID[kind])
    assert not CHECKS[kind](VALID[kind] + char)


@pytest.mark.parametrize("kind", CHECKS)
@pytest.mark.parametrize("zero", "\u0660\u0966\uff10\U0001d7ce")
def test_digits_of_other_scripts_are_no_digits(kind, zero):
    for place, char in enumerate(VALID[kind]):
        if char.isdigit():
            other = chr(ord(zero) + int(char))
            assert not CHECKS[kind](VALID[kind][:place] + other + VALID[kind][place + 1 :])
    assert not CHECKS[kind]("".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in VALID[kind]))


@pytest.mark.parametrize("kind", CHECKS)
@pytest.mark.parametrize("empty", ["", " ", "\n", "\0", "²" * 10, "①" * 13])
def test_empty_and_superscripts(kind, empty):
    assert CHECKS[kind](empty) is False


@pytest.mark.parametrize("kind", ["upn", "nhs"])
def test_one_wrong_digit_is_always_found(kind):
    value = VALID[kind]
    for place, digit in itertools.product(range(len(value)), "0123456789"):
        changed = value[:place] + digit + value[place + 1 :]
        assert CHECKS[kind](changed) is (changed == value)


@pytest.mark.parametrize(
    "char", ["\u017f", "\u0131", "\u212a", "\xdf", "\uff21", "\u0410", "I", "O", "S", "i", "o", "s", "é"]
)
def test_letters_that_no_upn_holds(char):
    assert not is_upn("T2011000180" + "4" + char)
    assert not is_upn(char + "20110001804V")


def test_the_kelvin_sign_is_not_a_k():
    assert is_upn("C99983524485K")
    assert not is_upn("C99983524485\u212a")


@pytest.mark.parametrize(
    "value",
    [
        "T2011000180 4V",
        "T20110001804",
        "T20110001804VV",
        "TT0110001804V",
        "T2011000180VV",
        "T20110001804V\nT20110001804V",
        "T20110001804V\n\0",
        "UN1",
    ],
)
def test_upn_form(value):
    assert not is_upn(value)


def test_the_letter_names_no_authority():
    assert is_upn("R900400001001")
    assert not is_upn("A801200005001")


def test_clean_upn():
    assert clean_upn(" g80120000101a\n") == "G80120000101A"
    assert clean_upn("R201100018042") == "R201100018042"


@pytest.mark.parametrize("value", ["A801200005001", "H81311 000121", "", None, 5])
def test_clean_upn_refuses(value):
    with pytest.raises(ValueError, match=r"UPN|form"):
        clean_upn(value)


@given(st.text(alphabet="0123456789", min_size=11, max_size=11), st.sampled_from("0123456789" + UPN_LETTERS))
def test_exactly_one_letter_fits_each_upn(digits, last):
    fitting = [letter for letter in UPN_LETTERS if is_upn(letter + digits + last)]
    assert len(fitting) == 1
    assert clean_upn((fitting[0] + digits + last).lower()) == fitting[0] + digits + last


@pytest.mark.parametrize("value", ["9999999999", "0123456789", "999937535", "99993753588", "9999 375358", "999937535X"])
def test_uln_refused(value):
    assert not is_uln(value)


def test_a_uln_does_not_begin_with_nought():
    # Weights 10 to 2 over 0, 1 and seven noughts leave 9, and 10 - 9 is 1: the sum alone would let it pass.
    assert not is_uln("0100000001")
    assert is_uln("1000000000")


@given(st.integers(100_000_000, 999_999_999))
def test_at_most_one_digit_ends_a_uln(stem):
    remainder = sum(w * int(d) for w, d in zip(range(10, 1, -1), str(stem), strict=True)) % 11
    ends = [d for d in range(10) if is_uln(f"{stem}{d}")]
    assert ends == ([] if remainder == 0 else [10 - remainder])


@pytest.mark.parametrize("value", ["943-476-5870", "943 476 5870", "9-4-3 476  5870", "943 - 476 - 5870"])
def test_spaces_and_hyphens_inside_an_nhs_number(value):
    assert is_nhs_number(value)


@pytest.mark.parametrize(
    "value",
    [
        "9434765871",
        "94347658700",
        "943476587",
        "-9434765870",
        "943 476 5870-",
        "943\t476 5870",
        "943\n4765870",
        "943\u00a0476\u00a05870",
        "943\u2013476\u20135870",
        "943.476.5870",
        "943_476_5870",
        "999074470X",
        "- - - - - ",
        "+943476587",
    ],
)
def test_nhs_number_refused(value):
    assert not is_nhs_number(value)


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_at_most_one_digit_ends_an_nhs_number(stem):
    check = 11 - sum(w * int(d) for w, d in zip(range(10, 1, -1), stem, strict=True)) % 11
    ends = [d for d in range(10) if is_nhs_number(f"{stem}{d}")]
    assert ends == {11: [0], 10: []}.get(check, [check])


def test_a_long_text_is_refused_fast():
    assert not is_nhs_number("9" + " -" * 200_000 + "x")
    assert not is_upn("A" * 400_000)


@given(st.text())
def test_any_text_has_an_answer(text):
    assert all(check(text) in (True, False) for check in CHECKS.values())


def test_laestab():
    assert laestab("352", "2001") == "3522001"
    assert laestab("001", "0042") == "0010042"


@pytest.mark.parametrize(
    ("la", "estab"),
    [
        ("35", "2001"),
        ("3522", "001"),
        ("352", "201"),
        ("352", "20011"),
        ("352\n", "2001"),
        ("352", "2001\n"),
        (" 352", "2001"),
        ("352", "200\u0661"),
        ("\uff13\uff15\uff12", "2001"),
        ("35²", "2001"),
        ("352", "2001\0"),
        ("", ""),
        ("-52", "2001"),
        (352, "2001"),
        ("352", 2001),
        (None, None),
        (b"352", b"2001"),
    ],
)
def test_laestab_refuses(la, estab):
    with pytest.raises(ValueError, match=r"number|digits"):
        laestab(la, estab)
