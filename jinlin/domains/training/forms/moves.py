"""What is asked before a class or an introduction moves?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.domains.training import actions
from jinlin.shell.move_forms import MoveForm, a_day, words


class NothingForm(MoveForm):
    """Nothing to be asked."""


class WhyForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=300, hint=_("Whoever is concerned reads this."))


class HireForm(MoveForm):
    since = a_day(_("Works there since"))


FORMS: dict[str, tuple[type[MoveForm], Any]] = {
    "agree": (NothingForm, actions.agree),
    "announce": (NothingForm, actions.announce),
    "begin": (NothingForm, actions.begin),
    "finish": (NothingForm, actions.finish),
    "cancel": (WhyForm, actions.cancel),
}
INTRODUCTION_FORMS: dict[str, tuple[type[MoveForm], Any]] = {
    "agree": (NothingForm, actions.agree_to_introduction),
    "decline": (NothingForm, actions.decline_introduction),
    "hire": (HireForm, actions.hire),
    "take_back": (WhyForm, actions.take_back_hire),
    "turn_down": (WhyForm, actions.turn_down),
    "withdraw": (WhyForm, actions.withdraw_introduction),
}
