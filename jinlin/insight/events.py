"""Which events of understanding are there, in words?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("insight.danger", _("Danger in what somebody wrote"), Audience.STAFF),
    Event("insight.backed", _("How a neighbour's matter that I joined ended"), Audience.RESIDENTS),
]
