"""Names this floor to Django."""

from importlib import import_module

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """The floor referrals."""

    name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let `check` look at what a release needs of the database."""
        import_module("referrals.attendance.checks")
