"""Who sent a request: a trusted proxy is believed, from its end of the list, and nobody else."""

import pytest

from agencies.guesses.senders import household, sender

TRUSTED = ["10.0.3.0/24", "fd00::/8"]


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),  # anybody may write the header
        ("10.0.3.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.3.1", "192.0.2.1, 198.51.100.7", "198.51.100.7"),  # what stands before is the sender's claim
        ("10.0.3.1", "192.0.2.1, 198.51.100.7, 10.0.3.2", "198.51.100.7"),
        ("10.0.3.1", "198.51.100.7:51234", "198.51.100.7"),
        ("10.0.3.1", "[2001:db8::5]:443", "2001:db8::5"),
        ("10.0.3.1", "unknown", "10.0.3.1"),
        ("10.0.3.1", "", "10.0.3.1"),
        ("fd00::1", "::ffff:198.51.100.7", "198.51.100.7"),
        ("::ffff:10.0.3.1", "198.51.100.7", "198.51.100.7"),
        ("", "198.51.100.7", ""),
    ],
)
def test_the_sender(peer: str, forwarded: str, found: str) -> None:
    assert sender(peer, forwarded, TRUSTED) == found


def test_one_line_of_ipv6_is_one_sender() -> None:
    assert household("2001:db8::5") == household("2001:db8::abcd:1") == "2001:db8::"
    assert household("198.51.100.7") == "198.51.100.7"
    assert household("x") == ""
