"""How does a panel stand, and who may sit on it?"""

from typing import Any

from django.db.models import Q

from jinlin.domains.talents.models import Application, Pair, Seat
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.queries import above
from jinlin.services.documents.models import Objection


def seats_of(application: Application) -> list[Seat]:
    """In the order in which they were named."""
    rows = Seat.objects.filter(application=application).select_related("user")
    return list(rows.order_by("named_at", "id"))


def assessors(application: Application) -> list[tuple[Any, str]]:
    """Who can be named: assessors whose reach covers the place, but nobody whom it concerns."""
    grants = Grant.objects.current().filter(
        role=Role.ASSESSOR, place__code__in=above(application.place_code)
    )
    seated = Seat.objects.filter(application=application).values("user")
    rows = User.objects.filter(pk__in=grants.values("user"), is_active=True)
    rows = rows.exclude(pk__in=seated).exclude(pk__in=concerned(application))
    return [(str(user.pk), user.name) for user in rows.order_by("name", "pk")[:100]]


def concerned(application: Application) -> set[Any]:
    """Accounts that are in it themselves: the applicant, who nominated them, who taught them or
    learned from them in this skill.
    """
    talent = application.talent
    pairs = Pair.objects.filter(Q(mentor=talent) | Q(learner=talent.person))
    found: set[Any] = {talent.person.user_id}
    found |= set(talent.nominations.values_list("by_staff", flat=True))
    found |= set(talent.nominations.values_list("by_person__user_id", flat=True))
    found |= set(pairs.values_list("mentor__person__user_id", flat=True))
    found |= set(pairs.values_list("learner__user_id", flat=True))
    return found - {None}


def objections_of(application: Application) -> list[Objection]:
    """Those to its notice that wait for an answer, oldest first."""
    rows = Objection.objects.unanswered().filter(notice__about_id=application.pk)
    return list(rows.order_by("written_at"))
