"""What stands on the installation's own list of stolen passwords is refused, wherever in the file it stands."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from agencies.accounts.breached import stands_in

STOLEN = "quiet otters wade upstream"


def sha1(word: str) -> str:
    return hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest().upper()


def test_what_was_stolen_elsewhere_is_refused_and_without_a_list_is_not(tmp_path: Path, settings: Any) -> None:
    lines = sorted(f"{sha1(word)}:{n}" for n, word in enumerate([STOLEN, "x", "y"]))
    (tmp_path / "list").write_text("\r\n".join(lines))
    validate_password(STOLEN)
    settings.BREACHED_PASSWORDS = str(tmp_path / "list")
    with pytest.raises(ValidationError, match="stolen elsewhere"):
        validate_password(STOLEN)
    validate_password("correct horse battery stapler kiln")


@given(
    words=st.sets(st.text(max_size=4), max_size=40), other=st.text(max_size=4), crlf=st.booleans(), ends=st.booleans()
)
def test_a_line_is_found_if_it_is_there(
    tmp_path_factory: pytest.TempPathFactory, words: set[str], other: str, crlf: bool, ends: bool
) -> None:
    place = tmp_path_factory.mktemp("list") / "hashes"
    end = "\r\n" if crlf else "\n"
    text = end.join(sorted(f"{sha1(word)}:{len(word)}" for word in words)) + (end if ends and words else "")
    place.write_bytes(text.encode())
    assert all(stands_in(place, sha1(word)) for word in words)
    assert stands_in(place, sha1(other)) is (other in words)
