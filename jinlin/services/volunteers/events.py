"""Which events of volunteers are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("volunteers", _("Volunteering: your hours and what is asked of you")),
    Event("volunteers.remind", _("Hours that are still to be recorded"), Audience.STAFF),
]
