"""What is typed about training, and what are the pages of these forms called?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

FORMS: dict[str, Any] = {
    "training:board": _("Training"),
    "training:new": _("Plan a class"),
    "training:class": _("One class"),
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
}
