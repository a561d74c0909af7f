"""Names the hall to Django: installed last, it puts the nouns of all floors together."""

from django.apps import AppConfig


class InclusionConfig(AppConfig):
    """The hall."""

    name = "inclusion"

    def ready(self) -> None:
        """Assemble the nouns, once every model is there."""
        from inclusion import nouns

        nouns.assemble()
