"""What do residents read of topics, and how do they raise, support and object?"""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.core.story import shown_lines
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Raised
from jinlin.domains.consultations.forms.writing import ObjectionForm, RaiseForm, StatementForm
from jinlin.domains.consultations.models import Objection, Statement, Topic
from jinlin.domains.consultations.models.topics import COMMUNITY_DIGITS, Tie
from jinlin.domains.consultations.moves import OWN_MOVES
from jinlin.domains.consultations.permissions import RULES
from jinlin.domains.consultations.queries import public
from jinlin.domains.consultations.queries.own import OwnTopic
from jinlin.domains.consultations.queries.story import story
from jinlin.ground.accounts import doors
from jinlin.ground.people.models import Person
from jinlin.ground.people.myself import myself
from jinlin.ground.places.asking import ask_where
from jinlin.ground.places.queries import LONGEST_SEARCH, chosen_here, nobody_here
from jinlin.shell.answers import MovePage, answer_move, post_made
from jinlin.shell.requests import Request, cursor, searched

SIZE = 24
PAGE = MovePage[Topic](
    "consultations/portal/move.html", "topic", lambda _topic: reverse("mine"), part=""
)


@require_safe
def all_topics(request: Request) -> HttpResponse:
    """The topics, votes and meetings of one's own community; the county's, where none is chosen,
    and where something is looked for.
    """
    here, words = chosen_here(request), searched(request, longest=LONGEST_SEARCH)
    code = here.code[:COMMUNITY_DIGITS] if here else ""
    rows = public.found(here.county_code if here else "", words) if words else public.cards(code)
    page = paging.page(rows, order=public.ORDER, after=cursor(request), size=SIZE)
    context = {
        "here": here,
        "words": words,
        "page": page,
        "cards": public.shown(page.rows),
        "votes": public.open_votes(code),
        "meetings": public.coming(code),
    }
    return render(request, "consultations/portal/all.html", context)


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def raise_one(request: Request) -> HttpResponse:
    """What one wants talked over in one's neighbourhood."""
    here = chosen_here(request)
    if here is None:
        return ask_where(request)
    form = RaiseForm(request.POST or None)
    if request.method == "POST":
        posted = post_made(request, form, Topic, here.code, lambda: _raise(request, form, here))
        if posted.is_done:
            messages.success(request, _("Thank you. The community reads it and answers you."))
            return redirect("mine")
        return _form(request, "raise", form, posted.status, here=here)
    return _form(request, "raise", form, 200, here=here, nobody_here=nobody_here(here))


@require_safe
def topic(request: Request, pk: UUID) -> HttpResponse:
    """One topic: what it is about, what neighbours think, what was decided, what came of it."""
    row = public.released(pk)
    if row is None:
        return _off_list(request, pk)
    after = cursor(request)
    sheet = public.sheet(row, request.actor, after=after)
    context = {
        "sheet": sheet,
        "key": RaiseForm()["key"],
        "topic": row,
        "after": after,
        "may_withdraw": _may_withdraw(request, row),
    }
    return render(request, "consultations/portal/topic.html", context)


@doors.signed_in
@require_POST
def support(request: Request, pk: UUID) -> HttpResponse:
    """One's household wants it talked over: one tap."""
    row = _released(pk)
    tie = request.POST.get("tie") or Tie.HOME
    actions.support(row, person=_myself(request, row), tie=tie, actor=request.actor)
    messages.success(request, _("Thank you. Your household counts, once."))
    return redirect("consultations:topic", pk)


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: Request, pk: UUID) -> HttpResponse:
    """One short sentence that others can agree or disagree with."""
    row = _released(pk)
    form = StatementForm(request.POST or None)
    if request.method == "POST":
        posted = post_made(
            request, form, Statement, row.place_code, lambda: _say(request, row, form)
        )
        if posted.is_done:
            messages.success(request, _("Thank you. The community reads it before others do."))
            return redirect("consultations:topic", pk)
        return _form(request, "say", form, posted.status, topic=row)
    return _form(request, "say", form, 200, topic=row)


@doors.signed_in
@require_POST
def stance(request: Request, pk: UUID, statement_id: UUID) -> HttpResponse:
    """How one stands to a statement; the last word counts."""
    row = _released(pk)
    statement = get_object_or_404(Statement, pk=statement_id, topic=row, is_released=True)
    view = request.POST.get("view", "")
    actions.take_a_stance(statement, view=view, person=_myself(request, row), actor=request.actor)
    onward = f"?{urlencode({'after': cursor(request)})}" if cursor(request) else ""
    return redirect(f"{reverse('consultations:topic', args=[pk])}{onward}#said")


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def object_(request: Request, pk: UUID) -> HttpResponse:
    """What speaks against the decision, while objections are taken."""
    row = _released(pk)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST":
        posted = post_made(
            request, form, Objection, row.place_code, lambda: _object(request, row, form)
        )
        if posted.is_done:
            messages.success(request, _("Your objection is on record. You get an answer."))
            return redirect("consultations:topic", pk)
        return _form(request, "object", form, posted.status, topic=row)
    return _form(request, "object", form, 200, topic=row)


@doors.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """One takes back what one raised."""
    row = OWN_MOVES.in_scope(request.actor, pk)
    return answer_move(request, OWN_MOVES, OWN_MOVES.tried(request, row, "withdraw"), PAGE)


def _released(pk: UUID) -> Topic:
    row = public.released(pk)
    if row is None:
        raise NotHere
    return row


def _off_list(request: Request, pk: UUID) -> HttpResponse:
    """Whoever follows the address of a combined topic comes to the one it goes on in; whoever
    raised or supported one that is not talked over reads why, or who reads it by when.
    """
    row = public.off_list(pk, request.actor)
    if row is None:
        raise NotHere
    if row.into_id and public.released(row.into_id):
        return redirect("consultations:topic", row.into_id)
    entries = shown_lines(row, story(row, actor=request.actor), tones={"refuse": "ended"})
    context = {
        "topic": row,
        "own": OwnTopic(row),
        "entries": entries,
        "may_withdraw": _may_withdraw(request, row),
    }
    return render(request, "consultations/portal/off_list.html", context)


def _may_withdraw(request: Request, row: Topic) -> bool:
    """Whether its page leads its own raiser to the page on which it is taken back."""
    actor, raiser = request.actor, row.raised_by if request.actor.is_signed_in else None
    is_theirs = raiser is not None and raiser.user_id == actor.user_id
    return is_theirs and RULES.can_make(actor, row, "withdraw")


def _myself(request: Request, row: Topic) -> Person:
    return myself(request, row.county)


def _raise(request: Request, form: RaiseForm, here: object) -> Topic:
    fields = form.cleaned_data
    proposal = Raised(
        place=here,  # type: ignore[arg-type]
        text=fields["text"],
        title=fields["title"],
        person=myself(request, here.county_code),  # type: ignore[attr-defined]
    )
    return actions.raise_topic(proposal, actor=request.actor)


def _say(request: Request, row: Topic, form: StatementForm) -> Statement:
    text = form.cleaned_data["text"]
    return actions.state(row, text=text, person=_myself(request, row), actor=request.actor)


def _object(request: Request, row: Topic, form: ObjectionForm) -> Objection:
    reason = form.cleaned_data["reason"]
    return actions.object_(row, reason=reason, person=_myself(request, row), actor=request.actor)


def _form(
    request: Request, name: str, form: object, status: int, **context: object
) -> HttpResponse:
    template = f"consultations/portal/{name}.html"
    return render(request, template, {"form": form, **context}, status=status)
