"""The house's own rules (docs of the same name), read from the source: what stands where, and what may not."""

import ast
import importlib
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from agencies.acting.lives import ROWS
from agencies.policy import READINGS, ROLES, STANDINGS, Act
from inclusion.nouns import NOUNS

ROOT = Path(__file__).resolve().parents[2]
APPS = ("agencies", "referrals", "interventions")
FLOORS = (*APPS, "inclusion")
DOING = sorted(set(Act) - READINGS)
EDGE = {
    "views",
    "api",
    "tasks",
    "ticking",
    "sending",
    "middleware",
    "management",
    "embedded",
    "adapters",
    "cache",
    "sessions",
}
"""Rooms at street level: the clock is read here and handed on."""


def modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Each module of these folders but the migrations, by its path from the root."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts and path.stat().st_size:
                yield path.relative_to(ROOT), _tree(path)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def rooms(path: Path) -> set[str]:
    """The room and its folders: `referrals/views/cases.py` is in `views`."""
    return {part.removesuffix(".py") for part in path.parts}


def doing_it(act: Act, room: str) -> list[str]:
    """The nouns in whose room a function has the act's own name."""
    found = []
    for noun in NOUNS:
        there = importlib.import_module(f"{noun}.{room}") if importlib.util.find_spec(f"{noun}.{room}") else None
        one = getattr(there, act.value, None)
        if callable(one) and one.__module__.startswith(f"{noun}.{room}"):
            found.append(noun)
    return found


def test_the_law_says_of_every_act_who_may_and_standing_how() -> None:
    assert set(ROLES) == set(STANDINGS) == set(Act)


@pytest.mark.parametrize("act", DOING, ids=str)
def test_each_act_has_one_row_one_function_and_a_page_where_it_has_an_address(act: Act) -> None:
    assert len(doing_it(act, "actions")) == 1
    assert len(doing_it(act, "views")) == bool(ROWS[act].at)


@pytest.mark.parametrize("act", sorted(READINGS), ids=str)
def test_a_reading_has_words_for_the_trail_and_no_function(act: Act) -> None:
    assert ROWS[act].did
    assert doing_it(act, "actions") == []


def test_views_messages_and_ticks_reach_records_through_the_door_alone() -> None:
    touching = [
        f"{path}:{node.lineno}"
        for path, tree in modules(*APPS)
        if rooms(path) & {"views", "api", "tasks"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]
    assert touching == []


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(*folders: str) -> Iterator[tuple[Path, Function, int]]:
    """Every function with its length in lines, decorators left out."""
    for path, tree in modules(*folders):
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield path, node, (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    found = list(functions(*FLOORS))
    assert {f"{path}:{one.name}": n for path, one, n in found if n > 40} == {}
    lengths = sorted(n for _, _, n in found)
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] < 25


def test_a_view_is_one_door_and_one_verb() -> None:
    views = [found for found in functions(*APPS) if rooms(found[0]) & {"views", "api"}]
    answers = [(path, one, n) for path, one, n in views if one.returns and "Response" in ast.unparse(one.returns)]
    assert {f"{path}:{one.name}": n for path, one, n in answers if n > 15} == {}


def reads_clock(node: ast.AST) -> bool:
    """`datetime.now()`, `timezone.now()`, `date.today()` and their kin."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return node.func.attr in {"now", "utcnow", "today", "localdate", "localtime"} or (
        node.func.attr == "time" and isinstance(node.func.value, ast.Name) and node.func.value.id == "time"
    )


def test_nobody_below_the_edge_reads_a_clock() -> None:
    reading = [
        f"{path}:{node.lineno}"  # type: ignore[attr-defined]
        for path, tree in modules(*FLOORS)
        if not rooms(path) & EDGE
        for node in ast.walk(tree)
        if reads_clock(node) or (isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"})
    ]
    assert reading == []


def imports(tree: ast.Module) -> Iterator[str]:
    """The dotted names of what a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_guardian_is_known_in_three_files_at_most() -> None:
    knowing = [path for path, tree in modules(*FLOORS) if any(n.split(".")[0] == "guardian" for n in imports(tree))]
    assert 1 <= len(knowing) <= 3


def test_the_driver_is_psycopg2() -> None:
    assert importlib.util.find_spec("psycopg") is None
    assert connection.Database.__name__ == "psycopg2"


def test_nobody_can_be_a_superuser_and_there_is_no_second_way_round_the_door() -> None:
    from agencies.people.models import Person

    assert "is_superuser" not in {field.name for field in Person._meta.get_fields()}
    assert Person().is_superuser is False
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_every_module_says_its_one_job() -> None:
    silent = [path for path, tree in modules(*FLOORS, "tests") if not ast.get_docstring(tree)]
    assert silent == []


def test_tasks_are_published_by_tasks_alone() -> None:
    publishing = [
        f"{path}:{node.lineno}"
        for path, tree in modules(*FLOORS)
        if "tasks" not in rooms(path)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"delay", "apply_async", "send_task"}
    ]
    assert publishing == []


def test_the_trail_has_one_hand() -> None:
    writing = [
        path
        for path, tree in modules(*FLOORS)
        if path != Path("agencies/trail/actions.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).startswith(("TrailEntry", "models.TrailEntry"))
        and not re.search(r"\.(filter|order_by|exclude|aggregate|none|using|count)$", ast.unparse(node.func))
        and not re.search(r"\.(filter|order_by|exclude|aggregate|none|using)\(", ast.unparse(node.func))
    ]
    assert writing == []


def test_nothing_is_left_for_later() -> None:
    mark = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
    folders = (*FLOORS, "tests", "templates", "static/src", "static/public/js", "docs")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    text = {".py", ".html", ".txt", ".md", ".scss", ".js", ".sql"}
    left = [path for path in files if path.suffix in text and mark.search(path.read_text(encoding="utf-8"))]
    assert left == []
