"""How does a test spare every request of staff the note that they were there?

It is written at most once a minute. A test that undoes what a request did undoes the note too, and
the next request would write it again, with a savepoint of its own.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.test import Client

from jinlin.core.time import clock
from jinlin.ground.accounts.sessions import SEEN


def just_seen(browsers: Iterable[Client]) -> None:
    """Whoever is signed in was there a moment ago, and is for the next hour."""
    for browser in browsers:
        if settings.SESSION_COOKIE_NAME in browser.cookies:
            session = browser.session
            session[SEEN] = (clock.now() + timedelta(hours=1)).timestamp()
            session.save()
