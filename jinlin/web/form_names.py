"""What is a form of the desk called, by the words that stand on its page?

A burden is kept under the technical name of its form, so that it stays countable when a page is
renamed; people read these words.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from jinlin.core.keys import is_key
from jinlin.web.domains import DESK, DOMAINS


@cache
def names() -> dict[str, Any]:
    """Each room by its address, and what each domain says of its further forms."""
    return {
        **{room.url: room.name for room in DESK},
        **{form: name for domain in DOMAINS for form, name in domain.forms.items()},
    }


def name_of(found: ResolverMatch) -> str:
    """The technical name of a page's form: its view, and what the address says that is no key."""
    words = [
        value
        for value in found.kwargs.values()
        if isinstance(value, str) and not is_key(value) and value.replace("_", "").isalpha()
    ]
    return " ".join([found.view_name, *words])


def words_of(form: str) -> str:
    """'Appeal: Finish with a reply' for `appeals:desk_move finish`.

    A page without a name of its own goes by its room's, else it is another page of the desk.
    """
    view, _space, detail = form.partition(" ")
    app = view.partition(":")[0]
    page = (
        names().get(view)
        or next((room.name for room in DESK if room.url.partition(":")[0] == app), None)
        or _("Another page of the desk")
    )
    move = _moves_of(app).get(detail)
    return _("%(page)s: %(move)s") % {"page": page, "move": move.label} if move else str(page)


def _moves_of(app: str) -> dict[str, Any]:
    """The moves that a domain's lifecycle names."""
    name = f"{apps.app_configs[app].name}.lifecycle" if app in apps.app_configs else ""
    return dict(import_module(name).LIFECYCLE.moves) if name and find_spec(name) else {}
