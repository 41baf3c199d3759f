"""Can this file be a template, and if not, what is amiss where?"""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _

from jinlin.metrics.ledgers.templating.language import Finding
from jinlin.metrics.ledgers.templating.sheets import Sheets
from jinlin.metrics.ledgers.templating.texts import Text

MOST_UNPACKED = 24 * 1024 * 1024
UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, IndexError)


@dataclass(frozen=True)
class Checked:
    """The file, mended where it could be, and everything that was found."""

    kind: str
    content: bytes
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> list[Finding]:
        return [each for each in self.findings if not each.is_mended]

    @property
    def mended(self) -> list[Finding]:
        return [each for each in self.findings if each.is_mended]


def check(content: bytes, kind: str) -> Checked:
    """Of a file that core.files found harmless."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            words = _("This is too much for a template: leave out pictures and other sheets.")
            return Checked(kind, content, (Finding("huge", _("the whole file"), words),))
    try:
        template = Text(content) if kind == "docx" else Sheets(content)
        template.check()
    except UNREADABLE:
        words = _("This file could not be read. Please open it, save it anew and send that.")
        return Checked(kind, content, (Finding("unreadable", _("the whole file"), words),))
    return Checked(kind, template.content(), tuple(template.findings))
