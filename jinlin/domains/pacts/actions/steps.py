"""Which steps do several verbs share? Each leaves the row for its verb to record."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.pacts.lifecycle import LIFECYCLE
from jinlin.domains.pacts.models import Clause, Comment, Pact, PactRule, Review
from jinlin.domains.pacts.queries.story import sentence
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Ear, Recipient, Voice


def rule_of(county: str) -> PactRule:
    """The county's numbers as they are today."""
    return PactRule.of(county, clock.today())


def start_term(pact: Pact) -> None:
    """The next step on the draft is due by the county's days."""
    pact.due_at = clock.by_end_of(clock.today(), rule_of(pact.county).draft_days)


def plan_review(pact: Pact, due_on: date | None) -> None:
    """The open review, if there is one, is done today; the next one is due on this day."""
    Review.objects.filter(pact=pact, done_on=None).update(done_on=clock.today())
    pact.review_on = due_on
    if due_on:
        pact.due_at = clock.end_of(due_on)
        Review.objects.create(
            county=pact.county, pact=pact, place_code=pact.place_code, due_on=due_on
        )


def clauses_of(pact: Pact) -> list[Clause]:
    """The text that is worked on, in its order."""
    return list(Clause.objects.filter(pact=pact))


def keep(pact: Pact, verb: str, *, actor: Actor, note: str = "", **data: Any) -> Entry:
    """The changed pact is its next version, the verb is on its timeline, and whoever had a say on
    this text is told of what becomes of it.
    """
    entry = timeline.keep(pact, verb, actor=actor, note=note, **data)
    VOICE.speak(pact, entry)
    return entry


def announce(pact: Pact, verb: str, **more: str) -> None:
    """Programs hear of what is no verb of the pact's own; nobody's words."""
    stands = {"place": pact.place_code, "state": pact.state, "edition": pact.edition}
    notices.announce(
        county=pact.county,
        event=f"pacts.{verb}",
        subject_id=pact.pk,
        payload={**stands, **more},
    )


def tell_answer(pact: Pact, given: Comment) -> None:
    """Whoever said it knows what became of it. What came without a name has nobody to tell."""
    if given.person_id is None:
        return
    with override(settings.LANGUAGE_CODE):
        words = _("You said “{text}”. The answer: {answer}. {reason}")
        body = words.format(
            text=given.text[:40], answer=given.get_answer_display(), reason=given.reason
        )
        notices.tell(
            county=pact.county,
            event="pacts.answer",
            title=pact.title,
            body=body.strip(),
            about=pact,
            url=reverse("pacts:pact", args=[pact.pk]),
            to=[Recipient(person_id=given.person_id)],
        )


def _who_spoke(pact: Pact, entry: Entry) -> list[Recipient]:
    """Whoever had a say on this text."""
    spoke = Comment.objects.filter(pact=pact, edition=pact.edition, person__isnull=False)
    keys = spoke.values_list("person", flat=True).distinct()
    return [Recipient(person_id=key) for key in keys]


def _stand(pact: Pact, entry: Entry) -> dict[str, Any]:
    """Which pact, where, how it stands, and nobody's words."""
    return {"place": pact.place_code, "state": pact.state, "edition": pact.edition}


VOICE = Voice[Pact](
    LIFECYCLE,
    "pacts.{verb}",
    _stand,
    (
        Ear(
            verbs=frozenset(
                {
                    *("publish", "ask_again", "put_to_vote", "adopt", "turn_down", "repeal"),
                    *("keep_old", "drop"),
                }
            ),
            to=_who_spoke,
            title=lambda pact: pact.title,
            body=lambda _pact, entry: sentence(entry.verb, dict(entry.data)),
            url=lambda pact: reverse("pacts:pact", args=[pact.pk]),
        ),
    ),
)
