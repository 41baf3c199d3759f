"""Which events of ledgers are there, in words?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Audience, Event

EVENTS = [
    Event("ledgers.signed", _("Ledgers of yours that were signed"), Audience.STAFF),
    Event("ledgers.list", _("Lists that you asked for"), Audience.STAFF),
    Event("ledgers.draw_up", _("A ledger was drawn up"), Audience.PROGRAMS),
    Event("ledgers.sign", _("A ledger was signed"), Audience.PROGRAMS),
]
