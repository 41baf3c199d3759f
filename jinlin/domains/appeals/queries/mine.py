"""What does a resident see of their own appeals?"""

from uuid import UUID

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.secrets.fields import match_key
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, AppealQuerySet
from jinlin.domains.appeals.queries.board import SHOWN


def mine(actor: Actor) -> AppealQuerySet:
    """What this person reported or holds the tracking code of; to be read through core.paging,
    newest first.
    """
    return Appeal.objects.reported_by(actor).select_related(*SHOWN).defer("text")


def tracked(number: str, code: str) -> UUID | None:
    """The anonymous appeal with this number and tracking code, if both are right."""
    rows = Appeal.objects.filter(
        number=number.strip().upper(), track_key=match_key(code.strip().upper(), "track")
    ).exclude(track_key="")
    return rows.values_list("pk", flat=True).first()


def next_sentence(appeal: Appeal) -> str:
    """Who does what by when, in one sentence for the resident."""
    unit, due = appeal.unit.name, spoken.deadline(appeal.due_at)
    if appeal.is_late and appeal.state == State.REPORTED:  # nobody has promised anything yet
        return _("%(unit)s was to take it up by %(due)s and is late.") % {"unit": unit, "due": due}
    if appeal.is_late:
        return _("%(unit)s promised an answer by %(due)s and is late.") % {"unit": unit, "due": due}
    if appeal.is_review_over:
        return _(
            "The clock stands because something is awaited; %(unit)s should have looked again by "
            "%(due)s."
        ) % {
            "unit": unit,
            "due": due,
        }
    sentences = {
        State.REPORTED: _("%(unit)s takes it up by %(due)s."),
        State.ACCEPTED: _("%(unit)s is arranging it and answers by %(due)s."),
        State.IN_HAND: _("%(unit)s is working on it and answers by %(due)s."),
        State.WAITING: _(
            "The clock stands because something is awaited; %(unit)s looks again by %(due)s."
        ),
        State.MERGED: _(
            "%(unit)s handles it together with the same matter of others and answers by %(due)s."
        ),
        State.FINISHED: _("%(unit)s has replied. Please say by %(due)s whether it is solved."),
        State.CLOSED: _("Solved and closed."),
        State.REJECTED: _("%(unit)s could not accept it; the reason is below."),
        State.WITHDRAWN: _("You withdrew it."),
    }
    return sentences[State(appeal.state)] % {"unit": unit, "due": due}
