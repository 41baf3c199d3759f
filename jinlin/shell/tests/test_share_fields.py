"""Has each form to itself what it may change, and nothing else?"""

import pytest
from django import forms

from jinlin.shell.forms import copying_only

pytestmark = pytest.mark.one_engine


@copying_only("chosen")
class Choice(forms.Form):
    chosen = forms.ChoiceField(choices=[("a", "A")])
    text = forms.CharField(max_length=3)


def test_what_one_form_changes_the_next_one_does_not_have():
    first, second = Choice({"chosen": "b", "text": "four"}), Choice({"chosen": "b", "text": "1"})
    first.fields["chosen"].choices = [("b", "B")]
    del first.fields["text"]
    assert first.is_valid()
    assert {*second.errors} == {"chosen"}
    assert second.fields["text"] is Choice.base_fields["text"]
    assert Choice({"chosen": "a", "text": "four"}).errors.keys() == {"text"}
