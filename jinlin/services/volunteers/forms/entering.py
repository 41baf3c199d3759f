"""What is typed when somebody registers, a team is founded, an activity planned, hours written?"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.ground.people.numbers import PhoneField, YearField
from jinlin.ground.people.queries import person_matches
from jinlin.ground.places.models import Level, Place
from jinlin.services.volunteers.actions import Details, Line, Plan, Service, TeamTerms
from jinlin.services.volunteers.choosing import TeamField, offer_teams
from jinlin.services.volunteers.forms.moves import (
    a_tick_for_the_next_day,
    check_end,
    ending,
    moment,
)
from jinlin.services.volunteers.models import (
    BackfillReason,
    Group,
    Membership,
    MembershipState,
    Pilot,
    Skill,
    Team,
    TeamKind,
    Volunteer,
)
from jinlin.services.volunteers.models.people import KEEPERS
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, offer, words

AREAS = (Level.COUNTY, Level.TOWN, Level.COMMUNITY, Level.NEIGHBOURHOOD)
TIME = {"type": "time"}


class PlaceChoice(forms.ModelChoiceField):
    """A place with the one it lies in: '凤池新村（凤池社区居委会）'."""

    def label_from_instance(self, place: Any) -> str:
        return f"{place.name}（{place.parent.name}）" if place.parent else place.name


class PlacedForm(KeyedForm):
    """Something at a place where the actor looks after volunteers."""

    place = PlaceChoice(Place.objects.none(), label=_("Place"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "place",
            Place.objects.present()
            .filter(within(actor.codes(*KEEPERS), "code"), level__in=AREAS)
            .select_related("parent")
            .order_by("code"),
        )


def year_of_birth() -> YearField:
    return YearField(
        label=_("Year of birth"),
        required=False,
        help_text=_(
            "Some duties have a minimum age: without the year nobody can sign up for them."
        ),
    )


def party_member() -> forms.BooleanField:
    return forms.BooleanField(label=pgettext_lazy("person", "Party member"), required=False)


class AboutForm(KeyedForm):
    """What a volunteer says of themselves."""

    birth_year = year_of_birth()
    sex = forms.ChoiceField(
        label=_("Sex"),
        required=False,
        choices=[("", _("Not said")), ("f", _("Female")), ("m", _("Male"))],
    )
    skills = forms.ModelMultipleChoiceField(
        Skill.objects.none(), label=_("Skills"), required=False, widget=forms.CheckboxSelectMultiple
    )
    categories = TidyField(label=_("What you would like to do"), required=False, max_length=120)
    limits = TidyField(
        label=_("What you cannot do"),
        required=False,
        max_length=200,
        help_text=_("Only those who plan activities read this."),
    )

    def __init__(
        self, *args: Any, county: str = "", is_born_known: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_born_known:
            del self.fields["birth_year"]
        offer(self, "skills", Skill.objects.filter(county=county, is_open=True).order_by("name"))

    def details(self) -> Details:
        fields = self.cleaned_data
        return Details(fields["sex"], False, fields["limits"], fields["categories"])


class RegisterForm(PlacedForm):
    """Staff register somebody who need not have an account."""

    name = TidyField(label=_("Name"), max_length=60)
    phone = PhoneField(label=_("Phone"), max_length=40, required=False)
    birth_year = year_of_birth()
    is_party_member = party_member()
    categories = TidyField(label=_("What you would like to do"), required=False, max_length=120)

    def details(self) -> Details:
        fields = self.cleaned_data
        return Details("", fields["is_party_member"], "", fields["categories"])


class DescribeForm(AboutForm):
    """What a volunteer says of themselves, as it is now."""

    is_party_member = party_member()

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        known: dict[str, Any] = {
            name: getattr(volunteer, name) for name in Details.__dataclass_fields__
        }
        known["skills"] = list(volunteer.skills.values_list("pk", flat=True))
        super().__init__(
            *args, county=volunteer.county, is_born_known=True, initial=known, **kwargs
        )
        mine = Q(is_open=True) | Q(pk__in=known["skills"])
        rows = Skill.objects.filter(mine, county=volunteer.county).order_by("name")
        offer(self, "skills", rows)

    def details(self) -> Details:
        return replace(super().details(), is_party_member=self.cleaned_data["is_party_member"])


class BringForm(KeyedForm):
    """A volunteer who did not ask by themselves is brought into a team."""

    who = TidyField(
        label=_("Name, phone or citizen id of a volunteer"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_who(self) -> Volunteer:
        typed = self.cleaned_data["who"]
        rows = Volunteer.objects.for_desk(self.actor).present().filter(person_matches(typed))
        found = list(rows.select_related("person").distinct()[:2])
        if not found:
            raise ValidationError(_("No volunteer of yours is called so. Please register them."))
        if len(found) > 1:
            raise ValidationError(
                _("Several volunteers are called so. Please type the phone number.")
            )
        return found[0]


class LeaderForm(KeyedForm):
    """Who leads the team."""

    leader = forms.ModelChoiceField(
        Volunteer.objects.none(), label=_("Leader"), required=False, empty_label=_("No leader")
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, initial={"leader": team.leader_id}, **kwargs)
        members = team.memberships.filter(state=MembershipState.MEMBER)
        rows = Volunteer.objects.filter(pk__in=members.values("volunteer"))
        offer(self, "leader", rows.select_related("person").order_by("joined_on", "pk"))


class EndForm(KeyedForm):
    """The team is no more."""

    reason = words(_("Why the team ends"), rows=2, limit=200)


class EntryForm(KeyedForm):
    """A line in the file."""

    group = forms.ChoiceField(label=_("Part of the file"), choices=Group.choices)
    title = TidyField(label=_("What it is"), max_length=80)
    issuer = TidyField(label=_("By whom"), max_length=80, required=False)
    number = TidyField(label=pgettext_lazy("paper", "Number"), max_length=40, required=False)
    on = a_day(_("Day"))
    valid_until = a_day(_("Valid until"), required=False)

    def line(self) -> Line:
        fields = {k: v for k, v in self.cleaned_data.items() if k != "key"}
        return Line(**fields)


class TeamForm(PlacedForm):
    name = TidyField(label=_("Name of the team"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind of team"), choices=TeamKind.choices)
    about = TidyField(label=_("What it does"), max_length=200, required=False)

    def terms(self) -> TeamTerms:
        fields = self.cleaned_data
        return TeamTerms(fields["name"], fields["kind"], fields["about"])


class WhenForm(KeyedForm):
    """A span of one day, or past its midnight."""

    title = TidyField(label=_("Activity"), max_length=80)
    content = words(_("What is done"), rows=2, limit=300)
    day = a_day(_("Day"))
    from_time = forms.TimeField(label=_("From"), widget=forms.TimeInput(TIME))
    to_time = forms.TimeField(label=_("Until"), widget=forms.TimeInput(TIME))
    next_day = a_tick_for_the_next_day()

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_end(self)
        return self.cleaned_data

    def span(self) -> tuple[Any, Any]:
        fields = self.cleaned_data
        return moment(fields["day"], fields["from_time"]), ending(fields)


class ActivityForm(WhenForm):
    """An activity of a team."""

    team = TeamField(label=_("Team"))
    pilot = forms.ModelChoiceField(
        Pilot.objects.none(), label=_("Pilot"), required=False, empty_label=_("Of no pilot")
    )
    organiser = TidyField(label=_("Organised by"), max_length=80)
    is_risky = forms.BooleanField(label=_("Needs accident insurance"), required=False)
    qualification = TidyField(label=_("Needs the qualification"), max_length=80, required=False)
    youngest = forms.IntegerField(
        label=_("Youngest age"), min_value=0, max_value=60, initial=0, required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_teams(self.fields["team"], actor)
        pilots = Pilot.objects.visible_to(actor).current(clock.today())
        offer(self, "pilot", pilots)
        if not pilots.exists():
            del self.fields["pilot"]

    def plan(self) -> Plan:
        fields, (begins, ends) = self.cleaned_data, self.span()
        return Plan(
            fields["title"],
            fields["content"],
            begins,
            ends,
            fields["organiser"],
            team=fields["team"],
            pilot=fields.get("pilot"),
            is_risky=fields["is_risky"],
            qualification=fields["qualification"],
            youngest=fields["youngest"] or 0,
        )


class MissingForm(WhenForm):
    """Hours that the volunteer misses."""

    reason = words(_("Why they are missing"), rows=2, limit=300)

    def service(self, place: Place) -> Service:
        fields, (begins, ends) = self.cleaned_data, self.span()
        return Service(
            begins, ends, fields["title"], fields["content"], place.name, place.code, place.name
        )


class BackfillForm(MissingForm):
    """Hours written afterwards for a volunteer."""

    reason_kind = forms.ChoiceField(
        label=_("Why afterwards"),
        choices=BackfillReason.choices,
        help_text=_("Everybody reads this on the list of hours written afterwards."),
    )


class ImportForm(PlacedForm):
    organiser = TidyField(label=_("Organised by"), max_length=80)
    file = forms.FileField(label=_("Table of hours (.xlsx, .xls or .csv)"))


class LeaveForm(KeyedForm):
    """Nothing to be asked, but it is meant."""


def offer_refusing(rows: Iterable[Any], refused: "RefuseForm | None" = None) -> None:
    """Beside each who asks to join stands the form of a refusal: as it was sent, or empty."""
    for row in rows:
        if row.state == MembershipState.ASKED:
            row.refusing = refused if refused and refused.row == row else RefuseForm(row=row)


class RefuseForm(forms.Form):
    """Why somebody is not taken into a team."""

    reason = TidyField(
        label=_("Why not"),
        max_length=200,
        help_text=_("The volunteer reads this."),
        error_messages={"required": _("Please say why, so that they know.")},
    )

    def __init__(self, data: Any = None, *, row: Membership) -> None:
        super().__init__(data, auto_id=f"refuse-{row.pk}-%s")
        self.row = row
