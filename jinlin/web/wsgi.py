"""What does the server call?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
application = get_wsgi_application()

from jinlin.web.running import watching  # noqa: E402 - Django is set up first

watching.begin()
