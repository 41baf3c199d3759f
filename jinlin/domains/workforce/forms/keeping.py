"""What is typed to ask units, tell something new, enter candidates, posts and accounts?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.workforce.actions.exams import STAGES
from jinlin.domains.workforce.forms import counties_of
from jinlin.domains.workforce.models import Degrees, ExamDay, Level, Sector, UpdateKind
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, offer, words

STAGE_WORDS = [
    ("mobilised_on", _("Mobilised")),
    ("registered_on", _("Registered")),
    ("sat_on", _("Sat")),
    ("passed_on", _("Passed")),
    ("certified_on", _("Certificate received")),
]
assert [name for name, _word in STAGE_WORDS] == list(STAGES)


class OffTheListForm(KeyedForm):
    """Why somebody was on a list of candidates by mistake."""

    reason = words(_("Reason"), rows=3, limit=300, hint=_("The person reads it."))


class CountyForm(KeyedForm):
    """Something for one of the counties whose registers the reader keeps."""

    county = forms.ChoiceField(label=_("County"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "county", counties_of(actor))


class RoundForm(CountyForm):
    name = TidyField(label=_("Name of the survey"), max_length=60)
    opens_on = a_day(_("First day"))
    closes_on = a_day(_("Last day"))


class ExamListForm(CountyForm):
    """A list of people who reached a stage, or their results."""

    year = forms.IntegerField(label=_("Exam year"), min_value=2008, max_value=2100)
    level = forms.TypedChoiceField(
        label=_("Qualification level"), choices=Level.choices, coerce=int
    )
    stage = forms.ChoiceField(label=_("Which stage they reached"), choices=STAGE_WORDS)
    on = a_day(_("On which day"))
    file = forms.FileField(
        label=_("List (.xlsx, .xls or .csv)"),
        help_text=_(
            "With name and citizen id; also unit, class, and a column for each subject with its "
            "result."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"year": clock.today().year, "on": clock.today()}
        super().__init__(*args, **kwargs)


class ExamDayForm(KeyedForm):
    county = forms.ChoiceField(
        label=_("Of which county or prefecture"),
        required=False,
        help_text=_("Without a choice: of the first one."),
    )
    what = forms.ChoiceField(label=_("What happens"), choices=ExamDay.What.choices)
    on = a_day(_("Day"))
    source = TidyField(
        label=_("According to which notice"),
        max_length=120,
        help_text=_("The title or number of the notice that names the day."),
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "county", places)
        if len(places) == 1:
            self.fields["county"].widget = forms.HiddenInput()

    def clean_county(self) -> str:
        choices: Any = self.fields["county"]
        return self.cleaned_data["county"] or next((code for code, _name in choices.choices), "")


class EstablishmentForm(CountyForm):
    organisation = UnitField(label=_("Unit of work"))
    sector = forms.ModelChoiceField(Sector.objects.filter(is_open=True), label=_("Field"))
    approved = forms.IntegerField(label=_("Approved posts"), min_value=0, max_value=5000)
    wanted = forms.IntegerField(
        label=_("Further posts wanted"), min_value=0, max_value=5000, required=False
    )
    since = a_day(_("Since"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        counties = [code for code, _name in counties_of(actor)]
        rows = Organisation.objects.open().filter(county__in=counties).order_by("county", "name")
        offer(self, "organisation", rows)


class LayoutForm(CountyForm):
    """The county's own form, with its titles and headings."""

    name = TidyField(label=_("Name of the form"), max_length=60)
    file = forms.FileField(
        label=_("The form (.xlsx)"),
        help_text=_("Empty or filled: only its titles and headings are kept."),
    )


class AccountForm(KeyedForm):
    account = TidyField(
        label=_("Your bank account"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    bank = TidyField(label=_("Bank"), max_length=80, required=False)


class TellForm(KeyedForm):
    """Something that the register does not know yet; the evidence comes as files beside it."""

    def terms(self) -> dict[str, str]:
        values = {k: v for k, v in self.cleaned_data.items() if k != "key" and v not in (None, "")}
        return {name: str(value) for name, value in values.items()}


class TellPost(TellForm):
    unit = TidyField(label=_("Unit of work"), max_length=120)
    title = TidyField(label=_("Post"), max_length=60, required=False)
    since = a_day(_("Since"))


class TellDegree(TellForm):
    degree = forms.ChoiceField(label=_("Schooling"), choices=Degrees.choices)
    major = TidyField(label=pgettext_lazy("degree", "Subject"), max_length=60, required=False)
    school = TidyField(label=_("Graduated from"), max_length=80, required=False)
    graduated = a_day(_("Graduated"))


class TellQualification(TellForm):
    level = forms.ChoiceField(label=_("Qualification level"), choices=Level.choices)
    number = TidyField(label=_("Certificate number"), max_length=40)
    issuer = TidyField(label=_("Certificate issued by"), max_length=80, required=False)
    issued_on = a_day(_("Certificate issued on"))


class TellRegistration(TellForm):
    level = forms.ChoiceField(label=_("Qualification level"), choices=Level.choices)
    number = TidyField(label=_("Registration number"), max_length=40, required=False)
    registered_on = a_day(_("Registered on"))


class TellEducation(TellForm):
    hours = forms.DecimalField(label=_("Hours learned"), min_value=0, max_value=3000)
    on = a_day(_("Day"))
    subject = TidyField(label=_("Subject"), max_length=120)
    organiser = TidyField(label=_("Course organiser"), max_length=80, required=False)


TELLING: dict[str, type[TellForm]] = {
    UpdateKind.POST: TellPost,
    UpdateKind.DEGREE: TellDegree,
    UpdateKind.QUALIFICATION: TellQualification,
    UpdateKind.REGISTRATION: TellRegistration,
    UpdateKind.EDUCATION: TellEducation,
}
