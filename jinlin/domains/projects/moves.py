"""How does a posted form move a project or a task?"""

from jinlin.core.sight import Sight
from jinlin.domains.projects.forms.moves import FORMS, TASK_FORMS
from jinlin.domains.projects.models import Project, Task
from jinlin.domains.projects.permissions import RULES, TASK_RULES
from jinlin.domains.projects.queries.story import story, task_story
from jinlin.shell.moves import Moves

fetch = Sight[Project](Project.objects.for_desk, joins=("place__parent", "unit", "kind")).first
fetch_task = Sight[Task](Task.objects.for_desk, joins=("place", "unit")).first


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)
TASKS = Moves(
    rules=TASK_RULES,
    forms=TASK_FORMS,
    fetch=fetch_task,
    story=task_story,
    takes_photos=frozenset({"report_done"}),
)
