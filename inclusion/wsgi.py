"""The entry that gunicorn serves."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
application = get_wsgi_application()
if settings.IS_WORKER:
    raise ImproperlyConfigured("The web has a login of its own: set DATABASE_URL, and leave WORKER_DATABASE_URL out.")
