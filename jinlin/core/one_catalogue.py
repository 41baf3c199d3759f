"""Where does a text in another language stand?

Each app has a catalogue of its own, and Django means to join those that count in the same way. It
compares a function with a function's code, and so joins none: a text of the house was looked for in
up to thirty-five catalogues, one after the other, some hundred times for a page.
"""

from typing import Any

from django.utils.translation import trans_real


class OneCatalogue(trans_real.TranslationCatalog):
    """Of those that count in the same way; the texts of the later one win, as before."""

    _catalogs: list[dict[Any, str]]
    _plurals: list[Any]  # functions that tell which of several forms a number asks for

    def update(self, trans: Any) -> None:
        if self._plurals[0].__code__ == trans.plural.__code__:
            self._catalogs[0].update(trans._catalog)  # noqa: SLF001 - what Django's own means to do
        else:
            super().update(trans)


def join_catalogues() -> None:
    """Every language that is read from now on."""
    trans_real.TranslationCatalog = OneCatalogue  # type: ignore[misc]
