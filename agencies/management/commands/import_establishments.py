"""Bring the national register in: open establishments, closed ones with their successors, or the links."""

from typing import Any

from agencies.management.importing import ImportCommand
from agencies.register.imports import ESTABLISHMENTS, LINKS


class Command(ImportCommand):
    """`manage.py import_establishments FILE`: a second run changes nothing, and no run deletes."""

    help = (
        "Take over a file of the national register (Get Information about Schools): open establishments, closed ones "
        "with successor_urns, or links between them. Which it is, is read from the names of its columns."
    )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Into the establishments, or into the links where the file names link_urn."""
        self.bring((ESTABLISHMENTS, LINKS), options)
