"""Names this floor to Django."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """The floor interventions."""

    name = "interventions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Open the door below to the records of this floor, and follow the acts of the floor below."""
        from interventions import access as _access  # noqa: F401
        from interventions.actions import following as _following  # noqa: F401
