"""Bring a small national table in: local authorities, code sets, bank holidays."""

from argparse import ArgumentParser
from typing import Any

from agencies.management.importing import ImportCommand
from agencies.register.imports import AUTHORITIES, BANK_HOLIDAYS, CODES

TABLES = {table.name: table for table in (AUTHORITIES, BANK_HOLIDAYS, CODES)}


class Command(ImportCommand):
    """`manage.py import_reference codes FILE`: a second run changes nothing, and no run deletes."""

    help = "Take over a file of local authorities, code sets or bank holidays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which table, before the file."""
        parser.add_argument("table", choices=sorted(TABLES))
        super().add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Into the named table."""
        self.bring((TABLES[options["table"]],), options)
