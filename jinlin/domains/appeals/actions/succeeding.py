"""What goes on with another unit when one is closed?"""

from datetime import timedelta

from django.db.models import Q

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.story import SUCCEEDED
from jinlin.core.time import clock
from jinlin.core.timeline import Audience
from jinlin.domains.appeals.actions.telling import VOICE
from jinlin.domains.appeals.models import Appeal, Part, PartState
from jinlin.domains.appeals.models.suggestions import RoutingRule
from jinlin.ground.places.holding import Held
from jinlin.ground.places.models import Organisation


def _appeal(appeal: Appeal, to: Organisation, actor: Actor) -> None:
    """It and its round in work are the other unit's, kept by nobody yet. The promise stays."""
    held = Appeal.objects.held(appeal)
    former, held.unit, held.keeper = held.unit, to, None
    held.rounds.filter(ended_on=None, reopened_on=None).update(unit=to)
    _keep_succession(held, former, actor)


def _part(part: Part, to: Organisation, actor: Actor) -> None:
    """The other unit is asked for it; asked for something already, it is asked for both."""
    appeal, former = Appeal.objects.held(part.appeal), part.unit
    own_part = appeal.parts.filter(unit=to, state=PartState.ASKED).first()
    if own_part is None:
        part.unit = to
        part.save(update_fields=["unit"])
    else:
        own_part.task = f"{own_part.task}\n{part.task}"
        own_part.save(update_fields=["task"])
        part.state = PartState.RELEASED
        part.save(update_fields=["state"])
        appeal.parts_open -= 1
    _keep_succession(appeal, former, actor, to=to)


def _keep_succession(
    appeal: Appeal, former: Organisation, actor: Actor, to: Organisation | None = None
) -> None:
    """It stands in its history, and programs hear of it; people are told of all matters at once."""
    named = {"former": former.name, "unit": (to or appeal.unit).name}
    VOICE.announce(appeal, timeline.keep(appeal, SUCCEEDED, actor=actor, **named))


def _rule(rule: RoutingRule, to: Organisation, actor: Actor) -> None:
    """The rule ended yesterday, and one for the other unit holds from today on. One that was not in
    force yet begins with the other unit.
    """
    today, former = clock.today(), rule.unit
    if rule.valid_from >= today:
        rule.unit = to
        rule.save(update_fields=["unit"])
        following = rule
    else:
        whole = {
            name: getattr(rule, name)
            for name in ("county", "category_code", "place_code", "order", "reason", "valid_to")
        }
        rule.valid_to = today - timedelta(days=1)
        rule.save(update_fields=["valid_to"])
        following = RoutingRule.objects.create(unit=to, valid_from=today, **whole)
    words = {"former": former.name, "unit": to.name}
    timeline.record(following, SUCCEEDED, actor=actor, data=words, audience=Audience.STAFF)


HELD = (
    Held(lambda: Appeal.objects.filter(ended_at=None), pass_on=_appeal),
    Held(lambda: Part.objects.filter(state=PartState.ASKED), pass_on=_part),
    Held(
        lambda: RoutingRule.objects.filter(Q(valid_to=None) | Q(valid_to__gte=clock.today())),
        pass_on=_rule,
    ),
)
