"""What is typed about orders, courses on offer, people in a class, and work?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.domains.training.actions import Offered, Work
from jinlin.domains.training.forms.keyed import (
    PLANNERS,
    KeyedForm,
    PersonForm,
    modules_of,
    one_of,
    organisations_at,
    organisations_in,
    places_for,
    places_in,
    times_field,
)
from jinlin.domains.training.models import (
    HOSTS,
    TIMES,
    Channel,
    Employment,
    Enrolment,
    Module,
    Rung,
    Supply,
    Teacher,
    Vacancy,
)
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation
from jinlin.shell.move_forms import TidyField, a_day, offer, yes_or_no

STARS = [(number, "★" * number) for number in range(5, 0, -1)]


class OrderForm(KeyedForm):
    """居民点单: from the list, or in one's own words."""

    modules = forms.ModelMultipleChoiceField(
        Module.objects.none(),
        label=_("What would you like to learn?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = TidyField(label=_("Or in your own words"), max_length=120, required=False)
    times = times_field()

    def __init__(self, *args: Any, county: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "modules", modules_of([county]))

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if not fields.get("modules") and not fields.get("text"):
            self.add_error("text", _("Please choose a module or say it in your own words."))
        return fields


class CounterOrderForm(PersonForm):
    """The same, written down by staff for whoever stands there."""

    place = one_of(_("Community"))
    module = one_of(_("Module"), empty=_("In their own words"), required=False)
    text = TidyField(label=_("In their own words"), max_length=120, required=False)
    times = times_field()
    channel = forms.ChoiceField(
        label=_("Source"), choices=[each for each in Channel.choices if each[0] != Channel.ONLINE]
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", places_for(actor, *HOSTS))
        self.offer("module", modules_of(actor.counties(*HOSTS)))


class LookingForm(PersonForm):
    """Somebody at the counter looks for work."""

    place = one_of(_("Near which place?"))
    times = times_field()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", places_for(actor, *HOSTS))


class SortForm(KeyedForm):
    module = one_of(_("Module"))

    def __init__(self, *args: Any, county: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("module", modules_of([county]))


class SupplyForm(KeyedForm):
    """A course is put on the list."""

    provider = UnitField(label=_("Offered by"), empty_label=None)
    module = one_of(_("Module"))
    title = TidyField(label=_("Course"), max_length=60)
    hours = forms.IntegerField(label=_("Hours of lessons"), min_value=1, max_value=500, initial=8)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500, initial=30)
    cost = forms.IntegerField(
        label=_("Cost for one person, in yuan"), min_value=0, max_value=1_000_000, initial=0
    )
    where = TidyField(label=pgettext_lazy("training", "Where"), max_length=80, required=False)
    qualification = TidyField(
        label=_("Qualification of the provider"), max_length=120, required=False
    )
    teacher = one_of(_("Teacher"), empty=_("Not settled"), required=False)
    times = times_field()
    valid_until = a_day(_("On offer until"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = actor.counties(*PLANNERS, Role.PARTNER)
        own = organisations_in(counties).filter(pk__in=actor.organisations(Role.PARTNER))
        self.offer("provider", own | organisations_at(actor.codes(*PLANNERS)))
        self.offer("module", modules_of(counties))
        self.offer("teacher", Teacher.objects.filter(county__in=counties, is_open=True))

    def offered(self) -> Offered:
        fields = dict(self.cleaned_data)
        fields["times"] = frozenset(fields["times"])
        return Offered(**{name: fields[name] for name in Offered.__dataclass_fields__})


class ChangeSupplyForm(SupplyForm):
    """The same of a course that is on the list: whose it is stays."""

    provider = None  # type: ignore[assignment]

    def __init__(self, *args: Any, row: Supply, **kwargs: Any) -> None:
        names = [name for name in Offered.__dataclass_fields__ if name != "times"]
        before = {name: getattr(row, name) for name in names}
        before |= {"module": row.module_id, "teacher": row.teacher_id}
        times = [name for name in TIMES if getattr(row, name)]
        KeyedForm.__init__(self, *args, initial={**before, "times": times}, **kwargs)
        self.offer("module", modules_of([row.county]))
        self.offer("teacher", Teacher.objects.filter(county=row.county, is_open=True))


class WorkForm(KeyedForm):
    """An enterprise offers work."""

    organisation = UnitField(label=_("Enterprise"), empty_label=None)
    title = TidyField(label=_("Work"), max_length=60)
    module = one_of(_("Skill"), empty=_("Any"), required=False)
    skills = TidyField(label=_("What one should be able to do"), max_length=200, required=False)
    place = one_of(_("Place"))
    hours = TidyField(label=_("Working hours"), max_length=60)
    pay = TidyField(label=_("Pay"), max_length=60)
    wanted = forms.IntegerField(
        label=_("How many are wanted"), min_value=1, max_value=500, initial=1
    )
    times = times_field()
    valid_until = a_day(_("Offered until"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = actor.counties(*HOSTS, Role.PARTNER)
        own = organisations_in(counties).filter(pk__in=actor.organisations(Role.PARTNER))
        self.offer("organisation", own | organisations_at(actor.codes(*HOSTS)))
        self.offer("module", modules_of(counties))
        self.offer("place", places_in(counties))

    @staticmethod
    def before(row: Vacancy) -> dict[str, Any]:
        """The work as it is offered."""
        names = ("title", "skills", "hours", "pay", "wanted", "valid_until")
        kept = {name: getattr(row, name) for name in names}
        times = [name for name in TIMES if getattr(row, name)]
        return {**kept, "module": row.module_id, "place": row.place_id, "times": times}

    def work(self) -> Work:
        fields = self.cleaned_data
        return Work(**{name: fields[name] for name in Work.__dataclass_fields__})

    def employer(self) -> Organisation:
        found: Organisation = self.cleaned_data["organisation"]
        return found


class ChangeWorkForm(WorkForm):
    """The same of work that is offered already: whose it is stays."""

    organisation = None  # type: ignore[assignment]

    def __init__(self, *args: Any, row: Vacancy, **kwargs: Any) -> None:
        KeyedForm.__init__(self, *args, initial=self.before(row), **kwargs)
        self.offer("module", modules_of([row.county]))
        self.offer("place", places_in([row.county]))


class AssessForm(KeyedForm):
    """Points for each criterion of the class."""

    note = TidyField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, row: Enrolment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(row.course.criterion_list):
            self.fields[f"points_{number}"] = forms.IntegerField(
                label=name, min_value=0, max_value=100
            )
        self.order_fields([*(each for each in self.fields if each != "note"), "note"])

    def points(self) -> list[int]:
        fields = self.cleaned_data
        return [fields[name] for name in self.fields if name.startswith("points_")]


class WithdrawForm(KeyedForm):
    reason = TidyField(label=_("Why it holds no longer"), max_length=200)
    was_there = yes_or_no(_("Was the person at the lessons?"))


class ProveForm(KeyedForm):
    rung = forms.TypedChoiceField(label=_("Rung of evidence"), choices=Rung.choices, coerce=int)
    words = TidyField(label=_("What was said or seen"), max_length=200, required=False)
    paper = forms.FileField(
        label=_("Paper or photo"),
        required=False,
        widget=forms.FileInput({"accept": "image/*,.pdf,.docx"}),
        help_text=_("The contract, a pay slip or the payment of social insurance."),
    )


class FoundWorkForm(KeyedForm):
    """Work that somebody found themselves."""

    employer = TidyField(label=_("Employer"), max_length=80)
    since = a_day(_("Works there since"))

    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("employer", "since")}


class IntroduceForm(KeyedForm):
    person = forms.UUIDField(widget=forms.HiddenInput)
    why = TidyField(label=_("Why it fits"), max_length=200)


class AnswerFollowUpForm(KeyedForm):
    answer = forms.ChoiceField(
        label=pgettext_lazy("follow-up", "Answer"),
        choices=[each for each in Employment.choices if each[0]],
    )


class OpinionForm(KeyedForm):
    stars = forms.TypedChoiceField(
        label=_("How was it?"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    words = TidyField(
        label=_("What should be better?"),
        max_length=300,
        required=False,
        help_text=_("Only those who run the class read this."),
    )


class LookForm(KeyedForm):
    times = times_field()
