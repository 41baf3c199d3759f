"""How does a form look when a page writes only {{ form }}?

As parts/form.html, field.html and errors.html say.
"""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeVar

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Engine
from django.utils.functional import cached_property

from jinlin.shell.controls import written

ERRORS = "django/forms/errors/list/default.html"
Form = TypeVar("Form", bound=forms.BaseForm)


class _Shared(dict[str, forms.Field]):
    """The fields of a class of forms, of which a form copies only its own."""

    own: frozenset[str] = frozenset()

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {
            name: deepcopy(field, memo) if name in self.own else field
            for name, field in self.items()
        }


def copying_only(*own: str) -> Callable[[type[Form]], type[Form]]:
    """Each form of this class has these fields to itself, and may change them; all others are the
    class's own. To copy a field takes longer than to read what was typed into it.
    """

    def shared(made: type[Form]) -> type[Form]:
        form: Any = made
        form.base_fields = fields = _Shared(form.base_fields)
        fields.own = frozenset(own)
        return made

    return shared


class HouseForms(DjangoTemplates):
    """Django's own widgets inside the house's fields; the common ones without their templates."""

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"

    def render(self, template_name: str, context: Any, request: Any = None) -> Any:
        if template_name == ERRORS and not context["errors"]:
            return ""  # of most fields, and a board has a dozen
        widget = context.get("widget")
        text = written(template_name, widget) if widget else None
        return super().render(template_name, context, request) if text is None else text

    @cached_property
    def engine(self) -> Any:
        return Engine(
            {
                "APP_DIRS": True,
                "DIRS": [
                    Path(__file__).parent / "templates",
                    Path(forms.__file__).parent / "templates",
                ],
                "NAME": "forms",
                "OPTIONS": {
                    "builtins": ["django.templatetags.i18n", "jinlin.shell.templatetags.jinlin"]
                },
            }
        )
