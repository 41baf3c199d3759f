"""Which events of forms that are sent down are there, in words?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("returns.remind", _("Forms that are to be handed in"), Audience.STAFF),
    Event("returns.signed", _("Forms of yours that were signed"), Audience.STAFF),
    Event("returns.fill", _("A form was filled"), Audience.PROGRAMS),
    Event("returns.sign", _("A form was signed"), Audience.PROGRAMS),
]
