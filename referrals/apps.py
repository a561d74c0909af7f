"""Names this floor to Django."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """The floor referrals."""

    name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"
