"""What do the pages of ledgers ask?"""

import html
import re
import zipfile
from io import BytesIO

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.metrics.ledgers.deadlines import due_when_over
from jinlin.metrics.ledgers.models import Ledger, LedgerRows, Template
from jinlin.metrics.ledgers.templating import fill
from jinlin.metrics.ledgers.templating.names import FIGURES
from jinlin.metrics.papers import terms
from jinlin.shell.finding import Hit, Shelf
from jinlin.shell.one_list import Source

TAGS = re.compile(r"<[^>]+>")
PARTS = re.compile(r"^(word/(document|header\d*|footer\d*)|xl/(sharedStrings|worksheets/.*))\.xml$")


def content_of(template: Template) -> bytes:
    upload = uploads.of(template)[0]
    return uploads.content_of(upload, upload.path)


def text_of(content: bytes, kind: str) -> str:
    """All words of a file, without what makes them look."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if PARTS.match(name)]
    return html.unescape(TAGS.sub("", "".join(parts)))


def file_of(ledger: Ledger) -> bytes:
    """The ledger in the county's own layout; a signed one as it was signed."""
    if ledger.is_signed and (kept := uploads.of(ledger).first()):
        return uploads.content_of(kept, kept.path)
    return fill(content_of(ledger.template), ledger.template.kind, ledger.values)


def spelled(name: str) -> str:
    """A figure's name as a template spells it."""
    plain = re.sub(r"\W", "", name)
    return f"数{plain}" if plain[:1].isdigit() else plain


def lines_of(ledger: Ledger) -> list[dict[str, str]]:
    """Each figure of a ledger with its value and how it was counted."""
    listed = {each["名称"]: each["数值"] for each in ledger.values.get(FIGURES, [])}
    return [
        {
            **each,
            "value": str(ledger.values.get(spelled(each["name"]), listed.get(each["name"], ""))),
        }
        for each in ledger.definitions
    ]


def why_unsigned(ledger: Ledger) -> str:
    """Why it cannot be signed yet; empty when it can."""
    return terms.why_unsigned(ledger.period, ledger.counted_at)


def briefly(rows: LedgerRows) -> LedgerRows:
    """With their place, without what they say."""
    return rows.select_related("place").defer("values", "definitions")


def waiting(actor: Actor) -> Source:
    """Ledgers of what is over that are not signed, for whoever signs them."""
    is_over = {"due_at__lt": due_when_over(clock.today())}
    rows = briefly(Ledger.objects.to_sign(actor).filter(signed_at=None, **is_over))
    return Source(rows, ("due_at", "id"), list, "ledgers/waiting.html")


def _found(actor: Actor) -> LedgerRows:
    return briefly(Ledger.objects.for_desk(actor))


def _hit(row: Ledger) -> Hit:
    return Hit(reverse("ledgers:ledger", args=[row.pk]), str(row), place=row.place.name)


FOUND = Shelf(_("Ledgers"), _found, _hit, ("-counted_at", "-id"), numbered=False)
