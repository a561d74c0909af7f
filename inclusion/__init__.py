"""The hall: settings, addresses, the worker and the embedded servers. Nobody imports it."""

from inclusion.celery import app as celery_app

__all__ = ["celery_app"]
