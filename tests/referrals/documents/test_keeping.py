"""Bytes go with the transaction that names them, whichever that is."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpResponse

from referrals.cases.models import Case
from referrals.documents import keeping, views
from referrals.documents.models import Document
from tests import stories
from tests.browsing import browse
from tests.documents import add
from tests.people import Cast
from tests.referrals.documents.test_pages import TYPED, at, file, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


@pytest.fixture
def case(cast: Cast) -> Case:
    return stories.case(cast)


def kept(folder: Path) -> int:
    """How many files there are."""
    return len([one for one in folder.rglob("*") if one.is_file()])


def test_an_answer_that_is_a_refusal_leaves_no_bytes(
    cast: Cast, case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = views.land
    monkeypatch.setattr(views, "land", lambda *_: HttpResponse(status=409))
    answer = send(browse(cast, "amara"), at(case), **TYPED, file=file())
    assert (answer.status_code, Document.objects.count(), kept(folder)) == (409, 0, 0)
    monkeypatch.setattr(views, "land", honest)
    assert send(browse(cast, "amara"), at(case), **TYPED, file=file()).status_code == 302
    assert (Document.objects.count(), kept(folder)) == (1, 1)


def test_what_the_database_refuses_in_the_end_leaves_no_bytes(cast: Cast, case: Case, folder: Path) -> None:
    def refused_in_the_end() -> None:
        with keeping.gone_if_undone(), transaction.atomic():
            add(cast, case)
            assert kept(folder) == 1
            raise IntegrityError

    with pytest.raises(IntegrityError):
        refused_in_the_end()
    assert kept(folder) == 0


def test_where_the_connection_breaks_in_the_commit_bytes_stay_since_their_rows_may_be_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: Any = SimpleNamespace(in_atomic_block=False, run_on_commit=[])
    monkeypatch.setattr(keeping, "connection", broken)

    def breaks(error: type[Exception]) -> None:
        with keeping.gone_if_undone():
            keeping.put(b"bytes")
            raise error

    with pytest.raises(OperationalError):
        breaks(OperationalError)
    assert kept(folder) == 1
    with pytest.raises(IntegrityError):
        breaks(IntegrityError)
    assert kept(folder) == 1
