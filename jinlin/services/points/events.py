"""Which events of points are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("points", _("Points: what you ordered, and what ends soon")),
    Event("points.head", _("The end of a day's chain of points"), Audience.PROGRAMS),
]
