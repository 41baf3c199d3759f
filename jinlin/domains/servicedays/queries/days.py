"""Which service days are coming, were held or were called off, at the places that one reads?"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.servicedays.lifecycle import LABELS, LIVE, State
from jinlin.domains.servicedays.models import Session
from jinlin.domains.servicedays.queries.lists import TONES

TABS = {
    "coming": _("Coming"),
    "open": _("Not closed yet"),
    "held": _("Held"),
    "cancelled": _("Called off"),
    "all": _("All"),
}
FIRST_FIRST, LAST_FIRST = ("on", "id"), ("-on", "-id")
WITH = ("series__place", "series__organiser", "unit", "activity")


def days(actor: Actor, tab: str, text: str = "") -> "QuerySet[Session]":
    """The days under a tab whose neighbourhood, series or theme holds the words."""
    today = clock.today()
    conditions = {
        "coming": Q(state__in=LIVE, on__gte=today),
        "open": Q(state__in=LIVE, on__lt=today),
        "held": Q(state=State.HELD),
        "cancelled": Q(state=State.CANCELLED),
    }
    rows = Session.objects.visible_to(actor).filter(conditions.get(tab, Q()))
    for word in text.split()[:5]:
        rows = rows.filter(called(word))
    return rows.select_related(*WITH)


def called(word: str, way: str = "series__") -> Q:
    """Names are short, and a county has as many series as neighbourhoods: no signs are kept."""
    names = Q(**{f"{way}name__contains": word}) | Q(**{f"{way}place__name__contains": word})
    return names | Q(theme__contains=word) if way else names


def order_of(tab: str) -> tuple[str, ...]:
    return FIRST_FIRST if tab in {"coming", "open"} else LAST_FIRST


def lines(sessions: list[Session]) -> list[tuple[Session, Any, str]]:
    """Each day with the word and the tone of its state."""
    states = [State(each.state) for each in sessions]
    return [(each, LABELS[s], TONES[s]) for each, s in zip(sessions, states, strict=True)]
