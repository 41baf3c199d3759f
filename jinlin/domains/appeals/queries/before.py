"""What should somebody know before they accept or answer: does this resident write often, is the
same matter known already nearby, and what was replied to it before?
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q
from django.db.models.functions import Left

from jinlin.core.actor import Actor, within
from jinlin.core.likeness import bigrams, overlap
from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import UNANSWERED, State
from jinlin.domains.appeals.models import Appeal, Identity, Round
from jinlin.domains.appeals.permissions import is_shown_at_desk
from jinlin.domains.appeals.queries.listed import AppealBadge
from jinlin.domains.appeals.queries.veiling import all_veiled
from jinlin.ground.accounts.roles import Role

A_YEAR, RECENT = timedelta(days=365), timedelta(days=90)
LAST, MOST, SHOWN = 3, 300, 5
ALIKE = 0.25  # below this, two texts of one place share only how people write
COMMUNITY_DIGITS = 12
HEAD = 400  # characters of a text that are compared


@dataclass(frozen=True)
class Nearby(AppealBadge):
    """A matter of the same place that may be the same one. `percent`: how much of the two texts is
    shared.
    """

    percent: int

    @property
    def can_lead(self) -> bool:
        """Whether another one could be merged with it now."""
        return self.appeal.state in UNANSWERED - {State.REPORTED}


@dataclass(frozen=True)
class Recurring:
    """The same resident's other appeals of the last twelve months that this reader may know to be
    theirs.
    """

    count: int
    last: list[Appeal]


def recurring(appeal: Appeal, *, actor: Actor) -> Recurring | None:
    """Two statements. None: there is no reporter, or not one whom this reader may recognise; that
    alone would tell a handler who a hidden one is.
    """
    if appeal.reporter_id is None or not is_shown_at_desk(actor, appeal):
        return None
    known = within(actor.codes(Role.CLERK, Role.LEAD, Role.SUPERVISOR)) | Q(identity=Identity.NAMED)
    since = clock.today() - A_YEAR
    rows = (
        Appeal.objects.for_desk(actor)
        .filter(known, reporter_id=appeal.reporter_id, reported_on__gte=since)
        .exclude(pk=appeal.pk)
    )
    return Recurring(
        rows.count(),
        all_veiled(
            rows.defer("text", "track_key").order_by("-reported_at", "-id")[:LAST], actor=actor
        ),
    )


def nearby(appeal: Appeal, *, actor: Actor) -> list[Nearby]:
    """Matters of the same community from the last 90 days that say much the same, open ones first:
    one statement, at most 300 rows compared.
    """
    rows = Appeal.objects.for_desk(actor).filter(
        within([appeal.place_code[:COMMUNITY_DIGITS]]), reported_on__gte=clock.today() - RECENT
    )
    rows = (
        rows.exclude(pk=appeal.pk)
        .select_related("place", "unit")
        .defer("text", "track_key")
        .annotate(head=Left("text", HEAD))
    )
    grams = bigrams(f"{appeal.title} {appeal.text[:HEAD]}")
    found = [
        (row, overlap(grams, bigrams(f"{row.title} {row.head}")))  # type: ignore[attr-defined]
        for row in rows.order_by(F("ended_at").desc(nulls_first=True), "-reported_at", "-id")[:MOST]
    ]
    alike = sorted(
        (pair for pair in found if pair[1] >= ALIKE),
        key=lambda pair: (not pair[0].is_open, -pair[1]),
    )
    shown = alike[:SHOWN]
    all_veiled([row for row, _share in shown], actor=actor)
    return [Nearby(row, round(100 * share)) for row, share in shown]


def earlier_rounds(appeal: Appeal) -> list[Round]:
    """The rounds that were replied to before, oldest first, each with what the resident said."""
    return [work for work in appeal.rounds.all() if work.reply]
