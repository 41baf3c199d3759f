"""Under which address does each kind of row stand on the desk, and what is its page called?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.domains.talents.queries.listed import LIKELY


@dataclass(frozen=True)
class Kind:
    """One kind of row on the desk."""

    key: str
    title: Any  # of its board
    one: Any  # of one row
    board: str  # the name of the board's address
    matter: str
    move: str
    empty: Any

    @property
    def likely(self) -> Mapping[str, str]:
        return LIKELY[self.key]


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "talent",
            _("Talents"),
            _("Talent"),
            "talents:board",
            "talents:desk_talent",
            "talents:talent_move",
            _(
                "Whom neighbours nominate stands here; what you found yourself you write down "
                "above."
            ),
        ),
        Kind(
            "application",
            _("Certification"),
            _("Application"),
            "talents:applications",
            "talents:application",
            "talents:application_move",
            _("A talent applies on their own page, or you do it for them on theirs."),
        ),
        Kind(
            "certificate",
            _("Certificates of craftsmen"),
            _("Certificate"),
            "talents:certificates",
            "talents:certificate",
            "talents:certificate_move",
            _("A certificate is issued by itself when the public notice is over."),
        ),
        Kind(
            "pair",
            _("Mentors and learners"),
            _("Mentor and learner"),
            "talents:pairs",
            "talents:pair",
            "talents:pair_move",
            _("Bring somebody together with a mentor on the mentor's page."),
        ),
        Kind(
            "help",
            _("Helps by craftsmen"),
            _("Help by a craftsman"),
            "talents:helps",
            "talents:desk_help",
            "talents:desk_help_move",
            _("What neighbours ask of craftsmen stands here."),
        ),
    )
}
