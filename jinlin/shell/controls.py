"""How is the control of a field written in one pass, without a template for each of its options?

The same text as Django's own templates write; a board has some hundreds of options.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]


def select(widget: Widget) -> str:
    parts = [f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'<optgroup label="{_text(group)}">')
        parts += [
            f'<option value="{_text(str(option["value"]))}"{_attributes(option["attrs"])}>'
            f"{_text(option['label'])}</option>"
            for option in options
        ]
        if group:
            parts.append("</optgroup>")
    return "".join([*parts, "</select>"])


def entry(widget: Widget) -> str:
    """An <input> of any type."""
    value = widget["value"]
    pair = "" if value is None else f' value="{_text(str(value))}"'
    name = _text(widget["name"])
    return (
        f'<input type="{_text(widget["type"])}" name="{name}"{pair}{_attributes(widget["attrs"])}>'
    )


def area(widget: Widget) -> str:
    value = _text(widget["value"]) if widget["value"] else ""
    return (
        f'<textarea name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>\n'
        f"{value}</textarea>"
    )


WRITERS: dict[str, Callable[[Widget], str]] = {
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/textarea.html": area,
    **{
        f"django/forms/widgets/{name}.html": entry
        for name in (
            *("text", "hidden", "number", "email", "tel", "url", "password", "search"),
            *("date", "time", "datetime", "checkbox", "file", "input"),
        )
    },
}


def written(template: str, widget: Widget) -> SafeString | None:
    """None: this control is written by its template."""
    write = WRITERS.get(template)
    return mark_safe(write(widget)) if write else None  # noqa: S308 - each part was escaped


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(_as_text(value))}"'
        for name, value in attrs.items()
        if value is not False
    )


def _as_text(value: Any) -> Any:
    """As a template's `stringformat:'s'` says it: what is safe already stays so."""
    return value if isinstance(value, str) else str(value)


def _text(value: Any) -> str:
    return escape(value) if type(value) is str else conditional_escape(value)
