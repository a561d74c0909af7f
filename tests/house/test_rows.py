"""Each row of the law's lists that the service keeps to is named by a test, in its name, its docstring or its cases."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
NAMED = {
    "law.md 10": (r"guards?_(?:vector_)?{n}_|\bG{n}\b|_g{n}_", [*range(1, 6), *range(9, 13), *range(16, 25), 28]),
    "data.md 1.13": (r"_v{n}_|\bV{n}\b", [1, 2, 3, 6, 9, 12]),
    "data.md 3.4": (r"\bM{n}\b", range(1, 18)),
    "law.md 1.11": (r"vectors?_{n}(?:_|\b)", "cdefg"),
}


@pytest.mark.parametrize("of", NAMED)
def test_each_row_is_named(of: str) -> None:
    pattern, rows = NAMED[of]
    said = "\n".join(
        path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py") if path.name != "test_rows.py"
    )
    assert [n for n in rows if not re.search(pattern.format(n=n), said)] == []
