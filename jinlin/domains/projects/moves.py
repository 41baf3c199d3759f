"""How does a posted form move a project or a task?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.projects.forms.moves import FORMS, TASK_FORMS
from jinlin.domains.projects.models import Project, Task
from jinlin.domains.projects.permissions import RULES, TASK_RULES
from jinlin.domains.projects.queries.story import story, task_story
from jinlin.shell.moves import Moves


def fetch(actor: Actor, pk: UUID) -> Project | None:
    rows = Project.objects.for_desk(actor).select_related("place__parent", "unit", "kind")
    return rows.filter(pk=pk).first()


def fetch_task(actor: Actor, pk: UUID) -> Task | None:
    return Task.objects.for_desk(actor).select_related("place", "unit").filter(pk=pk).first()


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)
TASKS = Moves(
    rules=TASK_RULES,
    forms=TASK_FORMS,
    fetch=fetch_task,
    story=task_story,
    takes_photos=frozenset({"report_done"}),
)
