"""How does the team of a case learn that somebody else works with the same person?

By the house, some time later: who opens the second case learns nothing, not even by how long it
took.
"""

from django.db import transaction

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.time import clock
from jinlin.domains.casework.actions.steps import tell_team, user_of
from jinlin.domains.casework.lifecycle import State
from jinlin.domains.casework.models import Case, News, Task
from jinlin.domains.casework.permissions import is_on_team


@transaction.atomic
def tell_of(case: Case) -> int:
    """The teams of all earlier cases of the same person have it in their list; how many those are.
    Of a case that is sealed nobody learns, and no team of what was there before it came.
    """
    if case.is_sealed or not case.mark:
        return 0
    earlier = Case.objects.filter(county=case.county, mark=case.mark, opened_at__lt=case.opened_at)
    found = list(earlier.exclude(state=State.DESTROYED))
    for other in found:
        tell_team(other, News.SECOND, about=case.pk)
    return len(found)


@transaction.atomic
def tell_of_term(case: Case) -> None:
    """The team has it in its list that the file, sealed or not, is to be destroyed; once."""
    tell_team(case, News.TERM_OVER, about=case.pk)


@transaction.atomic
def see(task: Task, *, actor: Actor) -> Task:
    """One of the team saw it: it waits no more."""
    require(is_on_team(actor, task.case))
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.seen_at is not None:
        raise NotNow
    task.seen_at, task.seen_by = clock.now(), user_of(actor)
    task.save(update_fields=["seen_at", "seen_by"])
    return task
