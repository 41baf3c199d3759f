"""What is typed about training, what are its pages called, and what does it bring to the doors?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

FORMS: dict[str, Any] = {
    "training:board": _("Training"),
    "training:new": _("Plan a class"),
    "training:class": _("One class"),
    "training:terms": _("Change the terms of a class"),
    "training:move": _("Training"),
    "training:answer": _("What did they answer?"),
    "training:lesson": _("One lesson"),
    "training:change_lesson": _("Move or cancel a lesson"),
    "training:pupil": _("One person in a class"),
    "training:wanted": _("What is wanted"),
    "training:new_order": _("Take an order for a course"),
    "training:supply": _("Courses on offer"),
    "training:new_supply": _("Put a course on the list"),
    "training:new_vacancy": _("Offer work"),
    "training:vacancy": _("Work offered"),
    "training:desk_introduction_move": _("Introduction to an enterprise"),
    "training:placement": _("Evidence of work"),
    "training:strike_placement": _("Strike work out"),
}
WHO = frozenset({"clerk", "lead", "organiser", "supervisor", "teacher", "partner", "registrar"})
ROOM: tuple[Any, ...] = (_("Training"), "training:board", "book", "people", WHO)
BROUGHT: dict[str, Any] = {  # to the lists that all domains share
    "waiting": ("queries.lists.waiting", "queries.lists.waiting_introductions"),
    "searched": ("queries.board.FOUND",),
    "held": ("actions.succeeding.HELD",),
    "own": ("queries.lists.own", "queries.lists.own_introductions"),
    "forms": FORMS,
    "routers": {"/training": "api.router"},
}
