"""How does a draft go out to the neighbours, and how is a pact looked through?"""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.pacts.actions.steps import clauses_of, keep, plan_review, rule_of
from jinlin.domains.pacts.models import Pact, Review
from jinlin.domains.pacts.models.pact import LONGEST_NOTE, LONGEST_WHERE
from jinlin.domains.pacts.permissions import RULES
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient


@transaction.atomic
def publish(pact: Pact, *, until: date, actor: Actor) -> Pact:
    """Everybody reads the draft and may say what they think of it, until the end of a day.

    Raises Unusable for fewer days than the county gives, or a text without clauses.
    """
    return _open(pact, "publish", until=until, actor=actor)


@transaction.atomic
def ask_again(pact: Pact, *, until: date, actor: Actor) -> Pact:
    """The changed text is open for comment once more."""
    return _open(pact, "ask_again", until=until, actor=actor)


@transaction.atomic
def put_to_vote(pact: Pact, *, meets_on: date, where: str, actor: Actor) -> Pact:
    """The text is fixed, and everybody knows when and where it is voted.

    Raises NotNow while a comment is not answered, Unusable for a day that is over.
    """
    pact = RULES.begin(pact, "put_to_vote", actor)
    if meets_on < clock.today():
        raise Unusable(_("This day is over."), field="meets_on")
    pact.meets_where = needed(
        where, field="where", words=_("Please say where people meet."), limit=LONGEST_WHERE
    )
    pact.meets_on, pact.due_at = meets_on, clock.end_of(meets_on)
    keep(pact, "put_to_vote", actor=actor, day=meets_on, where=pact.meets_where)
    return pact


@transaction.atomic
def review(pact: Pact, *, note: str, actor: Actor) -> Pact:
    """It is on record that the pact was looked through; the next review is the county's months
    ahead.
    """
    pact = RULES.begin(pact, "review", actor)
    plan_review(pact, months_later(clock.today(), rule_of(pact.county).review_months))
    note = needed(
        note,
        field="note",
        words=_("Please say what was found, in a few words."),
        limit=LONGEST_NOTE,
    )
    keep(pact, "review", actor=actor, note=note, due=pact.due_at)
    return pact


@transaction.atomic
def remind(due: Review) -> bool:
    """Whoever keeps the pact was told, once, that it is to be looked through by a day."""
    rows = Review.objects.filter(pk=due.pk, done_on=None, reminded_on=None)
    done = bool(rows.update(reminded_on=clock.today()))
    if done:
        with override(settings.LANGUAGE_CODE):
            notices.tell(
                county=due.county,
                event="pacts.remind",
                title=due.pact.title,
                body=_("Please look through this pact by {day}: does it still fit?").format(
                    day=spoken.day(due.due_on)
                ),
                about=due.pact,
                url=reverse("pacts:desk_pact", args=[due.pact_id]),
                to=[Recipient(organisation_id=due.pact.unit_id)],
            )
    return done


def _open(pact: Pact, verb: str, *, until: date, actor: Actor) -> Pact:
    pact = RULES.begin(pact, verb, actor)
    least = rule_of(pact.county).comment_days
    if (until - clock.today()).days < least:
        words = _("Neighbours have at least %(least)d days to comment. Please choose a later day.")
        raise Unusable(words % {"least": least}, field="until")
    if not clauses_of(pact):
        raise NotNow(_("There is no clause yet. Please write at least one."))
    pact.due_at = clock.end_of(until)
    keep(pact, verb, actor=actor, due=pact.due_at)
    return pact
