"""Forty passwords: those that others guess first are refused, however they are dressed; long odd ones are taken."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.people import Cast

pytestmark = pytest.mark.django_db
REFUSED = [
    "lorna.vance1", "LornaVance2026!", "vancelorna!!", "l0rna_v4nce__", "lorna@school.example", "AlderHythe2026",
    "alderhytheschool", "Inclusion2026!", "inclusion.service"[:12], "Wexmoor-Council1", "headofyear2026",
    "aaaaaaaaaaaa", " " * 12, "abababababab", "121212121212", "aaaaaabbbbbb", "....        ",
    "Password1234!", "P4$$w0rd2026!", "passwordpassword", "Welcome2026!!", "qwertyuiopas", "1qaz2wsx3edc",
    "123456789012", "abcdefghijkl", "987654321098", "abc123456789", "Summer2026!!", "LiverpoolFC20!!",
    "iloveyou12345",
    "letmein-letmein", "ManchesterUnited1", "changeme12345", "Monday-Tuesday1", "teacher.school", "short1!A",
    "x" * 60 + "yz12" * 20,
]  # fmt: skip
TAKEN = [
    "quiet otters wade upstream", "correct horse battery stapler kiln", "x7#Kp2!mQz9$", "Zimtschnecken im Regen",
    "lorna keeps seven odd lanterns", "vfK-9t2-qxR-7bM", "wild garlic under the viaduct", "ærlige måker over fjorden",
    "Inclusion of marzipan trombones", "hunter of lost umbrellas in Kirkby",
]  # fmt: skip


@pytest.mark.parametrize("password", REFUSED)
def test_it_is_refused(cast: Cast, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, lorna(cast))


@pytest.mark.parametrize("password", TAKEN)
def test_it_is_taken(cast: Cast, password: str) -> None:
    validate_password(password, lorna(cast))


def test_the_longest_that_is_taken() -> None:
    long = "quiet otters wade upstream, " * 4 + "and one more sleeps"[:16]
    assert len(long) == 128
    validate_password(long)
    with pytest.raises(ValidationError, match="128 characters"):
        validate_password(long + "s")


def lorna(cast: Cast) -> object:
    person = cast.people["tom"]
    person.name, person.email, person.job = "Lorna Vance", "lorna.vance@school.example", "Head of year"
    person.save()
    return person
