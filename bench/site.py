"""The portal with the bench's least page beside it, for gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.settings")
application = get_wsgi_application()
settings.ROOT_URLCONF = "bench.urls"
