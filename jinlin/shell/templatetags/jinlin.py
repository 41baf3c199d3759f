"""How do pages show pictures, days, clocks, states and sizes?

Builtin in every template, nothing to load.

{% icon "bell" %}   {% icon "bell" label=_("Messages") size="small" %}      a stroke picture; with a
label it is announced
{{ row.due_on|day }}         4月18日（周五）, with the year when it is not this year's
{{ row.month|period }}       2026年10月, of a month or a day in it; 2026年 of a year
{{ row.begins_at|hours:row.ends_at }}    22:00–23:30, 22:00–次日02:00 past midnight
{{ row.at|moment }}          4月18日（周五）14:05
{{ row.due_at|clock }}       还剩 2 天 / 已逾期 3 小时, with word, shape and colour
{{ row.due_at|promise }}     4月18日（周五）前
{% ring due since=start paused="" ended=None provisional=False %}           the clock of a matter
(parts/clock.html)
{% state "inhand" _("In hand") %}      tones: new waiting inhand soon late done ended
{% slot "leaver" user %}     what only a floor above knows; empty where nobody fills it
(jinlin.shell.slots)
{% way_there place series.room series.address %}      'How do I get there?', by the phone's map app
{% bar 43 of=120 tone="done" %}        a level bar; put the number beside it in words
{{ 1219|number }}            1,219; one decimal for fractions; — for None
{% url "appeals:board" %}    as Django's own, for a page with a hundred of them
{% if request.actor|may_open:"metrics:figures" %}    nobody is shown a way to a page that their
roles do not open
{% again "parts/desk_menu.html" %}     a part that stands on the page twice, written once
{{ field|control }}          the widget of a bound field with what assistive technology needs
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from django import template
from django.forms import BoundField
from django.template import defaulttags
from django.template.base import Parser, Token
from django.template.context import Context
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from jinlin.core import spoken
from jinlin.core.time import clock as core_clock
from jinlin.shell import asking, slots
from jinlin.shell.addresses import address
from jinlin.shell.icons import ICONS, SHAPES
from jinlin.shell.ways_there import ways_there

register = template.Library()


class Address(defaulttags.URLNode):
    """Django's tag, which looks the same address up in the table of all addresses each time."""

    def render(self, context: Context) -> str:
        if self.kwargs:
            return str(super().render(context))
        parts = [part.resolve(context) for part in self.args]
        found = ""
        try:
            found = address(self.view_name.resolve(context), *parts, app=_app(context))
        except NoReverseMatch:
            if self.asvar is None:
                raise
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


def _app(context: Context) -> str | None:
    """In whose pages an address is asked for."""
    request = getattr(context, "request", None)
    match = getattr(request, "resolver_match", None)
    return getattr(request, "current_app", None) or getattr(match, "namespace", None)


@register.tag
def url(parser: Parser, token: Token) -> Address:
    node = defaulttags.url(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)


@register.simple_tag
def icon(name: str, *, label: Any = "", size: str = "") -> SafeString:
    """The picture of that name. An unknown name is a KeyError: a page never shows a hole."""
    return _icon(name, str(label), size)


@lru_cache(maxsize=1_000)
def _icon(name: str, label: str, size: str) -> SafeString:
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" focusable="false" {}>{}</svg>',
        f" {size}" if size else "",
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"'),
        mark_safe(ICONS[name]),  # noqa: S308 - our own drawings
    )


@register.simple_tag
@lru_cache(maxsize=100)
def shape(tone: str) -> SafeString:
    return format_html(
        '<svg class="shape" viewBox="0 0 16 16" aria-hidden="true">{}</svg>',
        mark_safe(SHAPES[tone]),  # noqa: S308 - our own drawings
    )


@register.simple_tag
def state(tone: str, word: Any) -> SafeString:
    """A state: word, shape and colour. Written here, for a board shows a hundred."""
    return _state(tone, str(word))


@lru_cache(maxsize=1_000)
def _state(tone: str, word: str) -> SafeString:
    return format_html('<span class="state tone-{}">{}{}</span>', tone, shape(tone), word)


@register.filter
def day(value: date | datetime | None) -> str:
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', local(value).isoformat(), spoken.day(local(value))
    )


@register.filter
def period(value: date | str | None) -> str:
    return spoken.period(value) if value else ""


@register.filter
def hours(begins: datetime, ends: datetime) -> str:
    return spoken.hours(begins, ends)


