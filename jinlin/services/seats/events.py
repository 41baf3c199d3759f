"""Which events of seats are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Event

EVENTS = [Event("seats", _("Seats: one is free for you, or it does not take place"))]
