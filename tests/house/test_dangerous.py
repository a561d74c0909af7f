"""What lets text become code, a query or a command stands nowhere, or where it stands is named here with its reason."""

import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.house.test_rooms import FLOORS

ROOT = Path(settings.BASE_DIR)
RULES = "S102,S307,S602,S605,S608"  # exec, eval, a shell, a shell, a query put together
BUILT = {"agencies/acting/prepared.py": 1, "agencies/register/imports/landing.py": 5, "referrals/door/records.py": 2}
"""Statements put together of names that the code itself holds, never of what was sent."""
SCRIPT = (ROOT / "static/public/js/inclusion.js").read_text()
TEMPLATES = {path: path.read_text() for path in (ROOT / "templates").rglob("*") if path.is_file()}


def test_nothing_is_evaluated_run_by_a_shell_or_put_together_into_a_query() -> None:
    check = [sys.executable, "-m", "ruff", "check", f"--select={RULES}", "--ignore-noqa", "--output-format=concise"]
    done = subprocess.run([*check, *FLOORS], cwd=ROOT, capture_output=True, text=True, check=False)
    found = [line.partition(":")[0] for line in done.stdout.splitlines() if re.search(r": S\d+ ", line)]
    assert {name: found.count(name) for name in found} == BUILT
    assert "S608" in done.stdout


def test_the_script_builds_no_markup_keeps_nothing_and_merges_nothing() -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|Object\.assign|__proto__", SCRIPT
    )
    assert set(re.findall(r"(?:local|session)Storage\.\w+\((\w+)", SCRIPT)) == {"KEYS_OFF"}
    assert "indexedDB" not in SCRIPT
    assert "document.cookie" not in SCRIPT


def test_a_page_escapes_all_it_says_and_has_no_script_style_or_plugin_of_its_own() -> None:
    pages = {path.relative_to(ROOT).as_posix(): text for path, text in TEMPLATES.items() if path.suffix == ".html"}
    assert [name for name, text in pages.items() if "|safe" in text] == ["templates/mfa/totp/activate_form.html"]
    wrong = r"autoescape off|<object|<embed|<applet|<iframe|javascript:|<[^%>]*\son\w+=|<[^%>]*\sstyle=|<style"
    assert [name for name, text in pages.items() if re.search(wrong, text)] == []
    scripts = [one for text in pages.values() for one in re.findall(r"<script[^>]*>", text)]
    assert [one for one in scripts if 'src="{% static' not in one and 'type="application/json"' not in one] == []


def test_only_json_is_turned_into_objects() -> None:
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
    assert settings.REST_FRAMEWORK["DEFAULT_PARSER_CLASSES"] == ["agencies.machines.api.strict.OneKeyOnce"]
    sources = {
        path.relative_to(ROOT).as_posix(): path.read_text() for floor in FLOORS for path in (ROOT / floor).rglob("*.py")
    }
    assert "DOCTYPE|ENTITY" in sources.pop("referrals/rolls/imports/transfer.py")  # XML, of a text without a DTD
    assert "StartDoctypeDeclHandler" in sources.pop("referrals/documents/judging/office.py")  # nor here
    code = "".join(sources.values())
    assert not re.search(r"^\s*(import|from) (pickle|marshal|shelve|yaml|xml|lxml)\b", code, re.MULTILINE)


def test_the_image_has_no_source_control_and_logs_go_to_standard_output_alone() -> None:
    assert ".git" in (ROOT / ".dockerignore").read_text().split()
    assert not re.search(r"^COPY \.\s", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert [one["class"] for one in settings.LOGGING["handlers"].values()] == ["logging.StreamHandler"]
