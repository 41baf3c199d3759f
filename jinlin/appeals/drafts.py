"""What has a resident told so far, while still telling it, and how does it become an appeal, once?

The draft lives in the session after every step: it outlives a closed page, a refused photo and signing in.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from jinlin.accounts.sessions import keep_track
from jinlin.appeals.actions import Report, report
from jinlin.appeals.actions.intake import LETTERS
from jinlin.appeals.models import Appeal, Identity
from jinlin.core import clock, uploads
from jinlin.core.actor import Actor
from jinlin.core.errors import Refusal, Unusable
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.people import actions as people
from jinlin.people.models import Person
from jinlin.places import queries as places
from jinlin.places.models import Place

DRAFT, SENT = "report_draft", "report_sent"  # session keys
HOME = "place"  # the cookie with the code of the resident's neighbourhood
MOST_PHOTOS = 6
CODE_LENGTH = 10
SHOWN_SECONDS = 30 * 60  # how long the page after sending still names the tracking code


@dataclass
class Draft:
    """What was told so far. `place` is a code, "" while only the resident's own neighbourhood is known; `photos` are keys of unattached uploads."""

    key: str = field(default_factory=lambda: str(uuid7()))
    text: str = ""
    place: str = ""
    spot: str = ""
    photos: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, request: HttpRequest) -> "Draft":
        return cls(**request.session.get(DRAFT, {}))

    def keep(self, request: HttpRequest) -> None:
        request.session[DRAFT] = asdict(self)

    def where(self, request: HttpRequest) -> Place | None:
        return places.chosen(self.place or request.COOKIES.get(HOME, ""))

    def pictures(self, request: Any) -> list[uploads.Upload]:
        """The photos that are still there; a forgotten one is no reason to stop."""
        found = uploads.Upload.objects.unattached().sent_by(request.actor, session_key=uploads.session_of(request)).in_bulk(self.photos)
        by_key = {str(key): upload for key, upload in found.items()}
        self.photos = [key for key in self.photos if key in by_key]
        return [by_key[key] for key in self.photos]

    def take_photos(self, request: Any, county: str) -> list[str]:
        """The photos sent with this step belong to the draft; those that cannot be used are named, with the reason."""
        problems = []
        for file in request.FILES.getlist("photos"):
            if len(self.photos) == MOST_PHOTOS:
                problems.append(_("Up to %(most)d photos; the first ones are kept.") % {"most": MOST_PHOTOS})
                break
            try:
                upload = uploads.receive(file, county=county, actor=request.actor, session_key=uploads.session_of(request))
                self.photos.append(str(upload.pk))
            except Refusal as refusal:
                problems.append(f"{file.name}: {refusal}" if len(request.FILES.getlist("photos")) > 1 else str(refusal))
        return problems


@dataclass(frozen=True)
class Sent:
    """What this session has reported last. `code` is empty unless it was anonymous, and when its time to be shown is over."""

    pk: str
    key: str
    anonymous: bool
    at: float

    @classmethod
    def of(cls, request: HttpRequest) -> "Sent | None":
        kept = request.session.get(SENT)
        return cls(**kept) if kept else None

    @property
    def code(self) -> str:
        return track_code(self.key) if self.anonymous and clock.now().timestamp() - self.at < SHOWN_SECONDS else ""


def send(request: HttpRequest, draft: Draft, told: dict[str, str]) -> None:
    """The appeal stands, once, however often this very form arrives; the session knows it, and no longer holds the draft."""
    body = {**told, "photos": draft.photos}
    made, _again = once(actor_key=DRAFT, key=draft.key, body=body, act=lambda: {"pk": str(_report(request, draft, told).pk)})
    anonymous = told["identity"] == Identity.ANONYMOUS
    if anonymous:
        keep_track(request, made["pk"])
    request.session[SENT] = asdict(Sent(made["pk"], draft.key, anonymous, clock.now().timestamp()))
    request.session.pop(DRAFT, None)


def track_code(key: str) -> str:
    """The ten letters that open an anonymous appeal. They follow from the draft's key and the house's secret, so they are stored nowhere."""
    rest, letters = int.from_bytes(salted_hmac("jinlin.appeals.track", key, algorithm="sha256").digest()), ""
    while len(letters) < CODE_LENGTH:
        rest, position = divmod(rest, len(LETTERS))
        letters += LETTERS[position]
    return letters


def _report(request: Any, draft: Draft, told: dict[str, str]) -> Appeal:
    actor: Actor = request.actor
    place = places.chosen(told["place"])
    if place is None:
        raise Unusable(_("This place is not known here. Please choose it again; what you typed is kept."), field="place")
    identity = Identity(told["identity"])
    reporter = None if identity == Identity.ANONYMOUS else _reporter(request, place, told)
    photos = uploads.pick(draft.photos, actor=actor, session_key=uploads.session_of(request))
    code = "" if reporter else track_code(draft.key)
    told_now = Report(
        place=place, text=told["text"], spot=told["spot"], identity=identity, reporter=reporter, photos=photos, track_code=code
    )
    return report(told_now, actor=actor)


def _reporter(request: Any, place: Place, told: dict[str, str]) -> Person:
    """The signed-in resident as the county of this place knows them."""
    user = request.user
    return people.know(place.county, name=told.get("name") or user.name, phone=user.phone, user=user, actor=request.actor)
