"""By nobody’s hand: what waits is scanned, what is clean is drawn, and what is lost is destroyed."""

import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import F

from agencies.acting import bounds
from agencies.acting.doing import done
from agencies.actors import SERVICE
from agencies.directory.models import Authority
from agencies.policy import Act
from referrals.documents import keeping
from referrals.documents.actions.versions import doing_on
from referrals.documents.models import MOST_DRAWINGS, DocumentVersion, LostFile
from referrals.documents.scanning import Verdict, scan
from referrals.documents.states import Kind, Version
from referrals.documents.words import INFECTED, TOO_LARGE

AT_ONCE, LOST_SECONDS = 200, 5


def next_to_scan(but: Collection[int]) -> int | None:
    """The version that waits longest of those asked for least often, counted before it is looked at.

    So a file on which the scanner or the worker dies keeps nobody else's waiting.
    """
    with bounds.within(everywhere()):
        waiting = DocumentVersion.objects.filter(state=Version.WAITING.value).exclude(pk__in=but)
        found = waiting.order_by("tries", "id").values_list("pk", flat=True).first()
        DocumentVersion.objects.filter(pk=found or 0).update(tries=F("tries") + 1)
    return found


@transaction.atomic
def scan_version(pk: int, *, at: datetime) -> None:
    """Ask the scanner, and keep what it says; `Silent` and the version waits on where it says nothing."""
    with bounds.within(everywhere()):
        found = DocumentVersion.objects.filter(pk=pk, state=Version.WAITING.value)
        version = found.select_related("document__case", "document__pupil").first()
        if version is None:
            return
        with keeping.opened(version.key) as file:
            verdict, name = scan(file)
        is_clean = verdict is Verdict.CLEAN
        kept = {"state": Version.CLEAN.value, "tries": 0} if is_clean else _refused(verdict, name)
        if found.update(decided_at=at, **kept):
            told = {"version": version.number, "found": str(kept["state"])}
            done(doing_on(Act.SCAN_VERSION, version.document, SERVICE, at, facts=told))


def next_to_draw(but: Collection[int]) -> tuple[int, Kind, bytes] | None:
    """A clean version that is not drawn yet, counted before that; with its bytes, b"" where they can't be read now."""
    with bounds.within(everywhere()):
        clean = DocumentVersion.objects.filter(state=Version.CLEAN.value, tries__lt=MOST_DRAWINGS).exclude(pk__in=but)
        version = clean.order_by("tries", "id").first()
        if version is None:
            return None
        clean.filter(pk=version.pk).update(tries=F("tries") + 1)
        with suppress(OSError), keeping.opened(version.key) as file:
            return version.pk, Kind(version.kind), file.read()
        return version.pk, Kind(version.kind), b""


@transaction.atomic
def keep_drawing(pk: int, text: str, pictures: Sequence[bytes]) -> None:
    """Keep what was drawn, where the version is there still and clean."""
    with bounds.within(everywhere()):
        found = DocumentVersion.objects.filter(pk=pk, state=Version.CLEAN.value)
        if found.select_for_update(no_key=True, of=("self",)).first() is not None:
            keys = [keeping.put(one) for one in pictures]
            found.update(text=text, pictures=keys, tries=MOST_DRAWINGS)


def _refused(verdict: Verdict, name: str) -> dict[str, object]:
    why = TOO_LARGE if verdict is Verdict.TOO_LARGE else INFECTED.format(name[:100])
    return {"state": Version.REFUSED.value, "why": why, "key": ""}


def destroy_lost_files() -> list[int]:
    """Destroy the bytes that no row names any more: a batch. A key goes when its bytes are gone.

    Those that can't be destroyed now are passed over, however many they are.
    """
    gone: list[int] = []
    ends = time.monotonic() + LOST_SECONDS
    for pk, key in LostFile.objects.order_by("id").values_list("pk", "key"):
        with suppress(OSError):
            keeping.destroy(key)
            gone.append(pk)
        if len(gone) >= AT_ONCE or time.monotonic() > ends:
            break
    LostFile.objects.filter(pk__in=gone).delete()
    return gone


def everywhere() -> list[int]:
    return list(Authority.objects.values_list("pk", flat=True))
