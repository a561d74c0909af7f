"""Names this floor to Django."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """The floor interventions."""

    name = "interventions"
    default_auto_field = "django.db.models.BigAutoField"
