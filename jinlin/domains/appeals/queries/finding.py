"""What of appeals is found in the desk's one box?"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.domains.appeals.models import Appeal, AppealQuerySet
from jinlin.ground.accounts.roles import Role
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> AppealQuerySet:
    return Appeal.objects.for_desk(actor).select_related("place").defer("text")


def _hit(appeal: Appeal) -> Hit:
    return Hit(
        reverse("appeals:desk_appeal", args=[appeal.pk]),
        appeal.listed_title,
        appeal.number,
        appeal.place.name,
    )


def _of_people(actor: Actor, people: Collection[UUID]) -> Q:
    """Only those who look after the place are told whose it is: a reporter may be hidden."""
    at_place = within(actor.codes(Role.CLERK, Role.LEAD, Role.SUPERVISOR))
    return Q(reporter_id__in=people) & at_place


FOUND = Shelf(_("Appeals"), _rows, _hit, ("-reported_at", "-id"), _of_people)
