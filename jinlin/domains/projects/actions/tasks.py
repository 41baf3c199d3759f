"""How does a key task come on the list, under way, to its judgement, and off the list?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.files.uploads import Upload
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.projects.actions.milestones import lay_out_steps
from jinlin.domains.projects.actions.steps import attach, keep_task, rule_of
from jinlin.domains.projects.models import Helping, Supervision, Task
from jinlin.domains.projects.permissions import TASK_RULES, can_list
from jinlin.ground.places.models import Organisation, Place

LONGEST_TITLE, LONGEST_TEXT = 80, 2000


@dataclass(frozen=True)
class Origin:
    """Where a task came from, when another domain brought it: its label and key as plain values,
    and words that name nobody.
    """

    label: str
    key: UUID
    words: str


@dataclass(frozen=True)
class TaskTerms:
    """A task as it comes on the list."""

    title: str
    unit: Organisation
    due_on: date
    year: int
    text: str = ""
    number: int = 0
    helpers: Sequence[Organisation] = ()
    origin: Origin | None = None
    is_invented: bool = False
    steps: Sequence[tuple[str, date]] = field(default_factory=tuple)  # its milestones


@transaction.atomic
def put_on_list(place: Place, terms: TaskTerms, *, actor: Actor) -> Task:
    """The unit answers for it until its deadline, and is told so.

    Raises NotNow for a second task from the same origin.
    """
    require(can_list(actor, place))
    words = _("Please say what the task is.")
    title = needed(terms.title, field="title", words=words, limit=LONGEST_TITLE)
    if terms.unit.county != place.county:
        raise Unusable(_("This unit works in another county."), field="unit")
    task = _made(place, terms, title, actor)
    helpers = {each.pk: each for each in terms.helpers if each.pk != terms.unit.pk}
    named, unit = [*map(str, helpers)], terms.unit.name
    try:
        with transaction.atomic():
            keep_task(task, "list", actor=actor, unit=unit, due=terms.due_on, helpers=named)
    except IntegrityError as error:
        raise NotNow(_("There is a task for this already.")) from error
    Helping.objects.bulk_create(
        Helping(county=task.county, task=task, unit=each) for each in helpers.values()
    )
    lay_out_steps(task, terms.steps)
    return task


@transaction.atomic
def take_on(task: Task, *, actor: Actor) -> Task:
    """Its unit works on it."""
    task = TASK_RULES.begin(task, "take_on", actor)
    keep_task(task, "take_on", actor=actor)
    return task


@transaction.atomic
def report_done(task: Task, *, evidence: str, photos: Sequence[Upload] = (), actor: Actor) -> Task:
    """It waits for somebody else's judgement, with what shows that it is complete."""
    task = TASK_RULES.begin(task, "report_done", actor)
    words = _("Please say what shows that it is complete.")
    task.evidence = needed(evidence, field="evidence", words=words, limit=500)
    task.asked_by, task.asked_on = actor.user_id, clock.today()
    task.due_at = clock.by_end_of(clock.today(), rule_of(task.county).judge_days)
    files = attach(photos, task)
    keep_task(task, "report_done", actor=actor, note=task.evidence, photos=files)
    return task


@transaction.atomic
def judge_done(task: Task, *, note: str = "", actor: Actor) -> Task:
    """It is complete, judged by somebody else than whoever reported it so."""
    task = TASK_RULES.begin(task, "judge_done", actor)
    task.done_on, task.judged_by = task.asked_on or clock.today(), actor.user_id
    keep_task(task, "judge_done", actor=actor, note=note)
    return task


@transaction.atomic
def judge_open(task: Task, *, reason: str, actor: Actor) -> Task:
    """It is under way again, and what is missing is on record."""
    task = TASK_RULES.begin(task, "judge_open", actor)
    task.asked_on, task.asked_by = None, None
    task.due_at = clock.end_of(task.due_on)
    keep_task(task, "judge_open", actor=actor, reason=_reason(reason))
    return task


