"""Which figures do service days offer?

Person-times are counted by tallies: each says for how many people, so the figure's rows are the
people, one for each number up to the tally's.
"""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.figures.measures import Measure, Opening, Shape, Window, between
from jinlin.domains.servicedays.lifecycle import HelpState
from jinlin.domains.servicedays.models import HelpAsk, Series, Session, Tally


def held(window: Window) -> "QuerySet[Any]":
    return Session.objects.filter(within([window.place_code]), between("held_on", window))
