"""Which events of service days are there?"""

from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.events import Event

EVENTS = [Event("servicedays", _("Service days and small helps"))]
