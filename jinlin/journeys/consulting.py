"""From which pages does staff send a matter to a consultation, and what was agreed there onward?"""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from jinlin.domains.appeals import permissions as appeals
from jinlin.domains.appeals.deadlines import GRADES, Grade
from jinlin.domains.appeals.moves import fetch as fetch_appeal
from jinlin.domains.appeals.queries import story as story_of_appeal
from jinlin.domains.consultations.actions import Ask
from jinlin.domains.consultations.actions.votes import tellers_at
from jinlin.domains.consultations.models import ActionItem
from jinlin.domains.consultations.models.votes import Basis
from jinlin.domains.consultations.moves import fetch_item
from jinlin.domains.consultations.permissions import ITEM_RULES
from jinlin.domains.consultations.queries.story import story_of_item
from jinlin.domains.pacts.models import Pact
from jinlin.domains.pacts.moves import fetch as fetch_pact
from jinlin.domains.pacts.permissions import RULES as PACT_RULES
from jinlin.domains.pacts.queries.story import story as story_of_pact
from jinlin.domains.wishes.permissions import RULES as WISH_RULES
from jinlin.domains.wishes.queries.story import story as story_of_wish
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import Role
from jinlin.journeys.appeal_to_consultation import Matter, talk_over, topic_of
from jinlin.journeys.consultation_to_appeal import Handed, hand_on
from jinlin.journeys.desk import Way, fetch_wish, go
from jinlin.journeys.forms import a_class, offer_classes
from jinlin.journeys.pact_to_consultation import RULE, ask_everybody
from jinlin.journeys.wish_to_consultation import talk_wish_over
from jinlin.shell.move_forms import MoveForm, TidyField, offer, words
from jinlin.shell.moves import Moves
from jinlin.shell.requests import Request


class MatterForm(MoveForm):
    """An appeal or a wish as a topic; `moved` gives what the journey takes."""

    title = TidyField(label=_("In a few words"), max_length=60)
    text = words(
        _("What should neighbours talk over?"),
        rows=5,
        hint=_("Everybody may come to read it: please take names and numbers out."),
    )

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        first = {"title": row.title[:60], "text": row.text}
        super().__init__(*args, row=row, initial=first, **kwargs)

    def moved(self) -> dict[str, Any]:
        return {"matter": Matter(**super().moved())}


class HandedForm(MoveForm):
    """What was agreed as an appeal; `moved` gives what the journey takes."""

    text = words(_("What is to be put right"), rows=4, hint=_("The unit reads exactly this."))
    category = a_class(required=True)
    grade = forms.ChoiceField(label=_("Grade"), choices=GRADES.items, initial=Grade.ORDINARY)
    to_owner = forms.BooleanField(
        label=_("Hand it to the unit that took it on"), required=False, initial=True
    )

    def __init__(self, *args: Any, row: ActionItem, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"text": row.what}, **kwargs)
        offer_classes(self.fields["category"])

    def moved(self) -> dict[str, Any]:
        fields = super().moved()
        return {"handing": Handed(**{**fields, "grade": Grade(fields["grade"])})}


class PactVoteForm(MoveForm):
    """A vote of all on a pact; `moved` gives what is asked."""

    basis = forms.ChoiceField(
        label=_("Who may vote"),
        choices=Basis.choices,
        initial=Basis.HOUSEHOLD,
        widget=forms.RadioSelect,
    )
    days = forms.IntegerField(
        label=_("Open for how many days"),
        min_value=1,
        max_value=60,
        initial=7,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
    )
    is_secret = forms.BooleanField(label=_("Secret"), required=False, initial=True)
    tellers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Two tellers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, row: Pact, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offer(self, "tellers", tellers_at(row.place_code))
        self.fields["tellers"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]

    def moved(self) -> dict[str, Any]:
        fields = super().moved()
        tellers = list(fields.pop("tellers") or ())
        return {"ask": Ask(question=self.row.title, rule=RULE, tellers=tellers, **fields)}


APPEALS = Moves(appeals.RULES, {"reject": (MatterForm, talk_over)}, fetch_appeal, story_of_appeal)
WISHES = Moves(WISH_RULES, {"decline": (MatterForm, talk_wish_over)}, fetch_wish, story_of_wish)
PACTS = Moves(PACT_RULES, {"adopt": (PactVoteForm, ask_everybody)}, fetch_pact, story_of_pact)
ITEMS = Moves(ITEM_RULES, {"pass_on": (HandedForm, hand_on)}, fetch_item, story_of_item)


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_to_consultation(request: Request, pk: UUID) -> HttpResponse:
    """An appeal that neighbours have to decide goes on as a topic."""
    row = APPEALS.in_scope(request.actor, pk)
    back = reverse("appeals:desk_appeal", args=[pk])
    way = Way(_("Let neighbours decide it"), "reject", back, row.text)
    return go(request, APPEALS, row, way, onward=_onward)


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def wish_to_consultation(request: Request, pk: UUID) -> HttpResponse:
    """A wish that neighbours have to decide goes on as a topic."""
    row = WISHES.in_scope(request.actor, pk)
    back = reverse("wishes:desk_wish", args=[pk])
    way = Way(_("Let neighbours decide it"), "decline", back, row.text)
    return go(request, WISHES, row, way, onward=_onward)


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def pact_to_consultation(request: Request, pk: UUID) -> HttpResponse:
    """A pact goes to a vote of all who may vote."""
    row = PACTS.in_scope(request.actor, pk)
    back = reverse("pacts:desk_pact", args=[pk])
    way = Way(_("Let everybody vote on it"), "adopt", back, row.title)
    return go(request, PACTS, row, way, onward=_onward)


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def item_to_appeal(request: Request, pk: UUID) -> HttpResponse:
    """What was agreed goes on as an appeal with its ticket."""
    row = ITEMS.in_scope(request.actor, pk)
    back = reverse("consultations:desk_item", args=[pk])
    way = Way(_("Pass it on as an appeal"), "pass_on", back, row.what)
    return go(request, ITEMS, row, way, onward=_onward)


def _onward(row: Any) -> str:
    """The topic that it has become, or the appeal."""
    if isinstance(row, ActionItem):
        went = ActionItem.objects.filter(pk=row.pk).values_list("went_id", flat=True).first()
        return reverse("appeals:desk_appeal", args=[went]) if went else ""
    topic = topic_of(row)
    if topic is None:
        return ""
    vote = topic.votes.first() if isinstance(row, Pact) else None
    if vote is not None:
        return reverse("consultations:desk_vote", args=[vote.pk])
    return reverse("consultations:desk_topic", args=[topic.pk])
