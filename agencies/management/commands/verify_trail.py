"""Prove that no sealed line of the trail, and no change of which one tells, was altered, removed, added or moved."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.directory.models import Authority
from agencies.history import facts as history
from agencies.trail import heads
from agencies.trail.facts import first_fault
from agencies.trail.models import TrailEntry

WIDTH = 40


class Command(BaseCommand):
    """`manage.py verify_trail --heads FILE`: the file to which TRAIL_HEAD_URL wrote, or the lines of its log."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """What was written outside."""
        parser.add_argument("--heads", type=Path, help="what was written outside at each seal")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read every sealed line once, then every change; fail with the first that does not fit."""
        outside = heads.read(options["heads"].read_text(encoding="utf-8")) if options["heads"] else []
        bar = Bar(TrailEntry.objects.count()) if sys.stderr.isatty() else Quiet()
        authorities = Authority.objects.values_list("pk", flat=True)
        fault = first_fault(outside, bar.tell) or history.first_fault(authorities)
        if fault:
            raise CommandError(fault.words)
        against = f", and {len(outside)} heads kept outside" if outside else "; no head kept outside was given"
        self.stdout.write(f"{bar.read} sealed lines fit{against}.")


class Quiet:
    """Counts."""

    def __init__(self) -> None:
        self.read = 0

    def tell(self, lines: int) -> None:
        """So many more."""
        self.read += lines


class Bar(Quiet):
    """Counts, and shows how far it is."""

    def __init__(self, of: int) -> None:
        super().__init__()
        self.of = max(of, 1)

    def tell(self, lines: int) -> None:
        """So many more; the bar moves every thousand."""
        super().tell(lines)
        if self.read % 1000 == 0 or self.read == self.of:
            done = WIDTH * self.read // self.of
            sys.stderr.write(f"\r[{'#' * done}{'.' * (WIDTH - done)}] {self.read} of {self.of}")
