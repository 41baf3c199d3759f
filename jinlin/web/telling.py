"""What do visitors of a demo county see and do while its story is still being told?"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import NotNow
from jinlin.demo.county import CAST, PASSWORD, RESIDENT_PHONE
from jinlin.demo.progress import Progress, of_the_story
from jinlin.ground.accounts.roles import LABELS, Role
from jinlin.shell.requests import Request
from jinlin.web.refusals import refused

LOOK = "look"  # ?look=1 leads past the page of progress
SECONDS_BETWEEN_LOOKS = 3
SAFE = {"GET", "HEAD", "OPTIONS"}
# To sign in and out, and to choose a language, a text size or a neighbourhood, changes no matter.
STILL_OPEN = ("/sign-in/", "/sign-out/", "/desk/sign-in/", "/language/", "/mode/", "/places/")


class ReadOnlyWhileTelling:
    """Nobody changes anything in a county whose story is still being told in order of time."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        if not settings.DEMO:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        is_open = request.method in SAFE or request.path.startswith(STILL_OPEN)
        if is_open or of_the_story() is None:
            return self.get_response(request)
        return refused(request, NotNow(_READ_ONLY))


_READ_ONLY = _(
    "The story of this demo county is still being told. Until then you can look at everything; "
    "please send this again in a few minutes."
)


def progress_page(request: Request, progress: Progress) -> HttpResponse:
    """Leads on by itself."""
    cast = [(LABELS[Role(who.role)], who.name, who.username) for who in CAST]
    context = {
        "progress": progress,
        "minutes_left": progress.left and 1 + progress.left // timedelta(minutes=1),
        "cast": cast,
        "password": PASSWORD,
        "phone": RESIDENT_PHONE,
        "look": f"/?{LOOK}=1",
    }
    answer = render(request, "being_told.html", context)
    answer["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return answer


@contextmanager
def telling_beside() -> Iterator[None]:
    """As long as this is open, a process of its own tells what is still to be told."""
    if of_the_story() is None:
        yield
        return
    teller = subprocess.Popen([Path(sys.executable).with_name("jinlin"), "demo", "tell"])  # noqa: S603 - our own console
    try:
        yield
    finally:
        teller.terminate()
        teller.wait()
