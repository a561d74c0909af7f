"""What proves the trail: each line's hash, the chain of seals over them, and the first line that fits no more."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agencies.trail.models import TrailEntry, TrailSeal

NUMBER, HASH = 8, 32
LEAF = NUMBER + HASH
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit, in words, and the number of the first line that is touched; 0 where it is no line."""

    words: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """The last seal as it stood outside the database: its last line and its root."""

    last_id: int
    root: str

    def as_text(self) -> str:
        """As it is written down, a line a seal."""
        return f"last_id={self.last_id} root={self.root}"


def leaf(line: TrailEntry) -> bytes:
    """A line's number and the hash of all that it says."""
    return line.pk.to_bytes(NUMBER) + hashlib.sha256(_as_text(line).encode()).digest()


def chain(root: str, leaves: bytes) -> str:
    """The SHA-256 over the root before and every line's own hash."""
    digest = hashlib.sha256(root.encode())
    for start in range(0, len(leaves), LEAF):
        digest.update(leaves[start + NUMBER : start + LEAF])
    return digest.hexdigest()


def first_fault(heads: list[Head], tell: Callable[[int], None] = lambda _: None) -> Fault | None:
    """The first line that was altered, removed, added or moved, or the first seal that was; None where all fits.

    `heads` are what was written outside at each seal: whoever can rewrite every seal is met by them. `tell` hears how
    many lines were read. Memory stays flat over any number of lines.
    """
    root, since = "", 0
    waiting = {head.last_id: head.root for head in heads}
    for seal in TrailSeal.objects.order_by("last_id").iterator(chunk_size=20):
        fault = _fault_of(seal, root, since, tell)
        if fault:
            return fault
        if waiting.pop(seal.last_id, seal.root) != seal.root:
            return Fault(f"The seal at line {seal.last_id} is not the one that was written outside.", seal.last_id)
        root, since = seal.root, seal.last_id
    if waiting:
        lost = min(waiting)
        return Fault(f"The seal at line {lost} was written outside and is gone: the trail was cut off.", lost)
    return None


def _fault_of(seal: TrailSeal, root: str, since: int, tell: Callable[[int], None]) -> Fault | None:
    lines = TrailEntry.objects.filter(id__gt=since, id__lte=seal.last_id).order_by("id").iterator(chunk_size=AT_ONCE)
    if not seal.leaves:
        return _fault_of_old(seal, root, lines, tell)
    leaves = bytes(seal.leaves)
    if chain(root, leaves) != seal.root:
        return Fault(f"The seal over lines {seal.first_id} to {seal.last_id} was altered.", seal.first_id)
    expected = (leaves[start : start + LEAF] for start in range(0, len(leaves), LEAF))
    for want, line in _beside(expected, lines):
        if line is None or (want is not None and _number(want) < line.pk):
            return Fault(f"Line {_number(want or b'')} was removed or moved.", _number(want or b""))
        if want is None or line.pk < _number(want):
            return Fault(f"Line {line.pk} was added after its time.", line.pk)
        if leaf(line) != want:
            return Fault(f"Line {line.pk} was altered.", line.pk)
        tell(1)
    return None


def _fault_of_old(seal: TrailSeal, root: str, lines: Iterator[TrailEntry], tell: Callable[[int], None]) -> Fault | None:
    """A seal of the first release knows no single lines."""
    digest = hashlib.sha256(root.encode())
    for line in lines:
        digest.update(leaf(line)[NUMBER:])
        tell(1)
    if digest.hexdigest() == seal.root:
        return None
    return Fault(f"A line of {seal.first_id} to {seal.last_id} was altered, removed, added or moved.", seal.first_id)


def _beside(expected: Iterator[bytes], lines: Iterator[TrailEntry]) -> Iterator[tuple[bytes | None, TrailEntry | None]]:
    while True:
        pair = next(expected, None), next(lines, None)
        if pair == (None, None):
            return
        yield pair


def _number(of: bytes) -> int:
    return int.from_bytes(of[:NUMBER])


def _as_text(line: TrailEntry) -> str:
    names = [field.attname for field in TrailEntry._meta.concrete_fields]
    return json.dumps([str(getattr(line, name)) if name != "facts" else line.facts for name in names], sort_keys=True)
