"""The table of clocks: each rule's limit, from when it holds, and by whose word."""

import dataclasses
from datetime import date

import pytest

from agencies import deadlines

D = date
TODAY = D(2026, 11, 25)


@pytest.mark.parametrize(
    ("name", "limit", "unit"),
    [
        ("look_at_concern", 2, "school_days"),
        ("look_at_concern_very", 0, "school_days"),
        ("name_lead", 5, "school_days"),
        ("tell_family", 5, "school_days"),
        ("hand_over_case", 15, "school_days"),
        ("finish_referral_draft", 3, "school_days"),
        ("acknowledge_referral", 1, "working_days"),
        ("decide_referral", 5, "working_days"),
        ("answer_referral", 5, "school_days"),
        ("share_case", 2, "working_days"),
        ("accept_share", 3, "working_days"),
        ("answer_question", 5, "working_days"),
        ("agree_share", 1, "working_days"),
        ("tell_of_share", 5, "working_days"),
        ("review_not_told", 20, "working_days"),
        ("renew_share", 0, "calendar_days"),
    ],
)
def test_the_table(name, limit, unit):
    rule = deadlines.rule_for(name, TODAY)
    assert (rule.limit, rule.unit, rule.force) == (limit, unit, "local")
    assert rule.setting == (None if name in ("review_not_told", "renew_share") else f"{name}_limit")
    assert rule.version == f"{name} from 2020-09-01"


def test_what_began_goes_by_the_rule_of_its_day_and_before_the_first_by_todays():
    name, since = "tell_parents_cancellation", D(2023, 9, 1)
    assert deadlines.rule_since(name, since, TODAY).starts_on == since
    assert deadlines.rule_since(name, D(2011, 1, 1), TODAY) == deadlines.rule_for(name, TODAY)


def test_each_rule_says_what_from_when_and_by_whose_word():
    assert len(deadlines.RULES) == 78
    assert all(rule.what and rule.counted_from and rule.source for rule in deadlines.RULES)
    assert len({(rule.name, rule.starts_on) for rule in deadlines.RULES}) == len(deadlines.RULES)
    assert deadlines.FAMILY_REVIEW_WORKING_DAYS == 20


def test_the_rule_in_force_on_a_day(monkeypatch):
    old = deadlines.rule_for("name_lead", TODAY)
    new = dataclasses.replace(old, limit=3, starts_on=D(2027, 1, 1))
    monkeypatch.setattr("agencies.deadlines.rules.RULES", (new, old))
    assert deadlines.rule_for("name_lead", D(2026, 12, 31)) == old
    assert deadlines.rule_for("name_lead", D(2027, 1, 1)) == new
    for name, day in [("name_lead", D(2020, 8, 31)), ("no_such_duty", TODAY)]:
        with pytest.raises(deadlines.NoSuchRule, match=name):
            deadlines.rule_for(name, day)
