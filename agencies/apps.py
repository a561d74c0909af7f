"""Names this floor to Django."""

from importlib import import_module

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """The floor agencies."""

    name = "agencies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what allauth’s own pages do."""
        import_module("agencies.accounts.signals")
        import_module("agencies.drafts.signals")
