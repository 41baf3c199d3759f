"""What does a page ask about documents?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.core.search import matching
from jinlin.core.time import clock
from jinlin.services.documents.codes import read
from jinlin.services.documents.kinds import known
from jinlin.services.documents.models import Document
from jinlin.services.documents.numbering import county_name
from jinlin.services.documents.validity import Validity, validity_of
from jinlin.shell.finding import Hit, Shelf

ORDER = ("-issued_at", "-id")
SENTENCES = {
    "issue": _("It was issued"),
    "revoke": _("It was revoked"),
    "suspend": _("It was suspended"),
    "reinstate": _("It was reinstated"),
}
TONES = {"issue": "done", "revoke": "late", "suspend": "waiting", "reinstate": "done"}


@dataclass(frozen=True)
class Public:
    """What anybody may know of a document whose code they hold, and nothing else of it."""

    number: str
    label: Any
    county: str
    issued_on: Any
    issued_by: str
    is_valid: bool
    revoked_on: Any
    fields: list[tuple[Any, str]]
    validity: Validity
    says_why: bool = False

    is_intact: bool = True

    def holds_on(self, day: date) -> bool:
        """Whether it held on that day, whatever became of it since."""
        return self.is_intact and self.validity.holds_on(day)


@dataclass(frozen=True)
class Line:
    """One entry of a document's history, as parts/trail.html shows it."""

    sentence: Any
    at: datetime
    face: str
    note: str
    tone: str


def board(actor: Actor, *, kind: str = "", words: str = "") -> QuerySet[Document]:
    """The documents this actor sees, of one kind or all; by a part of the number or by the code on
    the paper.
    """
    rows = Document.objects.visible_to(actor)
    if kind:
        rows = rows.filter(kind=kind)
    words = words.strip()
    if words:
        rows = rows.filter(
            matching(Document, words)
            | (Q(verify_code=code) if (code := read(words)) else Q(pk__in=[]))
        )
    return rows


def of(subject: CountyRow, *, actor: Actor) -> list[Document]:
    """The documents about a row that this actor sees, oldest first."""
    return list(Document.objects.visible_to(actor).about(subject).order_by("issued_at", "pk"))


def kinds_offered() -> list[tuple[str, Any]]:
    return [(kind.key, kind.label) for kind in known().values()]


def history(document: Document) -> list[Line]:
    """Its issue and, if it came to that, its revocation."""
    return [
        Line(SENTENCES[entry.verb], entry.at, entry.face, entry.note, TONES[entry.verb])
        for entry in timeline.trail(document)
        if entry.verb in SENTENCES
    ]


def verified(code: str) -> Public | None:
    """What the page of verification shows; None for an unknown code, and for a kind whose domain is
    not installed.
    """
    document = Document.objects.filter(verify_code=code).first() if code else None
    if document is None or document.kind not in known():
        return None
    kind = known()[document.kind]
    shown = ((label, _words(document.data.get(name))) for name, label in kind.public_fields.items())
    validity = validity_of(document)
    return Public(
        number=document.number,
        label=kind.label,
        county=county_name(document.county),
        issued_on=document.issued_on,
        issued_by=document.issued_by,
        is_valid=document.is_intact and validity.holds_on(clock.today()),
        revoked_on=document.revoked_on,
        fields=[(label, words) for label, words in shown if words] if document.is_intact else [],
        validity=validity,
        says_why=kind.says_why,
        is_intact=document.is_intact,
    )


def _words(value: Any) -> str:
    """A value as plain words; a list as its parts. Mappings are never public: they hold more than
    was named.
    """
    if isinstance(value, list):
        return "、".join(_plain_parts(value))
    return "" if value is None or isinstance(value, dict) else str(value)


def _plain_parts(values: Iterable[Any]) -> Iterable[str]:
    return (str(each) for each in values if isinstance(each, str | int))


def _hit(document: Document) -> Hit:
    address = reverse("documents:document", args=[document.pk])
    return Hit(address, document.title, document.number)


FOUND = Shelf(_("Documents"), Document.objects.visible_to, _hit, ORDER)
