"""What do service days bring to the lists that all domains share?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import spoken
from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.servicedays.lifecycle import HELP_LABELS, HelpState, State
from jinlin.domains.servicedays.models import HelpAsk, Session
from jinlin.domains.servicedays.models.series import HOSTS
from jinlin.shell.one_list import Source

HELP_TONES = {
    HelpState.ASKED: "new",
    HelpState.OFFERED: "waiting",
    HelpState.TAKEN: "inhand",
    HelpState.DONE: "done",
    HelpState.DECLINED: "ended",
    HelpState.WITHDRAWN: "ended",
}
HELP_OPEN = (HelpState.ASKED, HelpState.OFFERED, HelpState.TAKEN)
HELP_TABS: list[tuple[str, Any]] = [
    ("open", gettext_lazy("Open")),
    *((str(state), word) for state, word in HELP_LABELS.items()),
    ("all", gettext_lazy("All")),
]
TONES = {
    State.PLANNED: "waiting",
    State.OPEN: "inhand",
    State.HELD: "done",
    State.CANCELLED: "ended",
}


def helps_at_desk(actor: Actor, tab: str) -> QuerySet[HelpAsk]:
    """The small helps of one's places that stand in this tab."""
    rows = HelpAsk.objects.for_desk(actor).select_related("place", "person")
    states = {"open": Q(state__in=HELP_OPEN), "all": Q()}
    return rows.filter(states.get(tab, Q(state=tab)))


@dataclass(frozen=True)
class HelpLine:
    """A small help on a list."""

    ask: HelpAsk
    is_mine_to_do: bool = False  # the reader took it on

    @property
    def sentence(self) -> str:
        """Until somebody looked at it: by when, or that it is late."""
        if self.ask.state != HelpState.ASKED:
            return ""
        if self.is_late:
            words = _("was to be looked at by %(due)s and is late")
        else:
            words = _("is looked at by %(due)s")
        return words % {"due": spoken.deadline(self.ask.due_at)}

    @property
    def is_late(self) -> bool:
        return self.ask.state == HelpState.ASKED and self.ask.due_at < clock.now()

    @property
    def is_open(self) -> bool:
        return self.ask.state in HELP_OPEN

    @property
    def word(self) -> Any:
        return HELP_LABELS[HelpState(self.ask.state)]

    @property
    def tone(self) -> str:
        return HELP_TONES[HelpState(self.ask.state)]

    @property
    def rank(self) -> int:
        if self.ask.state in {HelpState.DONE, HelpState.DECLINED, HelpState.WITHDRAWN}:
            return 3
        if self.is_mine_to_do and self.ask.state == HelpState.TAKEN:
            return 0
        return 1 if self.is_late else 2


def waiting(actor: Actor) -> Source:
    """Days of today or before that somebody has to begin or close."""
    rows = Session.objects.live().filter(within(actor.codes(*HOSTS)), on__lte=clock.today())
    return Source(
        rows.select_related("series__place"),
        ("ends_at", "id"),
        list,
        "servicedays/desk/line.html",
        Q(ends_at__lt=clock.now()),
    )


def waiting_helps(actor: Actor) -> Source:
    """Small helps that staff look at first."""
    rows = HelpAsk.objects.filter(within(actor.codes(*HOSTS)), state=HelpState.ASKED)
    return Source(
        rows.select_related("place", "person"),
        ("due_at", "id"),
        lambda found: [HelpLine(row) for row in found],
        "servicedays/desk/help_line.html",
        Q(due_at__lt=clock.now()),
    )


def _took(actor: Actor, ask: HelpAsk) -> bool:
    return ask.volunteer is not None and ask.volunteer.person.user_id == actor.user_id


def own(actor: Actor) -> Source:
    """What this person asked for, and what they took on as a volunteer."""
    rows = HelpAsk.objects.own(actor) | HelpAsk.objects.taken_by(actor)
    return Source(
        rows.select_related("place", "volunteer__person"),
        ("-asked_at", "-id"),
        lambda found: [HelpLine(row, _took(actor, row)) for row in found],
        "servicedays/portal/help_line.html",
    )
