"""What goes on with another unit when one is closed?"""

from django.db.models import Q

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.story import SUCCEEDED
from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import OF_COURSES
from jinlin.domains.training.lifecycle import OPEN
from jinlin.domains.training.models import Course, Party, Supply, Teacher, Vacancy
from jinlin.ground.places.holding import Held
from jinlin.ground.places.models import Organisation


def _supply(supply: Supply, to: Organisation, actor: Actor) -> None:
    """The other unit offers it; where it offers the same anyway, this offer ends."""
    former = supply.provider
    same = {"module": supply.module, "title": supply.title, "valid_from": supply.valid_from}
    if Supply.objects.filter(provider=to, **same).exists():
        supply.valid_until = max(clock.today(), supply.valid_from)
        supply.save(update_fields=["valid_until"])
    else:
        supply.provider = to
        supply.save(update_fields=["provider"])
    words = {"by": actor.face, "former": former.name, "unit": to.name}
    timeline.record(supply, SUCCEEDED, actor=actor, data=words)


def _party(party: Party, to: Organisation, actor: Actor) -> None:
    """The other unit stands for what this one gives; where it is a party itself, it gives both."""
    course, former = party.course, party.organisation
    own = Party.objects.filter(course=course, organisation=to).first()
    if own is None:
        party.organisation = to
        party.save(update_fields=["organisation"])
    else:
        own.provides = f"{own.provides}；{party.provides}"[:120]
        own.pays += party.pays
        own.save(update_fields=["provides", "pays"])
        party.delete()
    words = {"by": actor.face, "former": former.name, "unit": to.name}
    entry = timeline.keep_on(course, SUCCEEDED, actor=actor, data=words)
    OF_COURSES.announce(course, entry)


HELD = (
    Held(lambda: Teacher.objects.filter(is_open=True), "organisation"),
    Held(
        lambda: Supply.objects.filter(Q(valid_until=None) | Q(valid_until__gte=clock.today())),
        "provider",
        pass_on=_supply,
    ),
    Held(lambda: Course.objects.filter(state__in=OPEN), "organiser"),
    Held(lambda: Party.objects.filter(course__state__in=OPEN), "organisation", pass_on=_party),
    Held(
        lambda: Vacancy.objects.filter(closed_on=None, valid_until__gte=clock.today()),
        "organisation",
    ),
)
