"""How is a neighbour's small help asked for, shown, taken on and given?"""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.servicedays.actions.steps import OF_HELPS, keep_help
from jinlin.domains.servicedays.models import HelpAsk, Kind
from jinlin.domains.servicedays.models.series import HOSTS
from jinlin.domains.servicedays.permissions import HELP_RULES
from jinlin.ground.people.models import Person
from jinlin.ground.people.queries import speaks_for
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.models import Volunteer

LOOK_WITHIN, LONGEST_AHEAD = timedelta(days=1), timedelta(days=60)


@transaction.atomic
def ask(
    person: Person, place: Place, *, kind: str, text: str, wanted_on: date, actor: Actor
) -> HelpAsk:
    """A small help is asked for; staff look at it within a day."""
    require(speaks_for(actor, person) or actor.holds(*HOSTS, at=place.code))
    if kind not in Kind.values:
        raise Unusable(_("Please choose what it is about."), field="kind")
    if not clock.today() <= wanted_on <= clock.today() + LONGEST_AHEAD:
        raise Unusable(_("Please choose a day of the next two months."), field="wanted_on")
    row = HelpAsk(
        county=place.county_code,
        place=place,
        place_code=place.code,
        person=person,
        kind=kind,
        text=needed(text, field="text", limit=300),
        wanted_on=wanted_on,
        asked_at=clock.now(),
        due_at=clock.end_of(clock.today() + LOOK_WITHIN),
        version=1,
    )
    row.save(force_insert=True)
    OF_HELPS.speak(row, timeline.record(row, "ask", actor=actor))
    return row


@transaction.atomic
def release(ask: HelpAsk, *, text: str, actor: Actor) -> HelpAsk:
    """Volunteers read these words, in which nobody can be recognised."""
    ask = HELP_RULES.begin(ask, "release", actor)
    ask.shown_text = without_numbers(needed(text, field="text", limit=120))[:120]
    ask.due_at = clock.end_of(ask.wanted_on)
    return keep_help(ask, "release", actor=actor)


@transaction.atomic
def decline(ask: HelpAsk, *, reason: str, actor: Actor) -> HelpAsk:
    """It is no small help; the person reads where it belongs."""
    ask = HELP_RULES.begin(ask, "decline", actor)
    ask.reason = needed(reason, field="reason", limit=300)
    return keep_help(ask, "decline", actor=actor, reason=ask.reason)


@transaction.atomic
def take(ask: HelpAsk, *, actor: Actor) -> HelpAsk:
    """The volunteer does it."""
    ask = HELP_RULES.begin(ask, "take", actor)
    rows = Volunteer.objects.own(actor).present().filter(county=ask.county)
    ask.volunteer = rows.select_related("person").first()
    return keep_help(ask, "take", actor=actor)


@transaction.atomic
def give_back(ask: HelpAsk, *, reason: str, actor: Actor) -> HelpAsk:
    """Another volunteer can take it on."""
    ask = HELP_RULES.begin(ask, "give_back", actor)
    ask.volunteer, ask.reason = None, needed(reason, field="reason", limit=300)
    return keep_help(ask, "give_back", actor=actor, reason=ask.reason)


@transaction.atomic
def finish(ask: HelpAsk, *, actor: Actor) -> HelpAsk:
    """The help was given, in the words of whoever gave or received it."""
    ask = HELP_RULES.begin(ask, "finish", actor)
    ask.done_on = clock.today()
    return keep_help(ask, "finish", actor=actor)


@transaction.atomic
def withdraw(ask: HelpAsk, *, actor: Actor) -> HelpAsk:
    """It is not needed any more."""
    ask = HELP_RULES.begin(ask, "withdraw", actor)
    return keep_help(ask, "withdraw", actor=actor)
