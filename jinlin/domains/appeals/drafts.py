"""What has a resident told so far, and how does it become an appeal, once?"""

from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from jinlin.core.actor import ANONYMOUS, Actor
from jinlin.core.errors import Unusable
from jinlin.core.files import uploads
from jinlin.core.keys import beside
from jinlin.core.limits import counted_with
from jinlin.core.numbers import LETTERS
from jinlin.core.salted import salted
from jinlin.core.time import clock
from jinlin.domains.appeals.actions import Report, report
from jinlin.domains.appeals.models import Appeal, Identity
from jinlin.ground.accounts.sessions import keep_track
from jinlin.ground.people.models import Person
from jinlin.ground.people.myself import myself
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Place
from jinlin.shell import drafts as core
from jinlin.shell.requests import Request

DRAFT, SENT = "report_draft", "report_sent"  # session keys
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

    @property
    def row_key(self) -> UUID:
        """It follows from the draft's key and never the other way round: whoever reads it in an
        address cannot send the draft again, and with it come by the tracking code.
        """
        return beside(UUID(self.key), salted("jinlin.domains.appeals.draft", self.key))

    def where(self, request: Request) -> Place | None:
        return places.chosen(self.place or places.code_here(request))


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


def send(request: Any, draft: Draft, fields: dict[str, str]) -> None:
    """The appeal stands, once, however often this very form arrives; the session knows it, and no
    longer holds the draft.
    """
    place = places.chosen(fields["place"])
    if place is None:
        raise Unusable(
            _("This place is not known here. Please choose it again; what you typed is kept."),
            field="place",
        )
    anonymous = fields["identity"] == Identity.ANONYMOUS

    with counted_with(request) as count:

        def make() -> Appeal:
            made = _report(request, draft, fields, place)
            count()
            _remember(request, draft, made, anonymous=anonymous)
            request.session.save_with_it()
            return made

        # not by whom, it may be anonymous; not the photos, which a draft has only until it is sent
        made = draft.becomes(Appeal, fields, place.code, make=make)
    if SENT not in request.session or request.session[SENT]["pk"] != str(made.pk):
        _remember(request, draft, made, anonymous=anonymous)


def _remember(request: Any, draft: Draft, made: Appeal, *, anonymous: bool) -> None:
    if anonymous:
        keep_track(request, made.pk)
    sent = Sent(str(made.pk), draft.key, anonymous, clock.now().timestamp())
    request.session[SENT] = asdict(sent)
    draft.forget(request)


def track_code(key: str) -> str:
    """The ten letters that open an anonymous appeal.

    They follow from the draft's key and the house's secret, so they are stored nowhere.
    """
    rest, letters = int.from_bytes(salted("jinlin.domains.appeals.track", key)), ""
    while len(letters) < CODE_LENGTH:
        rest, position = divmod(rest, len(LETTERS))
        letters += LETTERS[position]
    return letters


def _report(request: Any, draft: Draft, fields: dict[str, str], place: Place) -> Appeal:
    actor: Actor = request.actor
    identity = Identity(fields["identity"])
    reporter = None if identity == Identity.ANONYMOUS else _reporter(request, place, fields)
    photos = uploads.pick(draft.photos, actor=actor, session_key=uploads.session_of(request))
    code = "" if reporter else track_code(draft.key)
    speaker = actor if reporter else holder(actor)
    message = Report(
        place=place,
        text=fields["text"],
        spot=fields["spot"],
        identity=identity,
        reporter=reporter,
        photos=photos,
        track_code=code,
    )
    return report(message, actor=speaker)


def holder(actor: Actor) -> Actor:
    """Whoever holds tracking codes, and nobody in particular: what they do is on record without
    their account.
    """
    return replace(ANONYMOUS, tracks=actor.tracks)


def _reporter(request: Any, place: Place, fields: dict[str, str]) -> Person:
    """The signed-in resident as the county of this place knows them."""
    return myself(request, place.county, called=fields.get("name", ""))
