"""How does a posted form move a class or an introduction?"""

from jinlin.core.sight import Sight
from jinlin.domains.training.forms.moves import FORMS, INTRODUCTION_FORMS
from jinlin.domains.training.models import Course, Introduction
from jinlin.domains.training.permissions import INTRODUCTION_RULES, RULES
from jinlin.domains.training.queries.story import story, story_of_introduction
from jinlin.shell.moves import Moves

WITH = ("place", "organiser", "module", "supply", "unit", "needs_module")
INTRODUCED = ("vacancy__organisation", "vacancy__place", "vacancy__module", "person")


_COURSES = Sight[Course](Course.objects.for_desk, joins=WITH)
_INTRODUCTIONS = Sight[Introduction](Introduction.objects.visible_to, joins=INTRODUCED)


COURSES = Moves(rules=RULES, forms=FORMS, fetch=_COURSES.first, story=story)
INTRODUCTIONS = Moves(
    rules=INTRODUCTION_RULES,
    forms=INTRODUCTION_FORMS,
    fetch=_INTRODUCTIONS.first,
    story=story_of_introduction,
)
