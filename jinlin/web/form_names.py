"""What is a form of the desk called, by the words that stand on its page?

A burden is kept under the technical name of its form, so that it stays countable when a page is renamed; people read these words.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.web.rooms import DESK

NAMES: dict[str, Any] = {
    **{room.url: room.name for room in DESK},
    "say-burden": gettext_lazy("This form burdens me"),
    "account_login": gettext_lazy("Staff sign-in"),
    "account_change_password": gettext_lazy("Change the password"),
    "account_reauthenticate": gettext_lazy("Confirm that it is you"),
    "mfa_authenticate": gettext_lazy("Second step of signing in"),
    "mfa_activate_totp": gettext_lazy("Set up the second step"),
    "mfa_deactivate_totp": gettext_lazy("Turn the second step off"),
    "accounts:security": gettext_lazy("My sign-in"),
    "accounts:staff-add": gettext_lazy("Add a member of staff"),
    "accounts:staff-one": gettext_lazy("One member of staff"),
    "accounts:grant": gettext_lazy("Give a role"),
    "accounts:issue-token": gettext_lazy("Issue an access token"),
    "accounts:duty-plan": gettext_lazy("Plan the days off"),
    "accounts:duty-add": gettext_lazy("Add a shift"),
    "accounts:duty-one": gettext_lazy("One shift"),
    "accounts:duty-swap": gettext_lazy("Swap a shift"),
    "accounts:duty-off": gettext_lazy("Take off a shift"),
    "people:person": gettext_lazy("One resident"),
    "people:act": gettext_lazy("Act for a resident"),
    "places:place": gettext_lazy("One place"),
    "places:station": gettext_lazy("One station"),
    "documents:document": gettext_lazy("One document"),
    "documents:revoke": gettext_lazy("Revoke a document"),
    "notices:webhooks": gettext_lazy("Webhooks"),
    "notices:webhook-add": gettext_lazy("Add a webhook"),
    "notices:webhook": gettext_lazy("One webhook"),
    "appeals:batch": gettext_lazy("Register many in a table"),
    "appeals:views": gettext_lazy("Saved views"),
    "appeals:change_view": gettext_lazy("Saved views"),
    "appeals:print_list": gettext_lazy("Printed list"),
    "appeals:leaving": gettext_lazy("Hand over a desk"),
    "appeals:many": gettext_lazy("Many appeals at once"),
    "appeals:new_reply": gettext_lazy("Write a standard reply"),
    "appeals:reply": gettext_lazy("Change a standard reply"),
    "appeals:end_rule": gettext_lazy("End a routing rule"),
    "appeals:desk_appeal": gettext_lazy("One appeal"),
    "appeals:see_reporter": gettext_lazy("See who reported it"),
    "appeals:send_link": gettext_lazy("Send a link to a unit"),
    "appeals:desk_move": gettext_lazy("Appeal"),
    "metrics:figure": gettext_lazy("One figure"),
    "metrics:rows": gettext_lazy("The rows behind a figure"),
}


def words_of(form: str) -> str:
    """'Appeal: Finish with a reply' for `appeals:desk_move finish`. A page without a name of its own goes by its room's, else it is another page of the desk."""
    view, _space, detail = form.partition(" ")
    app = view.partition(":")[0]
    page = NAMES.get(view) or next((room.name for room in DESK if room.url.partition(":")[0] == app), None) or _("Another page of the desk")
    move = _moves_of(app).get(detail)
    return _("%(page)s: %(move)s") % {"page": page, "move": move.label} if move else str(page)


def _moves_of(app: str) -> dict[str, Any]:
    """The moves that a domain's lifecycle names."""
    name = f"jinlin.{app}.lifecycle"
    if not app.isidentifier() or not find_spec(f"jinlin.{app}") or not find_spec(name):
        return {}
    return dict(import_module(name).LIFECYCLE.moves)
