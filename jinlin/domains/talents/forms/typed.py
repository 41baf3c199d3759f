"""What is typed when somebody is nominated, asked, paired, applies, judges, or is looked for?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jinlin.domains.talents.forms.moves import skill_choices
from jinlin.domains.talents.models import Level, Skill, Talent, Verdict
from jinlin.domains.talents.queries.listed import Filters, states_of
from jinlin.ground.people.numbers import PhoneField
from jinlin.shell.boards import AddressForm, BoardForm
from jinlin.shell.move_forms import YES_NO, KeyedForm, TidyField, offer, words, yes_or_no


class SkillsForm(KeyedForm):
    """With the county's skills to choose from."""

    skills = forms.MultipleChoiceField(
        label=_("What can they do?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, county: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "skills", skill_choices(county))

    def chosen(self) -> list[Skill]:
        return list(Skill.objects.filter(pk__in=self.cleaned_data["skills"], is_open=True))


class NominateForm(SkillsForm):
    name = TidyField(label=_("Name of whom you nominate"), max_length=40)
    phone = PhoneField(
        label=_("Phone of whom you nominate"),
        max_length=40,
        help_text=_("Only to ask whether they want to. Nobody else reads it."),
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    why = words(
        _("What can they do, and how do you know?"),
        rows=4,
        limit=300,
        hint=_("Only staff and you read it."),
    )
    field_order: tuple[str, ...] = ("name", "phone", "skills", "why")


class StationNominateForm(NominateForm):
    """What staff found, at one of their places."""

    place = forms.ChoiceField(label=_("Where do they live?"))
    field_order: tuple[str, ...] = ("place", "name", "phone", "skills", "why")

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)


class JoinForm(SkillsForm):
    """Somebody says it of themselves."""

    why = words(_("What can you do, and since when?"), rows=4, limit=300)
    field_order = ("skills", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].label = _("What can you do?")


class SheetForm(KeyedForm):
    """A sheet of finds: one person a line, who all said yes to staff."""

    place = forms.ChoiceField(label=_("Where do they live?"))
    lines = words(
        _("One person a line"),
        rows=10,
        limit=20_000,
        hint=_(
            "Name, phone, skill, how neighbours call them; with commas between. The skill is one "
            "of the county's."
        ),
    )
    agreed = yes_or_no(_("Did each of them say yes to you, to be found in the directory?"))

    def __init__(
        self, *args: Any, places: list[tuple[str, Any]], county: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.county = county
        offer(self, "place", places)

    def clean_agreed(self) -> str:
        if self.cleaned_data["agreed"] != "yes":
            raise ValidationError(_("Nobody is shown who did not say yes."))
        return "yes"

    def clean_lines(self) -> list[tuple[str, str, Skill, str]]:
        skills = {each.name: each for each in Skill.objects.filter(county=self.county)}
        texts = [line for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        return [self._line(number, text, skills) for number, text in enumerate(texts, 1)]

    def _line(
        self, number: int, text: str, skills: dict[str, Skill]
    ) -> tuple[str, str, Skill, str]:
        parts = [part.strip() for part in text.replace("，", ",").replace("、", ",").split(",")]
        if len(parts) != 4 or not all(parts) or parts[2] not in skills:
            words_of_it = _("Line %(number)d: name, phone, one of the county's skills, and a name.")
            raise ValidationError(words_of_it, params={"number": number})
        try:
            phone = PhoneField().clean(parts[1])
        except ValidationError as problem:
            words_of_it = _("Line %(number)d: this is no phone number.")
            raise ValidationError(words_of_it, params={"number": number}) from problem
        return parts[0][:40], phone, skills[parts[2]], parts[3][:20]


class AskForm(KeyedForm):
    text = words(
        _("What is broken, or what do you need?"),
        rows=3,
        limit=300,
        hint=_("The craftsman reads this before they say yes."),
    )
    wanted = TidyField(label=_("When would it suit you?"), max_length=60)
    door = TidyField(
        label=_("Building and door"),
        max_length=60,
        required=False,
        help_text=_("Shown to the craftsman only after they said yes."),
    )
    is_paid = forms.TypedChoiceField(
        label=_("How do you ask?"),
        choices=(),
        coerce=lambda value: value == "paid",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, talent: Talent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: list[tuple[str, Any]] = []
        if talent.is_free:
            offered.append(("free", _("As a neighbour's help, for nothing: a voluntary service")))
        if talent.is_paid:
            paid_offer = _("As a paid job, settled between the two of us: %(fee)s")
            offered.append(("paid", paid_offer % {"fee": talent.fee_note}))
        field: Any = self.fields["is_paid"]
        field.choices = offered
        field.initial = offered[0][0] if offered else None


class StationAskForm(AskForm):
    """The same, written down by staff for somebody without a phone of their own here."""

    place = forms.ChoiceField(label=_("Where do they live?"))
    name = TidyField(label=_("Their name"), max_length=60)
    phone = PhoneField(
        label=_("A phone on which they, or somebody for them, can be reached"),
        max_length=40,
        required=False,
    )
    field_order = ("place", "name", "phone", "text", "wanted", "door", "is_paid")

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)


class ApplyForm(KeyedForm):
    skill = forms.ChoiceField(label=_("Skill"), widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label=_("Craft level"), choices=Level.choices, widget=forms.RadioSelect
    )
    words = words(
        _("What speaks for it?"),
        rows=4,
        limit=500,
        hint=_("Years, works, licences. Photos and papers stand in the profile."),
    )

    def __init__(self, *args: Any, talent: Talent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = talent.skills.select_related("skill")
        choices = [(str(each.skill_id), each.skill.name) for each in rows]
        offer(self, "skill", choices)


class PairForm(KeyedForm):
    """A learner for a mentor."""

    skill = forms.ChoiceField(label=_("In which skill?"), widget=forms.RadioSelect)
    name = TidyField(label=_("Name of the learner"), max_length=40)
    phone = PhoneField(
        label=_("Phone of the learner"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    goals = words(
        _("What do they want to be able to do?"), rows=4, limit=600, hint=_("One goal a line.")
    )

    def __init__(self, *args: Any, talent: Talent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = talent.skills.select_related("skill")
        choices = [(str(each.skill_id), each.skill.name) for each in rows]
        offer(self, "skill", choices)

    def clean_goals(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["goals"].splitlines() if line.strip()]


class DeclareForm(KeyedForm):
    has_conflict = forms.TypedChoiceField(
        label=_("Is there anything that connects you with them: family, friends, business?"),
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = words(
        _("What connects you?"), rows=2, limit=300, required=False, hint=_("Only with a yes.")
    )


class JudgeForm(KeyedForm):
    verdict = forms.ChoiceField(
        label=_("Your verdict"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    words = words(_("Your reasons"), rows=4, limit=500)


class FilterForm(BoardForm):
    """Every field may be missing; what cannot be used is named and left out. Only talents are
    searched for words.
    """

    place = forms.RegexField(r"^[0-9]{2,18}$", label=_("Place"), required=False)
    skill = forms.UUIDField(label=_("Skill"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        self.states = [
            ("open", _("Open")),
            ("late", _("Late")),
            *states_of(kind),
            ("all", _("All")),
        ]
        super().__init__(*args, states=self.states, **kwargs)
        if kind != "talent":
            del self.fields["q"]

    def filters(self) -> Filters:
        self.is_valid()
        given = {k: str(v) for k, v in self.used().items() if k in Filters.__dataclass_fields__}
        return Filters(**{**given, "state": given.get("state") or "all"})


class SearchForm(AddressForm):
    q = TidyField(
        label=_("What is broken, or what do you need?"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"type": "search", "placeholder": _("The toilet is blocked")}),
    )
    skill = forms.UUIDField(label=_("Skill"), required=False, widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    caption = TidyField(label=_("What does it show?"), max_length=60, required=False)
