"""The worker and its ticks: a schedule in code, ids only, nothing published from a web request (decision 14)."""

import os
import sys

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")

app = Celery("inclusion")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _keep_django_logging(**_: object) -> None:
    """Leave logging as Django's settings say it."""


@worker_init.connect
@beat_init.connect
def _have_a_login_of_our_own(**_: object) -> None:
    """As the application the sweeps would find every table of children empty, and call that done."""
    if not settings.IS_WORKER:
        sys.exit("Worker and beat have a login of their own: set WORKER_DATABASE_URL, and leave DATABASE_URL out.")
