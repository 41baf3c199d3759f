"""Which steps do several verbs share? Each leaves the row for its verb to record."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.rows import MovingRow
from jinlin.core.text import why_of
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.talents.models import Help, TalentRule
from jinlin.domains.talents.queries.story import sentence
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

LONGEST_REASON = 300


def rule_of(county: str) -> TalentRule:
    """The county's numbers as they are today."""
    return TalentRule.of(county, clock.today())


def why(reason: str) -> str:
    """The reason of a verb, which whoever it concerns reads."""
    return why_of(reason, limit=LONGEST_REASON)


def keep(
    row: Any, verb: str, *, actor: Actor, to: Iterable[UUID] = (), note: str = "", **data: Any
) -> Entry:
    """The changed row is its next version with its entry; the people in `to` hear of it, and
    programs too.
    """
    entry = timeline.keep(row, verb, actor=actor, note=note, **data)
    _tell(row, entry, [Recipient(person_id=person) for person in dict.fromkeys(to)])
    announce(row, verb)
    return entry


def announce(row: MovingRow, verb: str) -> None:
    """Every webhook of the county that hears this verb is sent where the row stands now."""
    state, place = row.state, row.place_code  # type: ignore[attr-defined]
    notices.announce(
        county=row.county,
        event=f"talents.{row._meta.model_name}.{verb}",
        subject_id=row.pk,
        payload={"place": place[:12], "state": str(state), "version": row.version},
    )


def _tell(row: Any, entry: Entry, to: list[Recipient]) -> None:
    if not to:
        return
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=row.county,
            event=f"talents.{row._meta.model_name}.{entry.verb}",
            title=_title(row),
            body=sentence(row, entry.verb, dict(entry.data)),
            about=row,
            url=_address(row),
            to=to,
        )


def tell_craftsman(help_: Help) -> None:
    """The craftsman reads what is broken and when it would suit; no door and no phone yet."""
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=help_.county,
            event="talents.help.ask",
            title=_("A neighbour asks you for help"),
            body=f"{help_.text} {help_.wanted}",
            about=help_,
            url=_address(help_),
            to=[Recipient(person_id=help_.talent.person_id)],
        )


def _title(row: MovingRow) -> str:
    titles = {
        "talent": _("The directory of talents"),
        "application": _("Your certificate as a craftsman"),
        "certificate": _("Your certificate as a craftsman"),
        "pair": _("Mentor and learner"),
        "help": _("Help by a craftsman"),
    }
    return titles[row._meta.model_name or ""]


def _address(row: MovingRow) -> str:
    if isinstance(row, Help):
        return reverse("talents:help", args=[row.pk])
    return reverse("talents:me")
