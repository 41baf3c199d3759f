"""Which standard replies fit, and how does one read for this place, this unit, today?"""

import re
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jinlin.core import spoken
from jinlin.core.actor import Actor, county_of, within
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Category
from jinlin.domains.appeals.models.suggestions import StandardReply
from jinlin.ground.accounts.roles import Role

PLACEHOLDERS = {
    "unit": gettext_lazy("unit"),
    "place": gettext_lazy("place"),
    "date": pgettext_lazy("placeholder", "date"),
}
BRACED = {name: format_lazy("{{{word}}}", word=word) for name, word in PLACEHOLDERS.items()}
SPELLINGS = {"单位": "unit", "地点": "place", "日期": "date"} | {
    name: name for name in PLACEHOLDERS
}
BRACES = re.compile(r"\{([^{}]*)\}")


def replies_for(county: str, category: str = "") -> list[StandardReply]:
    """Those offered for a class, the most exact first; without a class all of them:
    one statement.
    """
    rows = StandardReply.objects.filter(county=county, is_open=True)
    if category:
        rows = rows.filter(
            category_code__in=[
                "",
                *(category[:length] for length in (2, 4, 6) if length <= len(category)),
            ]
        )
    return sorted(
        _named(rows),
        key=lambda reply: (
            -len(reply.category_code) if category else 0,
            reply.category_code,
            reply.name,
        ),
    )


def grouped(replies: Iterable[StandardReply]) -> list[tuple[str, list[StandardReply]]]:
    """Under the names of their classes, in the order given.

    The replies were read by `replies_for`.
    """
    groups: dict[str, list[StandardReply]] = {}
    for reply in replies:
        groups.setdefault(reply.category_name or _("For all classes"), []).append(reply)  # type: ignore[attr-defined]
    return list(groups.items())


def replies_kept_by(actor: Actor) -> QuerySet[StandardReply]:
    return _named(
        StandardReply.objects.filter(
            within((county_of(code) for code in actor.codes(Role.LEAD)), "county")
        ).order_by("-is_open", "category_code", "name")
    )


def filled(text: str, *, unit: str, place: str) -> str:
    """The text with its placeholders filled, in whichever language they are written; what is not
    known yet, and any other braces, stay as they stand.
    """
    words: dict[str, str] = {"unit": unit, "place": place, "date": spoken.day(clock.today())}
    return BRACES.sub(lambda found: words.get(_name_of(found[1])) or found[0], text)


def shown_text(text: str) -> str:
    """The text with its placeholders in the reader's language: {单位} where {unit} was written."""
    return BRACES.sub(
        lambda found: str(BRACED[name]) if (name := _name_of(found[1])) else found[0], text
    )


def unknown_placeholders(text: str) -> list[str]:
    return [found for found in BRACES.findall(text) if not _name_of(found)]


def _name_of(written: str) -> str:
    """Which placeholder stands between the braces; "" for anything else."""
    return SPELLINGS.get(written.strip(), "")


def _named(rows: QuerySet[StandardReply]) -> QuerySet[StandardReply]:
    return rows.annotate(
        category_name=Subquery(
            Category.objects.filter(pk=OuterRef("category_code")).values("name")[:1]
        )
    )
