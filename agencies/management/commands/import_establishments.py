"""Bring the national register in: open establishments, closed ones with their successors, or the links."""

from typing import Any

from agencies.management.importing import ImportCommand
from agencies.register.imports import (
    ESTABLISHMENTS,
    ESTABLISHMENTS_AS_PUBLISHED,
    LINKS,
    LINKS_AS_PUBLISHED,
)


class Command(ImportCommand):
    """`manage.py import_establishments FILE`: a second run changes nothing, and no run deletes."""

    help = (
        "Take over a file of the national register (Get Information about Schools) as it is published: all "
        "establishments, open ones, or the links between them; or the same in the product's own columns, closed ones "
        "with successor_urns. Which it is, is read from the names of its columns."
    )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Into the establishments, or into the links, whichever columns the file has."""
        self.bring((ESTABLISHMENTS, LINKS, ESTABLISHMENTS_AS_PUBLISHED, LINKS_AS_PUBLISHED), options)
