"""Quarantine: what waits is scanned in order, and stays shut while the scanner is down, hangs or dies."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as given

from agencies.outbox.models import Sweep
from agencies.trail.models import TrailEntry
from referrals.cases.models import Case
from referrals.documents import actions, keeping, scanning, tasks
from referrals.documents.drawing import drawn
from referrals.documents.models import LostFile
from referrals.documents.states import Kind
from referrals.documents.tasks import scan_documents
from tests import clamd as stand_in
from tests import stories
from tests.browsing import browse, text
from tests.clamd import EICAR, Clamd, clamd
from tests.documents import add, eml, pdf, picture
from tests.people import AT, Cast

__all__ = ["clamd"]
GIVEN = (scanning.SECONDS, scanning.FILE_SECONDS)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


@pytest.fixture
def case(cast: Cast) -> Case:
    return stories.case(cast)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "SECONDS", 0.5)
    monkeypatch.setattr(scanning, "FILE_SECONDS", 0.5)


def kept(key: str) -> bytes:
    with keeping.opened(key) as file:
        return bytes(file.read())


def page(cast: Cast, document: Any) -> str:
    return text(browse(cast, "amara").get(f"/documents/{document.reference}/"))


def test_what_is_clean_opens_with_its_text_and_pictures(cast: Cast, case: Case, clamd: Clamd) -> None:
    one, two = add(cast, case, content=pdf("Canary words", pages=2)), add(cast, case, content=picture())
    scan_documents()
    first, second = one.versions.get(), two.versions.get()
    assert (first.state, first.text, len(first.pictures)) == ("clean", "Canary words\n\nCanary words", 2)
    assert (second.state, second.text, len(second.pictures)) == ("clean", "", 1)
    assert clamd.seen == [pdf("Canary words", pages=2), kept(second.key)]
    line = TrailEntry.objects.filter(act="scan_version").first()
    assert line is not None
    assert (line.facts, line.case_ref) == ({"found": "clean", "version": 1}, case.reference)
    assert "Download version 1" in page(cast, one)
    assert Sweep.objects.filter(name__in=["scan_documents", "clamd_answered"]).count() == 2


def test_what_is_infected_is_destroyed_and_its_row_says_so(cast: Cast, case: Case, clamd: Clamd) -> None:
    document = add(cast, case, content=eml(EICAR.decode()))
    key = document.versions.get().key
    scan_documents()
    one = document.versions.get()
    assert (one.state, one.key, one.text) == ("refused", "", "")
    shown = page(cast, document)
    assert "The virus scanner found something in it (Eicar-Test-Signature), and its bytes were destroyed." in shown
    assert "Download" not in shown
    assert browse(cast, "amara").get(f"/documents/{document.reference}/versions/1/").status_code == 404
    scan_documents()
    with pytest.raises(FileNotFoundError):
        keeping.opened(key)
    assert not LostFile.objects.exists()


@pytest.mark.parametrize("ill", [stand_in.ERROR, stand_in.HANGS, stand_in.DIES, stand_in.GARBLED])
def test_while_the_scanner_is_ill_documents_wait_and_are_tried_again(
    cast: Cast, case: Case, clamd: Clamd, ill: str
) -> None:
    document = add(cast, case, content=pdf("x" * 5000))
    clamd.mode = ill
    began = time.monotonic()
    scan_documents()
    assert time.monotonic() - began < 5
    one = document.versions.get()
    assert (one.state, one.tries) == ("waiting", 1)
    assert browse(cast, "amara").get(f"/documents/{document.reference}/versions/1/").status_code == 404
    clamd.mode = stand_in.WELL
    scan_documents()
    assert document.versions.get().state == "clean"


def test_a_file_on_which_the_scanner_dies_keeps_no_other_waiting(cast: Cast, case: Case, clamd: Clamd) -> None:
    bad, good = add(cast, case), add(cast, case, title="Another")
    clamd.mode = stand_in.DIES
    scan_documents()
    clamd.mode = stand_in.WELL
    third = add(cast, case, title="A third")
    scan_documents()
    assert {one.versions.get().state for one in (bad, good, third)} == {"clean"}
    assert clamd.seen[0] == kept(third.versions.get().key)


def test_while_it_is_down_the_page_says_since_when_and_what_waits_of_this_document(
    cast: Cast, case: Case, clamd: Clamd, settings: Any
) -> None:
    document = add(cast, case)
    add(cast, case, title="Another")
    assert "The virus scanner has not answered yet." in page(cast, document)
    Sweep.objects.create(name="clamd_answered", ran_at=AT)
    shown = page(cast, document)
    assert "1 version of it waits for the virus scanner.</b> Until then" in shown
    clamd.close()
    scan_documents()
    with time_machine.travel(AT + timedelta(minutes=9), tick=False):
        assert "The virus scanner has not answered since 10:00am on 23 Nov 2026." in page(cast, document)
    settings.CLAMD_URL = ""
    assert "No virus scanner is set up here, so documents wait." in page(cast, document)
    scan_documents()
    assert document.versions.get().state == "waiting"


class Killed(BaseException):
    """What the hard limit of a task does."""


def test_a_file_that_kills_its_drawing_is_clean_all_the_same_and_left_after_three_tries(
    cast: Cast, case: Case, clamd: Clamd, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = add(cast, case, content=pdf("Hangs")), add(cast, case, title="Another")
    begun: list[bytes] = []

    def hangs(kind: Kind, content: bytes) -> tuple[str, list[bytes]]:
        if content == pdf("Hangs"):
            begun.append(content)
            raise Killed
        return drawn(kind, content)

    monkeypatch.setattr(tasks, "drawn", hangs)
    for _ in range(5):
        with suppress(Killed):
            scan_documents()
        assert (bad.versions.get().state, good.versions.get().state) == ("clean", "clean")
    assert len(begun) == 3
    assert (bad.versions.get().text, len(good.versions.get().pictures)) == ("", 1)
    assert "Download version 1" in page(cast, bad)


def test_a_tick_begins_nothing_after_its_time_and_is_killed_soon_after(
    cast: Cast, case: Case, clamd: Clamd, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = add(cast, case)
    monkeypatch.setattr(tasks, "BEGINS", 0)
    scan_documents()
    assert document.versions.get().state == "waiting"
    assert scan_documents.time_limit == 40
    assert 10 + sum(GIVEN) < scan_documents.time_limit


@pytest.mark.parametrize("gone", [True, False])
def test_what_is_drawn_of_a_document_that_went_meanwhile_is_not_kept(
    cast: Cast, case: Case, clamd: Clamd, monkeypatch: pytest.MonkeyPatch, folder: Path, gone: bool
) -> None:
    one = add(cast, case).versions.get()

    def meanwhile(*_: object) -> tuple[str, list[bytes]]:
        if gone:
            type(one).objects.filter(pk=one.pk).delete()
        return "Drawn", [picture()]

    monkeypatch.setattr(tasks, "drawn", meanwhile)
    scan_documents()
    actions.destroy_lost_files()
    assert len([file for file in folder.rglob("*") if file.is_file()]) == (0 if gone else 2)


def test_a_version_whose_scan_never_ends_says_so(cast: Cast, case: Case, clamd: Clamd) -> None:
    document = add(cast, case)
    clamd.mode = stand_in.DIES
    for tries in range(1, 8):
        scan_documents()
        said = f"Its scan was begun {tries} times and never came to an end. Tell whoever runs the service."
        assert (said in page(cast, document)) is (tries > 5)


def test_the_verdict_on_a_file_may_take_longer_than_the_answer_that_it_is_there(
    cast: Cast, case: Case, clamd: Clamd, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    honest = scanning._scanner
    monkeypatch.setattr(scanning, "_scanner", lambda seconds: (asked.append(seconds), honest(seconds))[1])
    monkeypatch.setattr(scanning, "FILE_SECONDS", 0.9)
    add(cast, case)
    scan_documents()
    assert asked == [0.5, 0.9, 0.5]


def test_keys_that_can_not_be_destroyed_stop_no_other(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.scanning, "AT_ONCE", 2)
    LostFile.objects.bulk_create([LostFile(key=f"bad{n}", at=AT) for n in range(3)])
    LostFile.objects.create(key="good", at=AT)
    honest = keeping.destroy

    def destroy(key: str) -> None:
        if key.startswith("bad"):
            raise PermissionError
        honest(key)

    monkeypatch.setattr(keeping, "destroy", destroy)
    actions.destroy_lost_files()
    assert set(LostFile.objects.values_list("key", flat=True)) == {"bad0", "bad1", "bad2"}


def test_what_the_scanner_takes_none_of_is_refused(cast: Cast, case: Case, clamd: Clamd) -> None:
    document = add(cast, case)
    clamd.mode = stand_in.TOO_LARGE
    scan_documents()
    assert "takes no file of this size" in page(cast, document)
    assert document.versions.get().state == "refused"


def test_bytes_that_can_not_be_read_wait(cast: Cast, case: Case, clamd: Clamd) -> None:
    one = add(cast, case).versions.get()
    (Path(given.DOCUMENTS_FOLDER) / one.key).unlink()
    scan_documents()
    assert type(one).objects.get(pk=one.pk).state == "waiting"


def test_what_was_taken_back_meanwhile_stays_so(cast: Cast, case: Case, clamd: Clamd) -> None:
    document = add(cast, case)
    pk = document.versions.get().pk
    actions.take_back_version(document, 1, by=cast.actor("amara"), at=AT)
    actions.scan_version(pk, at=AT)
    assert document.versions.get().state == "taken_back"
    assert clamd.seen == []


def test_the_demonstrations_stand_in_is_named_on_each_page_and_finds_the_test_file(
    cast: Cast, case: Case, settings: Any
) -> None:
    settings.CLAMD_URL = scanning.STAND_IN
    good, bad = add(cast, case), add(cast, case, content=eml(EICAR.decode()))
    scan_documents()
    assert (good.versions.get().state, bad.versions.get().state) == ("clean", "refused")
    browser, of_case, of_one = browse(cast, "amara"), f"/cases/{case.reference}", f"/documents/{good.reference}"
    for url in (f"{of_case}/documents/", f"{of_case}/add-document/", f"{of_one}/", f"{of_one}/add-version/"):
        assert "A stand-in says “clean” of every file but the EICAR test file." in text(browser.get(url)), url


@pytest.fixture
def real(tmp_path: Path, settings: Any) -> Iterator[None]:
    """ClamAV's own daemon, with one signature of ours: no list of viruses is fetched."""
    if shutil.which("clamd") is None:
        pytest.skip("ClamAV’s daemon is not installed here")
    (tmp_path / "one.ndb").write_text(f"Canary:0:*:{b'CANARYVIRUS'.hex()}\n")
    where = tmp_path / "clamd.sock"
    (tmp_path / "clamd.conf").write_text(f"LocalSocket {where}\nForeground yes\nDatabaseDirectory {tmp_path}\n")
    running = subprocess.Popen(["clamd", "--config-file", str(tmp_path / "clamd.conf")])
    settings.CLAMD_URL = f"unix://{where}"
    ends = time.monotonic() + 60
    while not scanning.is_there():
        assert time.monotonic() < ends, "clamd did not start"
        time.sleep(0.2)
    yield
    running.terminate()
    running.wait()


def test_a_real_scanner_says_the_same(cast: Cast, case: Case, real: None) -> None:
    good, bad = add(cast, case), add(cast, case, content=eml("CANARYVIRUS"))
    scan_documents()
    assert (good.versions.get().state, bad.versions.get().state) == ("clean", "refused")
