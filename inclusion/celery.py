"""The worker and its ticks: a schedule in code, ids only, nothing published from a web request (decision 14)."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")

app = Celery("inclusion")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _keep_django_logging(**_: object) -> None:
    """Leave logging as Django's settings say it."""
