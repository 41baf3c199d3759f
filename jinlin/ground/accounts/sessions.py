"""What does a session remember about whoever is using it?"""

from uuid import UUID

from django.http import HttpRequest

# signed in with a code sent to a phone: a resident, whatever roles the account holds
BY_PHONE = "by_phone"
SEEN = "seen_at"  # when staff last did something
TRACKS = "tracks"  # the rows whose tracking code this session holds
MANY_TRACKS = 50


def keep_track(request: HttpRequest, pk: UUID) -> None:
    """This session holds the tracking code of a row; `request.actor.tracks` names it from the next
    request on, also after signing in.
    """
    request.session[TRACKS] = list(dict.fromkeys([*request.session.get(TRACKS, []), str(pk)]))[
        -MANY_TRACKS:
    ]


def tracks(request: HttpRequest) -> list[UUID]:
    return [UUID(pk) for pk in request.session.get(TRACKS, [])]