@transaction.atomic
def press(task: Task, *, question: str, actor: Actor) -> Task:
    """The unit is asked how it stands and answers within the county's days."""
    task = TASK_RULES.begin(task, "press", actor)
    words = _("Please say what you want to know.")
    question = needed(question, field="question", words=words, limit=300)
    until = clock.today() + timedelta(days=rule_of(task.county).answer_days)
    try:
        with transaction.atomic():
            Supervision.objects.create(
                county=task.county,
                task=task,
                question=question,
                asked_on=clock.today(),
                answer_by=until,
                place_code=task.place_code,
            )
    except IntegrityError as error:
        raise NotNow(_("It is being supervised already; its answer comes first.")) from error
    task.due_at = min(task.due_at, clock.end_of(until))
    keep_task(task, "press", actor=actor, note=question, due=until)
    return task


@transaction.atomic
def answer(task: Task, *, answer: str, actor: Actor) -> Task:
    """The supervision has its answer."""
    task = TASK_RULES.begin(task, "answer", actor)
    words = _("Please say how it stands.")
    answer = needed(answer, field="answer", words=words, limit=500)
    open_one = Supervision.objects.select_for_update().get(task=task, answered_on=None)
    open_one.answer, open_one.answered_on = answer, clock.today()
    open_one.save(update_fields=["answer", "answered_on"])
    task.due_at = clock.end_of(task.due_on)
    keep_task(task, "answer", actor=actor, note=answer)
    return task


@transaction.atomic
def postpone(task: Task, *, due_on: date, reason: str, actor: Actor) -> Task:
    """Its deadline is another day; the first one stays on record, with the reason."""
    task = TASK_RULES.begin(task, "postpone", actor)
    if due_on < clock.today():
        raise Unusable(_("This day is over."), field="due_on")
    pressed = Supervision.objects.filter(task=task, answered_on=None).first()
    task.due_on = due_on
    task.due_at = clock.end_of(min(due_on, pressed.answer_by) if pressed else due_on)
    keep_task(task, "postpone", actor=actor, due=due_on, reason=_reason(reason))
    return task


@transaction.atomic
def hand_over(task: Task, *, unit: Organisation, reason: str, actor: Actor) -> Task:
    """Another unit answers for it and takes it on; what was done and asked stays on its trail. Both
    units are told. Where the other one helped, it helps no more.
    """
    task = TASK_RULES.begin(task, "hand_over", actor)
    if unit.county != task.county:
        raise Unusable(_("This unit works in another county."), field="unit")
    if unit.pk == task.unit_id:
        raise Unusable(_("This unit answers for it already."), field="unit")
    if not unit.is_open:
        raise Unusable(_("This unit is closed."), field="unit")
    former, task.unit = task.unit, unit
    Helping.objects.filter(task=task, unit=unit).delete()
    names = {"former": former.name, "unit": unit.name}
    both = [str(former.pk), str(unit.pk)]
    keep_task(task, "hand_over", actor=actor, reason=_reason(reason), both=both, **names)
    return task


@transaction.atomic
def drop(task: Task, *, reason: str, actor: Actor) -> Task:
    """It is off the list; its record stays."""
    task = TASK_RULES.begin(task, "drop", actor)
    keep_task(task, "drop", actor=actor, reason=_reason(reason))
    return task


def _made(place: Place, terms: TaskTerms, title: str, actor: Actor) -> Task:
    now, origin = clock.now(), terms.origin
    return Task(
        county=place.county_code,
        title=title,
        text=tidy(terms.text)[:LONGEST_TEXT],
        year=terms.year,
        number=terms.number,
        place=place,
        place_code=place.code,
        unit=terms.unit,
        first_due_on=terms.due_on,
        due_on=terms.due_on,
        due_at=clock.end_of(terms.due_on),
        listed_on=clock.local_day(now),
        listed_at=now,
        listed_by=actor.user_id,
        origin=tidy(origin.words)[:120] if origin else "",
        origin_label=origin.label if origin else "",
        origin_id=origin.key if origin else None,
        is_invented=terms.is_invented,
    )


def _reason(reason: str) -> str:
    return why_of(reason, limit=300)
