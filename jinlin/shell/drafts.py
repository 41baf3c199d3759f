"""What has somebody told so far, while still telling it question by question?

The draft lives in the session after every step: it outlives a closed page, a refused photo and
signing in. A domain says what else is told.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from jinlin.core import limits
from jinlin.core.errors import Refusal
from jinlin.core.files import uploads
from jinlin.core.keys import uuid7
from jinlin.core.offline import Sent, made_once
from jinlin.core.rows import CountyRow

Row = TypeVar("Row", bound=CountyRow)
MOST_PHOTOS = 6


@dataclass
class Draft:
    """What was told so far.

    `key` makes it one thing however often it is sent; `photos` are keys of unattached uploads.
    """

    SESSION_KEY: ClassVar[str]

    key: str = field(default_factory=lambda: str(uuid7()))
    photos: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        return cls(**request.session.get(cls.SESSION_KEY, {}))

    def keep(self, request: HttpRequest) -> None:
        request.session[self.SESSION_KEY] = asdict(self)

    def forget(self, request: HttpRequest) -> None:
        request.session.pop(self.SESSION_KEY, None)

    @property
    def row_key(self) -> UUID:
        """Under which key stands what it becomes."""
        return UUID(self.key)

    def becomes(
        self,
        model: type[Row],
        fields: Mapping[str, Any],
        place_code: str,
        *,
        make: Callable[[], Row],
    ) -> Row:
        """The one row that this draft becomes, however often and however late it is sent; other
        contents under its key are kept beside it.
        """
        return made_once(model, Sent(self.row_key, dict(fields), place_code), make=make)

    def pictures(self, request: Any) -> list[uploads.Upload]:
        """The photos that are still there; a forgotten one is no reason to stop."""
        found = (
            uploads.Upload.objects.unattached()
            .sent_by(request.actor, session_key=uploads.session_of(request))
            .in_bulk(self.photos)
        )
        by_key = {str(key): upload for key, upload in found.items()}
        self.photos = [key for key in self.photos if key in by_key]
        return [by_key[key] for key in self.photos]

    def take_photos(self, request: Any, county: str) -> list[str]:
        """The photos sent with this step belong to the draft; those that cannot be used are named,
        with the reason.
        """
        problems = []
        for file in request.FILES.getlist("photos"):
            if len(self.photos) == MOST_PHOTOS:
                problems.append(
                    _("Up to %(most)d photos; the first ones are kept.") % {"most": MOST_PHOTOS}
                )
                break
            try:
                limits.take_a_file(request, request.actor)
                upload = uploads.receive(
                    file,
                    county=county,
                    actor=request.actor,
                    session_key=uploads.session_of(request),
                )
                self.photos.append(str(upload.pk))
            except Refusal as refusal:
                problems.append(
                    f"{file.name}: {refusal}"
                    if len(request.FILES.getlist("photos")) > 1
                    else str(refusal)
                )
        return problems