@register.filter
def moment(value: datetime | None) -> str:
    return (
        ""
        if value is None
        else format_html('<time datetime="{}">{}</time>', value.isoformat(), spoken.moment(value))
    )


@register.filter
def promise(value: date | datetime | None) -> str:
    return "" if value is None else spoken.by(local(value))


@register.filter
def clock(due: datetime | None) -> str:
    """The time left until `due`, as a state: word, shape and colour."""
    if due is None:
        return ""
    return _clock(spoken.urgency(due), due.isoformat(), spoken.left(due))


@lru_cache(maxsize=1_000)
def _clock(tone: str, due: str, words: str) -> SafeString:
    return format_html(
        '<time class="state tone-{}" datetime="{}">{}<span data-clock>{}</span></time>',
        tone,
        due,
        shape(tone),
        words,
    )


@register.simple_tag
def slot(name: str, *given: Any) -> SafeString | str:
    return slots.shown(name, *given)


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> SafeString:
    """For parts that say the same wherever they stand in one template."""
    kept, known = context.render_context, f"again {name}"
    if known not in kept:
        kept[known] = cast(Any, context).template.engine.get_template(name).render(context)
    found: SafeString = kept[known]
    return found


@register.inclusion_tag("parts/way_there.html")
def way_there(place: Any, name: str = "", words: str = "") -> dict[str, Any]:
    """Links to the phone's map app: to the point of the place if it has one, else a search for its
    name and these words. `name` is what stands there, when it is not the place itself.
    """
    called = f"{place.name} {name}".strip()
    searched = f"{place.name} {words or name}".strip()
    return {"ways": ways_there(called, words=searched, point=place.lies_at, county=place.county)}


@register.inclusion_tag("parts/clock.html")
def ring(
    due: datetime | None,
    *,
    since: datetime | None = None,
    paused: Any = "",
    ended: datetime | None = None,
    provisional: bool = False,
) -> dict[str, Any]:
    """The clock of a matter: a ring that empties between `since` and `due`.

    `paused` is the reason why it stands; `ended` stops it.
    """
    until = ended or core_clock.now()
    tone = (
        "waiting"
        if paused
        else _ended_tone(due, ended)
        if ended
        else spoken.urgency(due, since=since)
        if due
        else "new"
    )
    return {
        "due": due,
        "paused": paused,
        "ended": ended,
        "provisional": provisional,
        "tone": tone,
        "percent": 100 if ended else spoken.percent_left(since, due, until),
    }


@register.simple_tag
def bar(value: float, *, of: float = 100, tone: str = "inhand") -> SafeString:
    width = round(max(0.0, min(1.0, float(value) / float(of) if of else 0.0)) * 100, 1)
    return format_html(
        '<svg class="bar tone-{}" viewBox="0 0 100 8" preserveAspectRatio="none" '
        'aria-hidden="true">'
        '<rect class="bar-ground" width="100" height="8"/><rect class="bar-fill" width="{}" '
        'height="8"/></svg>',
        tone,
        width,
    )


@register.filter
def number(value: Any) -> str:
    """Grouped by thousands; one decimal when it is not whole; a dash when there is nothing to
    measure.
    """
    if value is None or value == "":
        return "—"
    rounded = round(float(value), 1)
    return f"{rounded:,.0f}" if rounded.is_integer() else f"{rounded:,.1f}"


@register.filter
def may_open(actor: Any, name: str) -> bool:
    """Whether the page of this name opens to somebody with their roles; one that asks for none
    does.
    """
    opens = _opens(name)
    return opens is None or bool(opens(actor))


@lru_cache(maxsize=200)
def _opens(name: str) -> Any:
    return getattr(resolve(reverse(name)).func, "opens", None)


@register.filter
def control(field: BoundField) -> str:
    """The widget with the classes of the house; ids of hint and error are already tied to it by
    Django.
    """
    kinds = {"textarea": "input area", "select": "input pick", "checkbox": "tick"}
    kind = field.widget_type.removeprefix("unit").removeprefix("seek")  # lists that one searches
    own = kinds.get(kind, "" if field.use_fieldset else "input")
    given = field.field.widget.attrs.get("class", "")
    asking.note(field)
    return field.as_widget(attrs={"class": f"{given} {own}".strip()} if own else {})


def local(value: date | datetime) -> date:
    return core_clock.local_day(value) if isinstance(value, datetime) else value


def _ended_tone(due: datetime | None, ended: datetime | None) -> str:
    return "late" if due and ended and ended > due else "done"
