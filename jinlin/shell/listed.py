"""How does a field that is typed into offer what is likely? Without JavaScript, by the browser."""

from collections.abc import Iterable
from typing import Any

from django import forms


class ListedInput(forms.TextInput):
    """A field to type into that offers what is likely. `offers`: (value, words)."""

    template_name = "parts/listed_input.html"
    offers: Iterable[tuple[str, str]] = ()

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return {
            **super().get_context(name, value, {**(attrs or {}), "list": f"{name}-offers"}),
            "offers": list(self.offers),
        }
