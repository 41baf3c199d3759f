"""What does the server call?

The addresses are read before the first request comes, which would otherwise wait for them.
"""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from jinlin.web.reading import reading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
with reading():
    application = get_wsgi_application()
    import_module("jinlin.web.urls")

from jinlin.web.running import watching

watching.begin()
