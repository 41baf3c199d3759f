"""Where does somebody go who is to choose a neighbourhood first, and how do they come back?"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import code_here
from jinlin.shell.requests import Request


def ask_where(request: Request, then: str = "") -> HttpResponseRedirect:
    """To the choice of a neighbourhood, and from there on to the address that was asked for, or to
    `then` where that address only takes what is sent.
    """
    way = then or request.get_full_path()
    return HttpResponseRedirect(f"{reverse('places:choose')}?{urlencode({'next': way})}")


def of_one_county(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about one county: whoever chose no neighbourhood is asked, unless there is only one
    county. Another county's figures and lists would be taken for one's own.
    """

    @wraps(view)
    def page(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not code_here(request) and _are_several():
            return ask_where(request)
        return view(request, *args, **kwargs)

    return page


def _are_several() -> bool:
    counties = Place.objects.present().filter(level=Level.COUNTY)
    return counties.values_list("pk")[1:2].exists()
