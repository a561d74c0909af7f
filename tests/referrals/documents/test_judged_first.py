"""A file is judged before its case is locked, and for those alone who may add it."""

import re

import pytest
from django.db import connection

from referrals.cases.models import Case
from referrals.documents import forms
from referrals.documents.judging import Judged, judge
from referrals.documents.models import Document
from tests import stories
from tests.browsing import browse
from tests.documents import add, pdf
from tests.people import Cast
from tests.referrals.documents.test_pages import TYPED, at, carried, file, of, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def test_no_case_is_locked_while_a_file_is_judged(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = stories.case(cast)
    document = add(cast, case)
    locks: list[str] = []
    judged: list[int] = []

    def watch(execute: object, sql: str, params: object, many: bool, context: object) -> object:
        if "referrals_case" in sql and re.search(r"\bfor (no key )?update\b", sql, re.I):
            locks.append(sql)
        return execute(sql, params, many, context)  # type: ignore[operator]

    def look(content: bytes) -> Judged:
        judged.append(len(locks))
        return judge(content)

    monkeypatch.setattr(forms, "judge", look)
    browser = browse(cast, "amara")
    for url, typed in ((at(case), TYPED), (of(document, "add-version/"), {"what_changed": "Results"})):
        form = carried(browser.get(url))
        locks.clear()
        with connection.execute_wrapper(watch):
            assert send(browser, url, form, **typed, file=file(pdf("New"))).status_code == 302
        assert locks
    assert judged == [0, 0]
    assert (Document.objects.count(), document.versions.count()) == (2, 2)
    judged.clear()
    assert browse(cast, "far").post(at(case), {**TYPED, "file": file()}).status_code == 404
    assert judged == []


def test_a_case_that_is_not_there_has_no_file_judged(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "judge", lambda _: pytest.fail("it was judged"))
    assert Case.objects.filter(reference="H7QH-2222-X").count() == 0
    answer = browse(cast, "amara").post("/cases/H7QH-2222-X/add-document/", {**TYPED, "file": file()})
    assert answer.status_code == 404
