"""How is it kept that a breach was talked over?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.pacts.models import Pact, Talk, TalkParty, Version
from jinlin.domains.pacts.models.talk import LONGEST_MINUTES
from jinlin.domains.pacts.permissions import can_keep
from jinlin.domains.pacts.queries.days import text_on
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person

MOST_PARTIES = 10


@dataclass(frozen=True)
class Party:
    """Somebody who was in the talk."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Minutes:
    """What is kept of one talk: about which clause, when, what was said, what came of it, and who
    was in it.
    """

    clause_number: int
    talked_on: date
    words: str
    outcome: str
    parties: Sequence[Party]


@transaction.atomic
def talk_over(pact: Pact, minutes: Minutes, *, actor: Actor) -> Talk:
    """The talk is on record, for those who were in it and those who keep the pact.

    Raises NotNow when no text held on that day, Unusable for a clause that it did not have.
    """
    pact = Pact.objects.held(pact)
    require(can_keep(actor, pact))
    version = _checked(pact, minutes)
    talk = Talk(
        county=pact.county,
        pact=pact,
        edition=version.number,
        clause_number=minutes.clause_number,
        place_code=pact.place_code,
        talked_on=minutes.talked_on,
        words=needed(
            minutes.words,
            field="words",
            words=_("Please say what was talked over."),
            limit=LONGEST_MINUTES,
        ),
        outcome=minutes.outcome,
        written_by=actor.user_id,
        written_at=clock.now(),
    )
    talk.save(force_insert=True)
    known = {_known(pact, party, actor).pk: None for party in minutes.parties}
    TalkParty.objects.bulk_create(
        TalkParty(county=pact.county, talk=talk, person_id=key) for key in known
    )
    return talk


def _checked(pact: Pact, minutes: Minutes) -> Version:
    if minutes.talked_on > clock.today():
        raise Unusable(_("This day is still to come."), field="talked_on")
    version = text_on(pact, minutes.talked_on)
    if version is None:
        raise NotNow(_("No text of this pact held on that day."))
    if not 1 <= minutes.clause_number <= len(version.clauses):
        raise Unusable(_("The pact of that day had no such clause."), field="clause_number")
    if not 1 <= len(minutes.parties) <= MOST_PARTIES:
        raise Unusable(_("Please say who was in the talk."), field="parties")
    return version


def _known(pact: Pact, party: Party, actor: Actor) -> Person:
    return people.know(pact.county, name=party.name, phone=party.phone, actor=actor)
