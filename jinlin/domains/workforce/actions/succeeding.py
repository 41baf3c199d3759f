"""What goes on with another unit when one is closed?"""

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.story import SUCCEEDED
from jinlin.core.time import clock
from jinlin.domains.workforce.models import Post, UnitReturn
from jinlin.domains.workforce.models.facts import Known
from jinlin.domains.workforce.roster.words import unit_key
from jinlin.ground.places.holding import Held
from jinlin.ground.places.models import Organisation


def _post(post: Post, to: Organisation, actor: Actor) -> None:
    """The post at the closed unit ended today, and one at the other goes on, where its person has
    none there.
    """
    today, former = clock.today(), post.unit
    post.until = max(today, post.since or today)
    post.save(update_fields=["until"])
    key = unit_key(to.name)
    if not post.professional.posts.filter(unit_key=key, until=None).exists():
        same = ("county", "professional", "sector", "work_class", "title", "is_full_time", "source")
        kept = {name: getattr(post, name) for name in same}
        named = {"organisation": to, "unit": to.name, "unit_key": key}
        Post.objects.create(**kept, **named, since=today, since_known=Known.DAY)
    words = {"by": actor.face, "former": former, "unit": to.name}
    timeline.keep_on(post.professional, SUCCEEDED, actor=actor, data=words)


def _return(unit_return: UnitReturn, to: Organisation, actor: Actor) -> None:
    """The other unit says who works for it; asked itself already, it is asked for all."""
    former = unit_return.organisation
    own = UnitReturn.objects.filter(round=unit_return.round, organisation=to).first()
    if own is None:
        unit_return.organisation = to
        unit_return.save(update_fields=["organisation"])
        own = unit_return
    elif own.signed_at is None:
        known = own.answers.values("professional")
        unit_return.answers.exclude(professional__in=known).update(unit_return=own)
    words = {"by": actor.face, "former": former.name, "unit": to.name}
    timeline.record(own, SUCCEEDED, actor=actor, data=words)


HELD = (
    Held(
        lambda: Post.objects.filter(until=None, organisation__isnull=False),
        "organisation",
        pass_on=_post,
    ),
    Held(
        lambda: UnitReturn.objects.filter(signed_at=None, round__frozen_on=None),
        "organisation",
        pass_on=_return,
    ),
)
