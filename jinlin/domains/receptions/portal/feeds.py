"""How does a calendar program fetch the sessions of a neighbourhood, of somebody on the roster, or
one alone?
"""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from jinlin.core import feeds, limits
from jinlin.core.errors import NotHere
from jinlin.core.feeds import KEPT_FOR, MEDIA_TYPE
from jinlin.domains.receptions.calendars import (
    Feed,
    neighbourhood_feed,
    one_session,
    own_feed,
)
from jinlin.domains.receptions.models import FeedLink, Session
from jinlin.ground.places.queries import chosen
from jinlin.shell.requests import Request


@require_safe
def of_neighbourhood(request: Request, code: str) -> HttpResponseBase:
    """For everybody: when and where, and which organisations sit there."""
    place = chosen(code)
    if place is None:
        raise NotHere
    return _sent(request, neighbourhood_feed(place), name=f"{place.code}.ics", public=True)


@require_safe
def of_sitter(request: Request, token: str) -> HttpResponseBase:
    """For whoever holds the secret address: the sessions in which its owner sits."""
    user = feeds.owner_of(FeedLink, token, who=limits.by_address(request))
    return _sent(request, own_feed(user), name="receptions.ics")


@require_safe
def of_session(request: Request, pk: UUID) -> HttpResponseBase:
    """One session, to be put into one's own calendar."""
    session = (
        Session.objects.announced()
        .select_related("series__place", "series__organiser")
        .filter(pk=pk)
        .first()
    )
    if session is None:
        raise NotHere
    return _sent(request, one_session(session), name=f"{session.on:%Y-%m-%d}.ics", public=True)


def _sent(request: Request, feed: Feed, *, name: str, public: bool = False) -> HttpResponseBase:
    """The calendar, or 304 when the program has it already."""
    response = HttpResponse(feed.content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"], response["Last-Modified"] = feed.etag, http_date(feed.changed_at.timestamp())
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, max_age=KEPT_FOR, **{"public" if public else "private": True})
    known = get_conditional_response(
        request, etag=feed.etag, last_modified=int(feed.changed_at.timestamp()), response=response
    )
    return known or response
