"""What is typed when something is to be destroyed?"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.files.uploads import Upload
from jinlin.core.timeline.erasing import LONGEST_REASON
from jinlin.shell.move_forms import KeyedForm, TidyField, offer, words
from jinlin.web.erasing.queries import Spoken


class MatterForm(forms.Form):
    """Which matter: its number, or the address of its page."""

    matter = TidyField(label=_("Number of the matter, or the address of its page"), max_length=200)


class AskForm(KeyedForm):
    """Which texts, entries and files, and why."""

    own = forms.TypedMultipleChoiceField(
        label=_("The matter's own text"), required=False, widget=forms.CheckboxSelectMultiple
    )
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

    def __init__(
        self,
        *args: Any,
        spoken: Sequence[Spoken],
        files: Sequence[Upload],
        own: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "own", list(own.items()))
        offer(
            self,
            "entries",
            [(each.seq, f"{each.seq} · {' / '.join(each.texts)}") for each in spoken],
        )
        offer(
            self,
            "attached",
            [(str(each.pk), f"{each.position + 1} · {each.shown_name}") for each in files],
        )
        for name in ("own", "entries", "attached"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]


class DecideForm(KeyedForm):
    """Destroyed or kept; kept, with the reason."""

    decision = forms.ChoiceField(
        label=_("What you decide"),
        choices=[("destroy", _("Destroy for good")), ("keep", _("Leave it standing"))],
        widget=forms.RadioSelect,
    )
    why = words(_("Why it is kept"), rows=3, limit=LONGEST_REASON, required=False)
