"""How are the rows of the board written in one pass?

A full page has fifty rows of some forty pieces each: as a template they took longer than all else
on the page together.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries.listed import Listed
from jinlin.ground.accounts.roles import Role
from jinlin.shell.templatetags.jinlin import clock, day, promise, state

SOME_KEY = UUID(int=0)  # stands in an address that is written once


def address(name: str, *more: str) -> Callable[[UUID], str]:
    """The address of a row's page, by its key."""
    before, after = reverse(name, args=[SOME_KEY, *more]).split(str(SOME_KEY))
    return lambda pk: f"{before}{pk}{after}"


@dataclass
class Table:
    """The body of the table for one reader.

    `picks`: whether they can choose rows here; `all_picked`: whether all are chosen.
    """

    reader: Actor
    all_picked: bool
    picks: bool = field(init=False)
    unit: str = field(default_factory=lambda: _text(_("Unit")))
    reported: str = field(default_factory=lambda: _text(_("Reported")))
    state: str = field(default_factory=lambda: _text(_("State")))
    clock: str = field(default_factory=lambda: _text(_("Clock")))
    to_matter: Callable[[UUID], str] = field(default_factory=lambda: address("appeals:desk_appeal"))
    to_move: dict[str, Callable[[UUID], str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.picks = self.reader.looks_after(Role.CLERK, Role.LEAD)

    def written(self, rows: Iterable[Listed]) -> SafeString:
        return mark_safe("".join(map(self._row, rows)))  # noqa: S308 - each part was escaped

    def _row(self, row: Listed) -> str:
        appeal = row.appeal
        return (
            f"<tr data-row>{self._pick(appeal)}"
            f'<th scope="row" class="what">{self._what(appeal)}</th>'
            f'<td data-label="{self.unit}" class="unit">{_text(appeal.unit.name)}</td>'
            f'<td data-label="{self.reported}" class="code">{day(appeal.reported_at)}</td>'
            f'<td data-label="{self.state}">{" ".join(self._states(row))}</td>'
            f'<td data-label="{self.clock}" class="code">{_until(row)}</td>'
            f'<td class="code">{self._move(row)}</td></tr>'
        )

    def _pick(self, appeal: Appeal) -> str:
        if not self.picks:
            return ""
        choose = _text(_("Choose %(number)s") % {"number": appeal.number})
        return (
            f'<td><label class="tick-label"><input type="checkbox" name="pick" value="{appeal.pk}"'
            f' form="many"{" checked" if self.all_picked else ""}>'
            f'<span class="only-phone" aria-hidden="true">{_text(_("Choose"))}</span>'
            f'<span class="sr">{choose}</span></label></td>'
        )

    def _what(self, appeal: Appeal) -> str:
        spot = f" · {_text(appeal.spot)}" if appeal.spot else ""
        category = f"<span>{_text(appeal.category.name)}</span>" if appeal.category else ""
        return (
            f'<a class="line-title" data-open href="{self.to_matter(appeal.pk)}">'
            f'{_text(appeal.title)}</a> <span class="line-meta">'
            f"<span>{_text(appeal.place.name)}{spot}</span>"
            f'<span class="code">{_text(appeal.number)}</span>'
            f"<span>{_text(appeal.get_channel_display())}</span>{category}</span>"
        )

    def _states(self, row: Listed) -> list[str]:
        appeal = row.appeal
        marks = [
            ("late", appeal.get_grade_display, appeal.grade == "urgent" and row.is_running),
            ("late", lambda: _("Escalated"), appeal.is_escalated),
            ("late", lambda: _("Review day over"), appeal.is_review_over),
            (row.tone, lambda: row.word, True),
            ("inhand", lambda: _("Kept by me"), self._is_keeper(appeal)),
        ]
        return [state(tone, word()) for tone, word, stands in marks if stands]

    def _is_keeper(self, appeal: Appeal) -> bool:
        return bool(appeal.keeper) and appeal.keeper == self.reader.user_id

    def _move(self, row: Listed) -> str:
        if row.move is None:
            return ""
        name = row.move.name
        if name not in self.to_move:
            self.to_move[name] = address("appeals:desk_move", name)
        href = self.to_move[name](row.appeal.pk)
        return (
            f'<a class="button quiet small" data-likely href="{href}">{_text(row.move.label)}</a>'
        )


def _until(row: Listed) -> str:
    appeal = row.appeal
    if row.is_running:
        return clock(appeal.due_at)
    word = day(appeal.ended_at) if appeal.ended_at else promise(appeal.due_at)
    return f'<span class="muted">{_text(word)}</span>'


def _text(value: Any) -> str:
    return conditional_escape(value)
