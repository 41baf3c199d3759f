"""What did the meeting decide, and from which day does it hold?"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.pacts.actions.drafting import restore
from jinlin.domains.pacts.actions.papers import paper_of, revoke_paper
from jinlin.domains.pacts.actions.steps import (
    clauses_of,
    keep,
    plan_review,
    rule_of,
    start_term,
)
from jinlin.domains.pacts.deadlines import Tally
from jinlin.domains.pacts.models import Pact, Version
from jinlin.domains.pacts.permissions import RULES


@transaction.atomic
def adopt(pact: Pact, *, tally: Tally, since: date, actor: Actor) -> Pact:
    """The text is the next version and holds from its day on; its paper is issued.

    Raises Unusable for numbers that cannot be or do not carry it, and for a day on or before that
    of the version before.
    """
    pact = RULES.begin(pact, "adopt", actor)
    _check_carried(tally)
    version = _next(pact, tally, since, [clause.text for clause in clauses_of(pact)])
    pact.holds, pact.edition = version.number, version.number
    pact.adopted_on = pact.adopted_on or version.decided_on
    plan_review(pact, months_later(since, rule_of(pact.county).review_months))
    keep(pact, "adopt", actor=actor, since=since, **_numbers(tally))
    revoke_paper(pact, since)
    paper_of(pact, version, actor=actor)
    return pact


@transaction.atomic
def turn_down(pact: Pact, *, tally: Tally, actor: Actor) -> Pact:
    """The meeting was not for it; the text may be changed and asked about again.

    Raises Unusable for numbers that carry it.
    """
    pact = RULES.begin(pact, "turn_down", actor)
    _check(tally)
    if tally.is_carried:
        words = _("With these numbers it is adopted: over half came, and over half of them agreed.")
        raise Unusable(words, field="in_favour")
    pact.meets_on, pact.meets_where = None, ""
    start_term(pact)
    keep(pact, "turn_down", actor=actor, **_numbers(tally))
    return pact


@transaction.atomic
def repeal(pact: Pact, *, tally: Tally, since: date, actor: Actor) -> Pact:
    """From this day on no text holds; what held before is found on every day on which it did."""
    pact = RULES.begin(pact, "repeal", actor)
    _check_carried(tally)
    _next(pact, tally, since, [])
    restore(pact)
    pact.holds = None
    plan_review(pact, None)
    keep(pact, "repeal", actor=actor, since=since, **_numbers(tally))
    revoke_paper(pact, since)
    return pact


def _next(pact: Pact, tally: Tally, since: date, clauses: list[str]) -> Version:
    decided_on = min(pact.meets_on or clock.today(), clock.today())
    pact.meets_on, pact.meets_where = None, ""
    last = Version.objects.filter(pact=pact).order_by("-number").first()
    if last and since <= last.since:
        words = _("Version %(number)d holds from %(day)s on: the next one begins later.")
        refusal = words % {"number": last.number, "day": last.since}
        raise Unusable(refusal, field="since")
    if since < clock.today():
        words = _("A text holds from today on at the earliest: nobody kept it before.")
        raise Unusable(words, field="since")
    version = Version(
        county=pact.county,
        pact=pact,
        number=(last.number if last else 0) + 1,
        since=since,
        title=pact.title,
        clauses=clauses,
        is_repeal=not clauses,
        decided_on=decided_on,
        place_code=pact.place_code,
        **_numbers(tally, whole=True),
    )
    version.save()
    return version


def _check(tally: Tally) -> None:
    if not tally.fits:
        words = _(
            "These numbers do not fit together: more hands than people, or more people than may "
            "vote."
        )
        raise Unusable(words, field="present")


def _check_carried(tally: Tally) -> None:
    _check(tally)
    if not tally.has_quorum:
        words = _("%(present)d of %(eligible)d came: over half have to. Please invite once more.")
        numbers = {"present": tally.present, "eligible": tally.eligible}
        raise Unusable(words % numbers, field="present")
    if not tally.is_carried:
        words = _("%(in_favour)d of %(present)d were for it: over half have to be.")
        numbers = {"in_favour": tally.in_favour, "present": tally.present}
        raise Unusable(words % numbers, field="in_favour")


def _numbers(tally: Tally, *, whole: bool = False) -> dict[str, Any]:
    names = ("eligible", "present", "in_favour", "against", "abstained")
    return {name: getattr(tally, name) for name in (names if whole else names[1:3])}
