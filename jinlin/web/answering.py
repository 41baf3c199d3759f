"""What is read and written before the first request comes, so that it waits for none of it?

The addresses, what apps hand over by its path, and the texts of the house's own queries; while the
database is gone those are written later. A server reads it once for all its processes.
"""

import os
from contextlib import suppress
from importlib import import_module

from django.core.wsgi import get_wsgi_application
from django.db import Error, connections

from jinlin.web.reading import reading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
with reading():
    application = get_wsgi_application()
    import_module("jinlin.web.urls")
    import_module("jinlin.core.later").all_read()
    with suppress(Error):
        import_module("jinlin.core.prepared").all_ready()
    connections.close_all()
