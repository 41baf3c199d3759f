"""Which events that are no domain's own are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Audience, Event

EVENTS = [Event("units", _("Your unit takes over from another"), Audience.STAFF)]
