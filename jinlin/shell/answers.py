"""How does a view answer, whether a page or a part of one was asked for?"""

from django.http import HttpResponse
from django.shortcuts import redirect

from jinlin.shell.requests import Request


def to(request: Request, address: str) -> HttpResponse:
    """On to a page, also for a part that a script asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
