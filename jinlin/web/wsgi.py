"""What does the server call?

The addresses are read before the first request comes, and the texts of the house's own queries are
written: it would otherwise wait for them. While the database is gone they are written later.
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
    with suppress(Error):
        import_module("jinlin.core.prepared").all_ready()
    connections.close_all()

from jinlin.web.running import watching

watching.begin()
