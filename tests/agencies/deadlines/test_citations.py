"""What a page cites for each notice of a suspension, and since when it holds: as law.md 0.3 and 1.4 have it."""

from datetime import date

import pytest

from agencies.deadlines import NOTICE_RULES, RULES, Force, NoSuchRule, rule_for
from agencies.deadlines.suspensions import RECIPIENTS

D = date
OF_ALL = ("SI 2012/1033", "academies reg", "PRUs reg")
CITED = {
    **{f"tell_{who}_suspension": (D(2022, 9, 1), ("reg 5", "SI 2022/788", "reg 23", "reg 14")) for who in RECIPIENTS},
    **{
        f"tell_{who}_cancellation": (D(2023, 9, 1), ("reg 8A(4)", "SI 2023/571", "reg 26A", "reg 17A"))
        for who in RECIPIENTS
    },
    **{
        f"tell_{who}_decision": (D(2012, 9, 1), ("reg 6", "reg 24", "reg 15"))
        for who in RECIPIENTS
        if who not in ("governors", "social_worker", "virtual_head")
    },
    **{
        f"tell_{who}_decision": (D(2022, 9, 1), ("reg 6", "SI 2022/788", "reg 24", "reg 15"))
        for who in ("social_worker", "virtual_head")
    },
    "board_within_15": (D(2012, 9, 1), ("6(7)(a)", "reg 24", "reg 15")),
    "board_within_50": (D(2012, 9, 1), ("6(7)(b)", "reg 24", "reg 15")),
}


@pytest.mark.parametrize("name", CITED)
def test_each_duty_of_law_cites_its_regulation_for_each_type_of_school_and_since_when(name: str) -> None:
    since, cited = CITED[name]
    rule = rule_for(name, D(2026, 11, 23))
    assert (rule.starts_on, rule.force) == (since, Force.MUST)
    assert [words for words in (*OF_ALL[:1], *cited) if words not in rule.source] == []
    with pytest.raises(NoSuchRule):
        rule_for(name, D(since.year, since.month, since.day).replace(year=since.year - 1))


def test_no_notice_of_law_is_without_a_row_here() -> None:
    """But what UK GDPR asks where a suspension never happened, and the service where the Regulations do not apply."""
    of_law = {rule.name for rule in NOTICE_RULES if rule.of != "void" and not rule.is_own} | {
        "board_within_15",
        "board_within_50",
    }
    assert of_law == set(CITED)


def test_a_limit_of_ours_says_so_also_where_it_cites_the_law_beside() -> None:
    cited = [rule for rule in RULES if rule.force is Force.LOCAL and rule.source.startswith(("SI ", "Education Act"))]
    assert [rule.name for rule in cited if "ours" not in rule.source] == []
