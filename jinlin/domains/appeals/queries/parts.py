"""Which parts of an appeal, and which other appeals, come into question for a move?"""

from django.db.models import Case, QuerySet, When

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import UNANSWERED, State
from jinlin.domains.appeals.models import Appeal, AppealQuerySet, Part, PartState
from jinlin.ground.accounts.roles import Role

MOST_OFFERED = 12
COMMUNITY_DIGITS = 12


def unanswered(appeal: Appeal) -> QuerySet[Part]:
    """Helpers that have neither answered nor been noted silent nor released."""
    return appeal.parts.filter(state=PartState.ASKED).select_related("unit")


def overdue(appeal: Appeal) -> QuerySet[Part]:
    return unanswered(appeal).filter(due_at__lt=clock.now())


def to_answer(appeal: Appeal, actor: Actor) -> QuerySet[Part]:
    """This actor's own, also when their silence was noted already."""
    own = actor.organisations(Role.HANDLER, Role.CLERK, Role.LEAD)
    return appeal.parts.filter(
        unit_id__in=own, state__in=(PartState.ASKED, PartState.SILENT)
    ).select_related("unit")


def mergeable(appeal: Appeal, actor: Actor) -> AppealQuerySet:
    """Appeals in work in the same community, those of the same class first, newest first."""
    in_work = Appeal.objects.for_desk(actor).filter(state__in=UNANSWERED - {State.REPORTED})
    rows = (
        in_work.filter(within([appeal.place_code[:COMMUNITY_DIGITS]]))
        .exclude(pk=appeal.pk)
        .select_related("place")
    )
    others_later = Case(When(category_id=appeal.category_id or "", then=0), default=1)
    return rows.order_by(others_later, "-reported_at")[:MOST_OFFERED]


def numbered(number: str, actor: Actor) -> Appeal | None:
    """The appeal with this number among those that the actor sees at the desk."""
    return Appeal.objects.for_desk(actor).filter(number=number.strip().upper()).first()
