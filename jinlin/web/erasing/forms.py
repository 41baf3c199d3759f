"""What is typed when something is to be destroyed?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.files.uploads import Upload
from jinlin.core.keys import uuid7
from jinlin.core.timeline.erasing import LONGEST_REASON
from jinlin.shell.move_forms import TidyField, words
from jinlin.web.erasing.queries import Spoken


class MatterForm(forms.Form):
    """Which matter: its number, or the address of its page."""

    matter = TidyField(label=_("Number of the matter, or the address of its page"), max_length=200)


class AskForm(forms.Form):
    """Which entries and files, and why."""

    entries = forms.TypedMultipleChoiceField(
        label=_("What was said about it"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    attached = forms.TypedMultipleChoiceField(
        label=_("Photos, papers and sound"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = words(_("Why the law asks for it; this stays on record"), rows=3, limit=LONGEST_REASON)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def __init__(
        self, *args: Any, spoken: Sequence[Spoken], files: Sequence[Upload], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = [  # type: ignore[attr-defined]
            (each.seq, f"{each.seq} · {' / '.join(each.texts)}") for each in spoken
        ]
        self.fields["attached"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{each.position + 1} · {each.shown_name}") for each in files
        ]
        for name in ("entries", "attached"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]


class DecideForm(forms.Form):
    """Destroyed or kept; kept, with the reason."""

    decision = forms.ChoiceField(
        label=_("What you decide"),
        choices=[("destroy", _("Destroy for good")), ("keep", _("Leave it standing"))],
        widget=forms.RadioSelect,
    )
    why = words(_("Why it is kept"), rows=3, limit=LONGEST_REASON, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
