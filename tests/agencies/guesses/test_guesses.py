"""Guesses are slowed and nobody who is right is kept out, whoever else guesses."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.guesses import actions
from agencies.guesses.actions import Attempt, ask, settle
from agencies.guesses.limits import DEVICE, LIMITS, MOST_SECONDS, Kind
from agencies.guesses.models import Guess
from tests.people import AT

pytestmark = pytest.mark.django_db
LORNA, HOME, SCHOOL = "lorna@school.example", "198.51.100.7", "203.0.113.9"
TYPED = Kind.PASSWORD


def guess(
    account: str = LORNA, sender: str = SCHOOL, after: float = 0, device: str = "", kind: Kind = Kind.PASSWORD
) -> int:
    """One wrong guess; the seconds that it was told to wait."""
    return _try(account, sender, after, device, kind, is_right=False).wait


def enter(
    account: str = LORNA, sender: str = HOME, after: float = 0, device: str = "", kind: Kind = Kind.PASSWORD
) -> int:
    """The right secret; the seconds that it was told to wait."""
    return _try(account, sender, after, device, kind, is_right=True).wait


def _try(account: str, sender: str, after: float, device: str, kind: Kind, *, is_right: bool) -> Attempt:
    attempt = ask(kind, account, sender, AT + timedelta(seconds=after), device)
    attempt.is_judged, attempt.is_right = not attempt.wait, is_right
    settle(attempt)
    return attempt


def test_after_five_wrong_guesses_each_waits_longer_and_never_more_than_a_minute() -> None:
    assert [guess() for _ in range(6)] == [0] * 5 + [1]
    now, waits = 0.0, []
    for _ in range(9):
        now += guess(after=now) or 0
        assert guess(after=now) == 0
        waits.append(guess(after=now))
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60, 60]


def test_forty_at_once_are_forty() -> None:
    asked = [ask(Kind.PASSWORD, LORNA, SCHOOL, AT) for _ in range(40)]
    assert sum(not one.wait for one in asked) == LIMITS[Kind.PASSWORD].pair


def test_ten_strangers_at_one_account_keep_nobody_out() -> None:
    for stranger in range(10):
        for _ in range(4):
            guess(sender=f"192.0.2.{stranger}")
    assert enter(device="known") == 0
    wait = enter(sender="192.0.2.99")
    assert 0 < wait <= MOST_SECONDS
    assert guess(sender="192.0.2.1", after=wait) >= 0, "whatever others do meanwhile"
    assert enter(sender="192.0.2.99", after=wait) == 0


def test_thirty_colleagues_behind_one_address_are_thirty_people() -> None:
    for colleague in range(30):
        assert guess(f"{colleague}@school.example") == 0  # a slip of the finger
        assert enter(f"{colleague}@school.example", SCHOOL) == 0


def test_a_device_that_guesses_is_treated_as_any_other() -> None:
    assert [guess(device="stolen") for _ in range(DEVICE)] == [0] * DEVICE
    for _ in range(5):
        guess(device="stolen")
    assert guess(device="stolen") > 0
    assert enter(device="another") == 0


def test_who_was_right_begins_again_and_what_nobody_judged_counts_for_nothing() -> None:
    for _ in range(4):
        guess()
    assert enter(sender=SCHOOL) == 0
    assert [guess() for _ in range(5)] == [0] * 5
    for _ in range(20):
        settle(ask(Kind.PASSWORD, "nobody@school.example", HOME, AT))
    assert enter("nobody@school.example") == 0


def test_codes_are_counted_by_account_whoever_sends() -> None:
    assert [guess("7", f"192.0.2.{n}", kind=Kind.FACTOR) for n in range(6)] == [0] * 5 + [1]


def test_an_hour_later_it_is_forgotten_and_then_gone() -> None:
    for _ in range(6):
        guess()
    assert guess(after=3600) == 0
    actions.forget_old(AT + timedelta(hours=2))
    assert not Guess.objects.exists()


def test_no_key_can_be_read_or_holds_more_than_its_hash() -> None:
    guess()
    assert all(len(row.key) == 64 and LORNA not in row.key for row in Guess.objects.all())


@dataclass
class Storm:
    """Guessers at accounts from senders, and honest people at places of their own, as time goes on."""

    now: float = 0
    judged: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: dict[str, float] = field(default_factory=dict)

    def step(self, kind: str, account: int, sender: int, pause: int) -> None:
        """One of them comes, `pause` seconds after the last."""
        self.now += pause
        who = f"{account}@school.example"
        if kind == "guesser":
            wait = guess(who, f"192.0.2.{sender}", self.now)
            self.judged[who, f"192.0.2.{sender}"] += not wait
            assert wait <= MOST_SECONDS
        elif kind == "known":
            assert enter(who, f"192.0.2.{sender}", self.now, device=f"of {who}") == 0
        else:
            wait = enter(who, f"198.51.100.{account}", self.now)
            assert wait == 0 or self.now < self.told.setdefault(who, self.now + wait), "who waited is let in"
            if not wait:
                self.told.pop(who, None)


COMING = st.tuples(
    st.sampled_from(["guesser", "guesser", "known", "elsewhere"]), *[st.integers(0, 2)] * 2, st.integers(0, 40)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(COMING, max_size=60))
def test_in_any_storm_guessers_are_slow_and_the_right_are_let_in(comings: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        storm = Storm()
        for one in comings:
            storm.step(*one)
        assert all(judged <= 12 + storm.now / 60 for judged in storm.judged.values())
        transaction.set_rollback(True)
