"""What the commands that bring a file in share: their switches, the bar on a terminal, the words of the outcome."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agencies.register.imports import Land, Problem, Refused, Table, bring_in

MOST_SHOWN = 50
WIDTH = 40


class Bar:
    """A progress bar on a terminal; silent anywhere else."""

    def __init__(self, stream: Any = None) -> None:
        self.stream = stream or sys.stderr
        self.shown = -1

    def __call__(self, done: int, size: int) -> None:
        """Draw how much of the file has been read, where that is a step further than last time."""
        step = WIDTH * done // size if size else WIDTH
        if step > self.shown and self.stream.isatty():
            self.shown = step
            self.stream.write(f"\r[{'#' * step}{'.' * (WIDTH - step)}] {100 * step // WIDTH:3d} %")
            self.stream.flush()

    def end(self) -> None:
        """Go on in a new line."""
        if self.shown >= 0:
            self.stream.write("\n")


class ImportCommand(BaseCommand):
    """Bring one file in, say what changed, name each bad line; exits with 1 when a line was bad."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and the switches."""
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV; its first line names the columns")
        parser.add_argument(
            "--keep-good",
            action="store_true",
            help="take the good rows over though others are bad, which are named all the same, with exit code 1",
        )
        parser.add_argument(
            "--database",
            default="default",
            choices=sorted(settings.DATABASES),
            help="default: as the application's role; owner: as the owner",
        )

    def bring(self, tables: Iterable[Table], options: dict[str, Any]) -> None:
        """One file into the table that it fits."""
        bar, land = Bar(), Land.GOOD if options["keep_good"] else Land.ALL
        try:
            table, landed = bring_in(options["file"], tables, using=options["database"], land=land, progress=bar)
        except Refused as refused:
            self._name(refused.problems)
            raise CommandError("Nothing was taken over.") from None
        except OSError as fault:
            raise CommandError(f"The file cannot be read: {fault.strerror}.") from fault
        finally:
            bar.end()
        self.stdout.write(f"{table.name}: {landed.new} new, {landed.changed} changed, {landed.same} the same")
        if landed.problems:
            self._name(landed.problems)
            raise CommandError("The good rows were taken over, the rows named above were not.")

    def _name(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems[:MOST_SHOWN]:
            self.stderr.write(str(problem))
        if len(problems) > MOST_SHOWN:
            self.stderr.write(f"… and {len(problems) - MOST_SHOWN} more")
        self.stderr.write(f"{len(problems)} bad {'place' if len(problems) == 1 else 'places'}")
