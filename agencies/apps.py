"""Names this floor to Django."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """The floor agencies."""

    name = "agencies"
    default_auto_field = "django.db.models.BigAutoField"
