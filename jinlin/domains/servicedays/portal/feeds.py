"""How does a calendar program fetch the days of a neighbourhood?"""

from hashlib import sha256

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from jinlin.core.errors import NotHere
from jinlin.domains.servicedays.calendars import MEDIA_TYPE, feed
from jinlin.ground.places.queries import chosen
from jinlin.shell.requests import Request


@require_safe
def of_neighbourhood(request: Request, code: str) -> HttpResponseBase:
    """For everybody: when, where, and what is offered; 304 when the program has it already."""
    place = chosen(code)
    if place is None:
        raise NotHere
    content = feed(place)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["ETag"] = f'"{sha256(content).hexdigest()[:32]}"'
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, max_age=900, public=True)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
