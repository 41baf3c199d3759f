"""What has a resident told so far, and how does it become an appeal, once?"""

from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from jinlin.core.actor import ANONYMOUS, Actor
from jinlin.core.errors import Unusable
from jinlin.core.files import uploads
from jinlin.core.idempotency import once
from jinlin.core.time import clock
from jinlin.domains.appeals.actions import Report, report
from jinlin.domains.appeals.actions.intake import LETTERS
from jinlin.domains.appeals.models import Appeal, Identity
from jinlin.ground.accounts.sessions import keep_track
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Place
from jinlin.shell import drafts as core
from jinlin.shell.requests import Request

DRAFT, SENT = "report_draft", "report_sent"  # session keys
HOME = "place"  # the cookie with the code of the resident's neighbourhood
CODE_LENGTH = 10
SHOWN_SECONDS = 30 * 60  # how long the page after sending still names the tracking code


@dataclass
class Draft(core.Draft):
    """What was told of an appeal so far.

    `place` is a code, "" while only the resident's own neighbourhood is known.
    """

    SESSION_KEY: ClassVar[str] = DRAFT

    text: str = ""
    place: str = ""
    spot: str = ""

    def where(self, request: Request) -> Place | None:
        return places.chosen(self.place or request.COOKIES.get(HOME, ""))


@dataclass(frozen=True)
class Sent:
    """What this session has reported last.

    `code` is empty unless it was anonymous, and when its time to be shown is over.
    """

    pk: str
    key: str
    anonymous: bool
    at: float

    @classmethod
    def of(cls, request: Request) -> "Sent | None":
        kept = request.session.get(SENT)
        return cls(**kept) if kept else None

    @property
    def code(self) -> str:
        return (
            track_code(self.key)
            if self.anonymous and clock.now().timestamp() - self.at < SHOWN_SECONDS
            else ""
        )


def send(request: Request, draft: Draft, told: dict[str, str]) -> None:
    """The appeal stands, once, however often this very form arrives; the session knows it, and no
    longer holds the draft.
    """
    body = {**told, "photos": draft.photos}
    made, _again = once(
        actor_key=DRAFT,
        key=draft.key,
        body=body,
        act=lambda: {"pk": str(_report(request, draft, told).pk)},
    )
    anonymous = told["identity"] == Identity.ANONYMOUS
    if anonymous:
        keep_track(request, made["pk"])
    request.session[SENT] = asdict(Sent(made["pk"], draft.key, anonymous, clock.now().timestamp()))
    draft.forget(request)


def track_code(key: str) -> str:
    """The ten letters that open an anonymous appeal.

    They follow from the draft's key and the house's secret, so they are stored nowhere.
    """
    rest, letters = (
        int.from_bytes(
            salted_hmac("jinlin.domains.appeals.track", key, algorithm="sha256").digest()
        ),
        "",
    )
    while len(letters) < CODE_LENGTH:
        rest, position = divmod(rest, len(LETTERS))
        letters += LETTERS[position]
    return letters


def _report(request: Any, draft: Draft, told: dict[str, str]) -> Appeal:
    actor: Actor = request.actor
    place = places.chosen(told["place"])
    if place is None:
        raise Unusable(
            _("This place is not known here. Please choose it again; what you typed is kept."),
            field="place",
        )
    identity = Identity(told["identity"])
    reporter = None if identity == Identity.ANONYMOUS else _reporter(request, place, told)
    photos = uploads.pick(draft.photos, actor=actor, session_key=uploads.session_of(request))
    code = "" if reporter else track_code(draft.key)
    speaker = actor if reporter else holder(actor)
    told_now = Report(
        place=place,
        text=told["text"],
        spot=told["spot"],
        identity=identity,
        reporter=reporter,
        photos=photos,
        track_code=code,
    )
    return report(told_now, actor=speaker)


def holder(actor: Actor) -> Actor:
    """Whoever holds tracking codes, and nobody in particular: what they do is on record without
    their account.
    """
    return replace(ANONYMOUS, tracks=actor.tracks)


def _reporter(request: Any, place: Place, told: dict[str, str]) -> Person:
    """The signed-in resident as the county of this place knows them."""
    user = request.user
    return people.know(
        place.county,
        name=told.get("name") or user.name,
        phone=user.phone,
        user=user,
        actor=request.actor,
    )
