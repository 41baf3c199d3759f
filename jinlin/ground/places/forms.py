"""What may be typed on the pages about places?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.ground.places.queries import LONGEST_SEARCH


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Name of your neighbourhood, community or village"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}
        ),
    )
