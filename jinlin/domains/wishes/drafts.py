"""What has a resident said of a wish so far, and how does it become a wish, once?"""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.files import uploads
from jinlin.domains.wishes.actions import Agreed, Post, post
from jinlin.domains.wishes.forms.post import ME
from jinlin.domains.wishes.models import Kind, Meeting, Wish
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.people.myself import myself
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Place
from jinlin.shell import drafts as core
from jinlin.shell.moves import actor_key
from jinlin.shell.requests import Request

SENT = "wish_sent"  # session key: the key of the draft and of the wish that it became


@dataclass
class Draft(core.Draft):
    """What was said so far."""

    SESSION_KEY: ClassVar[str] = "wish_draft"

    kind: str = ""
    text: str = ""
    estimate: int = 0
    whom: str = ""
    name: str = ""
    phone: str = ""
    band: str = ""

    def where(self, request: Request) -> Place | None:
        """The resident's own neighbourhood."""
        return places.chosen_here(request)

    @property
    def is_for_me(self) -> bool:
        return self.whom == ME

    @property
    def whole_text(self) -> str:
        """The words as staff read them."""
        return (
            self.text
            if self.is_for_me or not self.phone
            else f"{self.text}\n\n{self.name} {self.phone}"
        )


def send(request: Request, draft: Draft, fields: dict[str, Any]) -> str:
    """The wish stands, once, however often this very form arrives; the session no longer holds the
    draft. Its key.
    """
    place = draft.where(request)
    if place is None:
        raise Unusable(
            _("Please choose your neighbourhood first; what you typed is kept."), field="place"
        )
    typed = {name: str(value) for name, value in fields.items() if name != "key"}
    content = {"by": actor_key(request), **asdict(draft), **typed}
    made = draft.becomes(
        Wish, content, place.code, make=lambda: _post(request, draft, fields, place)
    )
    request.session[SENT] = {"key": draft.key, "pk": str(made.pk)}
    draft.forget(request)
    return str(made.pk)


def _post(request: Any, draft: Draft, fields: dict[str, Any], place: Place) -> Wish:
    actor: Actor = request.actor
    me = myself(request, place.county, called=fields.get("called", ""))
    whom = me if draft.is_for_me else _somebody(draft, place, actor)
    posting = Post(
        place=place,
        kind=Kind(draft.kind),
        text=draft.whole_text,
        estimate=draft.estimate,
        for_person=whom,
        posted_by=None if draft.is_for_me else me,
        band=draft.band,
        meeting=Meeting(fields["meeting"]),
        agreed=Agreed() if draft.is_for_me and fields["agreed"] else None,
        photos=uploads.pick(draft.photos, actor=actor, session_key=uploads.session_of(request)),
    )
    return post(posting, actor=actor)


def _somebody(draft: Draft, place: Place, actor: Actor) -> Person:
    """Somebody else, on the resident's word: it opens no row that the county knows already, so
    their phone stands with the words until staff have asked.
    """
    return people.know(place.county, name=draft.name, actor=actor)
