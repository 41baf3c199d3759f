"""What does a page show that only a floor above knows?

A slot: the page names it, whoever knows fills it, and unfilled it is empty.
"""

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Filler = Callable[
    ..., tuple[str, dict[str, Any]] | None
]  # the template and what it reads; None shows nothing

_fillers: dict[str, Filler] = {}


def fill(name: str, filler: Filler) -> None:
    """Every page that names this slot shows from now on what `filler` gives for the page's own
    arguments.
    """
    _fillers[name] = filler


def shown(name: str, *given: Any) -> SafeString | str:
    """The slot's markup; empty where nobody fills it, or where there is nothing to show."""
    filler = _fillers.get(name)
    found = filler(*given) if filler else None
    return render_to_string(*found) if found else ""
