"""What may be read of a matter whose reporter asked to be kept from those who handle it?

Their own words would name them: the text, the title made of it, the spot, what they add. For
whoever may not see who reported it, names and numbers in them are masked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from jinlin.core.actor import Actor
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.story import Line
from jinlin.domains.appeals.models import Appeal, Identity
from jinlin.domains.appeals.models.hidden import names_in
from jinlin.domains.appeals.permissions import can_see_reporter, is_shown_at_desk

WORDS = ("title", "text", "spot")


def veiled(appeal: Appeal, *, actor: Actor) -> Appeal:
    """The row as this actor may read it. A veiled one is for reading: it can be saved no more."""
    if appeal.identity != Identity.HIDDEN or can_see_reporter(actor, appeal):
        return appeal
    return _veiled(appeal)


def all_veiled(appeals: Iterable[Appeal], *, actor: Actor) -> list[Appeal]:
    """The same for a list, whose reader is judged by place and unit alone: nothing is asked of the
    database.
    """
    return [
        appeal
        if appeal.identity != Identity.HIDDEN or is_shown_at_desk(actor, appeal)
        else _veiled(appeal)
        for appeal in appeals
    ]


def veiled_lines(appeal: Appeal, lines: Sequence[Line], *, actor: Actor) -> list[Line]:
    if appeal.identity != Identity.HIDDEN or can_see_reporter(actor, appeal):
        return list(lines)
    names = names_in(appeal)
    return [
        replace(
            line,
            sentence=without_numbers(line.sentence, names=names),
            note=without_numbers(line.note, names=names),
            internal=without_numbers(line.internal, names=names),
        )
        for line in lines
    ]


def on_paper(appeal: Appeal, text: str) -> str:
    """A word of the matter as it may leave the house, whoever holds the paper or the message."""
    if appeal.identity != Identity.HIDDEN:
        return text
    return without_numbers(text, names=names_in(appeal))


def _veiled(appeal: Appeal) -> Appeal:
    names = names_in(appeal)
    for name in set(WORDS) - appeal.get_deferred_fields():
        setattr(appeal, name, without_numbers(getattr(appeal, name), names=names))
    appeal.is_veiled = True
    return appeal
