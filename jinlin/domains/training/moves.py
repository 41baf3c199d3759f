"""How does a posted form move a class or an introduction?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.training.forms.moves import FORMS, INTRODUCTION_FORMS
from jinlin.domains.training.models import Course, Introduction
from jinlin.domains.training.permissions import INTRODUCTION_RULES, RULES
from jinlin.domains.training.queries.story import story, story_of_introduction
from jinlin.shell.moves import Moves

WITH = ("place", "organiser", "module", "supply", "unit", "needs_module")
INTRODUCED = ("vacancy__organisation", "vacancy__place", "vacancy__module", "person")


def _course(actor: Actor, pk: UUID) -> Course | None:
    return Course.objects.for_desk(actor).select_related(*WITH).filter(pk=pk).first()


def _introduction(actor: Actor, pk: UUID) -> Introduction | None:
    rows = Introduction.objects.visible_to(actor).select_related(*INTRODUCED)
    return rows.filter(pk=pk).first()


COURSES = Moves(rules=RULES, forms=FORMS, fetch=_course, story=story)
INTRODUCTIONS = Moves(
    rules=INTRODUCTION_RULES,
    forms=INTRODUCTION_FORMS,
    fetch=_introduction,
    story=story_of_introduction,
)
