"""Which of the messages that journeys tell can a person choose about?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Event

EVENTS = [
    Event("people.consent", _("Consents that staff write down for you")),
    Event("people.gaps", _("Households in need without somebody who looks after them")),
]
