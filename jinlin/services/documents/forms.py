"""What is typed to find, verify and revoke a document?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.services.documents.codes import read
from jinlin.services.documents.models import LONGEST_REASON
from jinlin.services.documents.public_notices import LONGEST_OBJECTION
from jinlin.services.documents.queries import kinds_offered
from jinlin.shell.boards import AddressForm, Words
from jinlin.shell.move_forms import DayField, KeyedForm, offer, words


class FilterForm(AddressForm):
    """The filters of the board."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    q = Words(_("Number, title or verification code"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", _("All kinds")), *kinds_offered()])


class CodeForm(forms.Form):
    """The code that stands on a paper, however it was typed."""

    code = forms.CharField(
        label=_("Verification code"),
        max_length=60,
        help_text=_(
            "Twelve letters and digits, at the foot of the paper. Small letters and spaces do not "
            "matter."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        code = read(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _(
                    "This is not a verification code: it has twelve letters and digits, such as "
                    "ABCD-EFGH-JKMN."
                )
            )
        return code


class DayForm(forms.Form):
    on = DayField(
        label=_("Was it valid on that day?"),
        required=False,
    )


class ObjectionForm(KeyedForm):
    """What speaks against it, by somebody who is signed in."""

    text = words(
        _("What speaks against it?"),
        rows=4,
        limit=LONGEST_OBJECTION,
        hint=_(
            "Please say what you know yourself, and from where. Only those who examine it read "
            "your words and your name; you get an answer."
        ),
    )


class WholeNameForm(forms.Form):
    """Why a certificate is printed with the whole name of whoever holds it."""

    why = forms.CharField(
        label=_("Why is the whole name needed?"),
        max_length=LONGEST_REASON,
        help_text=_("Your name, the time and this reason are kept with the person."),
    )


class RevokeForm(forms.Form):
    """Why a document no longer holds."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_(
            "Staff read it; whoever verifies the paper only sees that it was revoked, and when."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
