"""How does a finding look on the console, and in which language?"""

import json
import os
from collections.abc import Sequence
from typing import Any

import click
from django.utils import translation
from django.utils.translation import gettext as _

from jinlin.web.health import Finding

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


def show(findings: Sequence[Finding], *, with_steps: bool = False) -> bool:
    """Each finding has its line, and with steps what to do about it. False: something fails."""
    for each in findings:
        level = click.style(f"{each.level:4}", fg=COLOURS[each.level])
        click.echo(f"{level}  {each.title}: {each.words}")
        if with_steps and each.todo:
            click.echo(f"      → {each.todo}")
    return not any(each.level == "fail" for each in findings)


def summary(findings: Sequence[Finding]) -> str:
    failing, warned = (sum(each.level == level for each in findings) for level in ("fail", "warn"))
    if not failing and not warned:
        return _("All is well.")
    return _("%(failing)d to be mended now, %(warned)d to be looked at.") % {
        "failing": failing,
        "warned": warned,
    }


def as_json(findings: Sequence[Finding]) -> str:
    rows: list[dict[str, Any]] = [
        {
            "name": each.name,
            "title": each.title,
            "level": each.level,
            "words": each.words,
            "todo": each.todo,
        }
        for each in findings
    ]
    is_fit = not any(each.level == "fail" for each in findings)
    return json.dumps({"fit": is_fit, "findings": rows}, ensure_ascii=False, indent=1)


def language() -> str:
    """Chinese, unless the person's own console is set to English."""
    first = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return "en" if first.lower().startswith("en") else "zh-hans"


def speak(chosen: str | None) -> Any:
    """What is said while this is open is said in this language."""
    return translation.override({"zh": "zh-hans"}.get(chosen or "", chosen) or language())
