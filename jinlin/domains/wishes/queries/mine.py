"""What does somebody see of the wishes that they said, and of those that they took on?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.domains.wishes.lifecycle import LABELS, State
from jinlin.domains.wishes.models import Claim, ClaimRows, Wish, WishRows
from jinlin.domains.wishes.queries.listed import TONES

WAITS_FOR_ME, LATE, OPEN, REST = range(4)
LATE_WORDS = {  # a day that is over is no promise any more
    State.POSTED: gettext_lazy("%(unit)s was to read it by %(due)s and has not yet."),
    State.PUBLISHED: gettext_lazy(
        "Nobody took it on by %(due)s; %(unit)s is late with what comes next."
    ),
    State.CLAIMED: gettext_lazy(
        "Somebody took it on; it was to be fulfilled by %(due)s and is late. %(unit)s asks them."
    ),
}


@dataclass(frozen=True)
class Own:
    """One wish as the person who said it reads it on a list."""

    wish: Wish

    @property
    def tone(self) -> str:
        return TONES[State(self.wish.state)]

    @property
    def word(self) -> Any:
        return LABELS[State(self.wish.state)]

    @property
    def sentence(self) -> str:
        return next_sentence(self.wish)

    @property
    def rank(self) -> int:
        """How much it is awaited: what waits for the resident first, then what is late, then what
        is open.
        """
        if self.wish.state in {State.ASKED, State.FULFILLED}:
            return WAITS_FOR_ME
        if self.wish.is_late:
            return LATE
        return OPEN if self.wish.is_open else REST

    @property
    def is_running(self) -> bool:
        return self.wish.state in {State.POSTED, State.CLAIMED}


def mine(actor: Actor) -> WishRows:
    """What this person wished or said for somebody; to be read through core.paging,
    newest first.
    """
    return Wish.objects.posted_for(actor).select_related("unit", "place").defer("text")


def owns(wishes: list[Wish]) -> list[Own]:
    return [Own(wish) for wish in wishes]


def my_claims(actor: Actor) -> ClaimRows:
    """What this person or their organisation took on, newest first; with the wish and everybody in
    it.
    """
    everybody = Prefetch(
        "wish__claims", Claim.objects.select_related("organisation").order_by("claimed_at", "id")
    )
    rows = Claim.objects.made_by(actor).select_related("wish__unit", "wish__place", "organisation")
    return rows.prefetch_related(everybody).order_by("-claimed_at", "-id")


def next_sentence(wish: Wish) -> str:
    """Who does what by when, in one sentence for whoever said it."""
    words = {
        "unit": wish.unit.name,
        "due": spoken.deadline(wish.due_at),
        "number": wish.appeal_number,
    }
    sentences = {
        State.POSTED: _(
            "%(unit)s reads it by %(due)s and puts it on the wish wall without a name."
        ),
        State.ASKED: _("%(unit)s asks you something. Please answer by %(due)s."),
        State.PUBLISHED: _(
            "It stands on the wish wall. If nobody takes it on by %(due)s, one level up looks for "
            "somebody."
        ),
        State.CLAIMED: _(
            "Somebody took it on and wants to fulfil it by %(due)s. %(unit)s arranges the "
            "hand-over."
        ),
        State.FULFILLED: _("It was handed over. Please say by %(due)s whether it has arrived."),
        State.CONFIRMED: _("It came true."),
        State.LAPSED: _("It was handed over. If something is missing, please call %(unit)s."),
        State.DECLINED: _("%(unit)s could not put it on the wall; the reason is below."),
        State.WITHDRAWN: _("You took it back."),
        State.TRANSFERRED: _("It goes on as appeal %(number)s."),
    }
    if wish.is_late and wish.state in LATE_WORDS:
        return str(LATE_WORDS[State(wish.state)]) % words
    if wish.state == State.PUBLISHED and wish.level:
        return _("Nobody took it on yet; %(unit)s looks for somebody, next by %(due)s.") % words
    return sentences[State(wish.state)] % words
