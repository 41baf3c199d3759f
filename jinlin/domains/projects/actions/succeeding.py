"""What goes on with another unit when one is closed?"""

from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.story import SUCCEEDED
from jinlin.domains.projects.lifecycle import ENDED, TASK_ENDED
from jinlin.domains.projects.models import Helping, Project, Task
from jinlin.ground.places.holding import Held
from jinlin.ground.places.models import Organisation


def _helping(helping: Helping, to: Organisation, actor: Actor) -> None:
    """The other unit helps, where it does not help or answer for the task anyway."""
    task, former = helping.task, helping.unit
    if task.unit_id == to.pk or Helping.objects.filter(task=task, unit=to).exists():
        helping.delete()
    else:
        helping.unit = to
        helping.save(update_fields=["unit"])
    words = {"by": actor.face, "former": former.name, "unit": to.name}
    timeline.keep_on(task, SUCCEEDED, actor=actor, data=words)


HELD = (
    Held(lambda: Project.objects.exclude(state__in=ENDED)),
    Held(lambda: Task.objects.exclude(state__in=TASK_ENDED)),
    Held(
        lambda: Helping.objects.exclude(task__state__in=TASK_ENDED),
        pass_on=_helping,
        named=_("help with a key task"),
    ),
)
