"""Which events of casework can programs hear of? Services without a case; of cases none at all."""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("casework.serve", _("A service was written down"), Audience.PROGRAMS),
    Event("casework.strike", _("A service was struck out"), Audience.PROGRAMS),
]
