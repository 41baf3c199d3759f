"""How is one of a county's many teams chosen?

A few stand in a list; of more, part of the name is typed.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.keys import is_key
from jinlin.core.text import tidy
from jinlin.services.volunteers.models import Team
from jinlin.shell.listed import ListedInput

FEW = 100  # that a list shows, and that are offered to who types
NAMED = 5  # of those that a word fits


class TeamField(forms.ModelChoiceField):
    """One of the teams that `offer_teams` found. Typed, it is the one that is called so or, where
    there is none, the only one whose name holds what was typed.
    """

    is_typed = False
    queryset: Any

    def __init__(self, **more: Any) -> None:
        super().__init__(Team.objects.none(), **more)

    def to_python(self, value: Any) -> Team | None:
        if not self.is_typed or value in self.empty_values or is_key(str(value)):
            found: Team | None = super().to_python(value)
            return found
        words, rows = tidy(str(value)), self.queryset
        named = list(rows.filter(name=words)[:2]) or list(rows.filter(name__contains=words)[:FEW])
        if len(named) == 1:
            return named[0]
        if not named:
            raise ValidationError(_("No team of yours is called so. Try another word."))
        names = "、".join(team.name for team in named[:NAMED])
        raise ValidationError(
            _("Several teams are called so, such as %(names)s. Please type more of the name.")
            % {"names": names}
        )

    def prepare_value(self, value: Any) -> Any:
        if not self.is_typed:
            return super().prepare_value(value)
        if isinstance(value, UUID) or is_key(str(value)):
            value = self.queryset.filter(pk=value).first()
        return value.name if isinstance(value, Team) else value


def offer_teams(field: Any, actor: Actor) -> None:
    """The teams of this person's places: one statement, however many there are."""
    field.queryset = Team.objects.present().visible_to(actor).order_by("name")
    found = list(field.queryset.select_related("place")[: FEW + 1])
    field.is_typed = len(found) > FEW
    if field.is_typed:
        field.widget = ListedInput({"autocomplete": "off", "maxlength": "60"})
        field.widget.is_required = field.required
        field.widget.offers = [(team.name, team.place.name) for team in found[:FEW]]
        return
    first = [] if field.empty_label is None else [("", field.empty_label)]
    field.choices = [*first, *((team.pk, team.name) for team in found)]
