"""What stands around an appeal: helpers, what was asked for, pauses, orders, call-backs, and the
appeals it is joined with?
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.story import Line, line_of
from jinlin.core.time import clock
from jinlin.domains.appeals.conditions import know_parts
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Asking, Part, PartState, Pause, Supervision
from jinlin.domains.appeals.permissions import can_read_internal, can_send_link, is_of_unit
from jinlin.domains.appeals.queries.matters import PlainBadge
from jinlin.domains.appeals.queries.script import ScriptLine, answers_of
from jinlin.domains.appeals.queries.story import sentence
from jinlin.domains.appeals.queries.veiling import veiled_lines
from jinlin.ground.accounts.queries import staffed

OPEN_PARTS = frozenset({PartState.ASKED, PartState.SILENT})


@dataclass(frozen=True)
class Helper:
    """One part as this reader sees it: the reply belongs to the lead, to those who look after the
    place, and to the unit that wrote it.
    """

    part: Part
    is_own: bool
    reads: bool
    needs_link: bool = False  # nobody of it has an account, and this reader may send one

    @property
    def is_late(self) -> bool:
        return self.part.state == PartState.ASKED and self.part.due_at < clock.now()

    @property
    def tone(self) -> str:
        tones = {
            PartState.ASKED: "late" if self.is_late else "waiting",
            PartState.ANSWERED: "done",
            PartState.SILENT: "late",
        }
        return tones.get(PartState(self.part.state), "ended")

    @property
    def word(self) -> str:
        return str(self.part.get_state_display())

    @property
    def is_open(self) -> bool:
        return self.part.state in OPEN_PARTS

    @property
    def reply(self) -> str:
        return self.part.reply if self.is_own or self.reads else ""


@dataclass(frozen=True)
class Call:
    """One call-back with the answers to its script."""

    at: datetime
    is_reached: bool
    note: str
    answers: list[ScriptLine]


@dataclass(frozen=True)
class Joined(PlainBadge):
    """Another appeal that this one is joined with, and how."""

    how: str
    added: Sequence[Line] = ()  # what was said there since, where it is handled with this one


@dataclass(frozen=True)
class Around:
    helpers: list[Helper]
    extension: Asking | None  # the latest one
    exclusion: Asking | None
    pause: Pause | None  # that lasts
    orders: list[Supervision]
    calls: list[Call]
    joined: list[Joined]
    reads: bool
    needs_link: bool  # the unit that has it has nobody with an account
    leads: bool  # this reader's unit has it

    @property
    def awaited(self) -> list[Helper]:
        """The helpers without whom the unit that leads cannot finish."""
        return (
            [each for each in self.helpers if each.part.state == PartState.ASKED]
            if self.leads
            else []
        )

    @property
    def awaited_names(self) -> str:
        return _(", ").join(each.part.unit.name for each in self.awaited)

    @property
    def own_parts(self) -> list[Helper]:
        return [each for each in self.helpers if each.is_own and each.is_open]

    @property
    def stands_because(self) -> str:
        """What the ring says while the clock stands."""
        if self.pause is None:
            return ""
        return _("Waiting for %(whom)s: %(reason)s") % {
            "whom": self.pause.get_whom_display(),
            "reason": self.pause.reason,
        }


def around(appeal: Appeal, *, actor: Actor) -> Around:
    """Six statements, whatever the appeal has been through; one more for who may send links, and
    one where others are handled with it.
    """
    reads = can_read_internal(actor, appeal)
    latest = {asking.kind: asking for asking in appeal.askings.all()}
    calls = [
        Call(call.called_at, call.is_reached, call.note, answers_of(call))
        for call in appeal.call_backs.all()
    ]
    helpers = helpers_of(appeal, actor=actor)
    unreached = _unreached(appeal, helpers) if can_send_link(actor, appeal) else frozenset()
    return Around(
        helpers=[replace(each, needs_link=each.part.unit_id in unreached) for each in helpers],
        extension=latest.get(Asking.Kind.EXTENSION),
        exclusion=latest.get(Asking.Kind.EXCLUSION),
        pause=next((pause for pause in appeal.pauses.all() if pause.ended_at is None), None),
        orders=list(appeal.supervisions.all()),
        calls=calls if reads else [],
        joined=joined_with(appeal, actor=actor),
        reads=reads,
        needs_link=appeal.state == State.IN_HAND and appeal.unit_id in unreached,
        leads=is_of_unit(actor, appeal),
    )


def _unreached(appeal: Appeal, helpers: list[Helper]) -> frozenset[UUID]:
    """The units of an appeal in which nobody has an account."""
    units = frozenset({appeal.unit_id, *(each.part.unit_id for each in helpers if each.is_open)})
    return units - staffed(units)


def helpers_of(appeal: Appeal, *, actor: Actor) -> list[Helper]:
    reads, own = can_read_internal(actor, appeal), actor.organisations()
    return [Helper(part, part.unit_id in own, reads) for part in know_parts(appeal)]


def joined_with(appeal: Appeal, *, actor: Actor) -> list[Joined]:
    """Merged and split ones, both ways, as far as this actor sees them."""
    how = (
        Q(pk=appeal.merged_into_id),
        Q(merged_into=appeal),
        Q(pk=appeal.split_from_id),
        Q(split_from=appeal),
    )
    rows = (
        Appeal.objects.visible_to(actor)
        .filter(how[0] | how[1] | how[2] | how[3])
        .defer("text")
        .order_by("reported_at", "id")
    )
    added = _added([row for row in rows if row.merged_into_id == appeal.pk], actor)
    return [Joined(row, _how(appeal, row), added.get(row.pk, ())) for row in rows]


def _added(merged: list[Appeal], actor: Actor) -> dict[UUID, list[Line]]:
    """What was added to matters handled with another one: who works on that has to know."""
    if not merged:
        return {}
    stories = {
        row: [
            line_of(entry, say=sentence, internal=can_read_internal(actor, row))
            for entry in entries
            if entry.verb == "add_information"
        ]
        for row, entries in zip(merged, timeline.trails(merged).values(), strict=True)
    }
    return {row.pk: veiled_lines(row, lines, actor=actor) for row, lines in stories.items()}


def _how(appeal: Appeal, other: Appeal) -> str:
    if other.pk == appeal.merged_into_id:
        return _("handles this one too")
    if other.merged_into_id == appeal.pk:
        return _("handled together with this one")
    if other.pk == appeal.split_from_id:
        return _("this one was split off from it")
    return _("was split off from this one")
