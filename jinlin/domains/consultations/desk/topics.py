"""What does staff see of one topic, and how do they work on it?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import Refusal, require
from jinlin.core.story import shown_lines
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.desk.boards import known
from jinlin.domains.consultations.forms.writing import (
    DeskObjectionForm,
    ItemForm,
    OptionForm,
    RefusedForm,
    StatementForm,
    SupportForm,
    WordsForm,
)
from jinlin.domains.consultations.lifecycle import BEFORE, State
from jinlin.domains.consultations.models import ActionItem, Objection, Option, Statement, Topic
from jinlin.domains.consultations.models.topics import KEEPERS, READERS
from jinlin.domains.consultations.moves import MOVES
from jinlin.domains.consultations.permissions import RULES, can_keep, is_keeper
from jinlin.domains.consultations.queries import listed
from jinlin.domains.consultations.queries.belonging import supporter_called
from jinlin.domains.consultations.queries.public import WITH_WORDS, sheet
from jinlin.domains.consultations.queries.story import story
from jinlin.ground.accounts import doors
from jinlin.services.documents.models import Document
from jinlin.shell.answers import MovePage, answer_move, post_made, post_once
from jinlin.shell.requests import Request, cursor

PAGE = MovePage[Topic](
    "consultations/desk/move.html",
    "topic",
    lambda topic: reverse("consultations:desk_topic", args=[topic.pk]),
    more=lambda _request, tried: {"objections": _objections(tried.row)},
)
TONES = {"decide": "done", "carry": "done", "settle": "done", "refuse": "ended", "object": "late"}


@doors.keeper(*READERS)
@require_safe
def desk_topic(request: Request, pk: UUID) -> HttpResponse:
    """The page of one topic: the story left; clock, moves and people right."""
    topic, actor = MOVES.in_scope(request.actor, pk), request.actor
    row = listed.listed([topic], actor=actor)[0]
    context = {
        **_context(topic, actor),
        "row": row,
        "sheet": sheet(topic, actor),
        "votes": listed.listed_votes(topic.votes.order_by("-pk"), actor=actor),
        "items": listed.listed_items(
            topic.items.select_related("owner", "topic__place"), actor=actor
        ),
        "objections": _objections(topic),
        "entries": shown_lines(topic, story(topic, actor=actor), tones=TONES),
        "papers": list(Document.objects.filter(about_id=topic.pk).order_by("issued_at")),
        "buttons": sorted(
            RULES.open_to(actor, topic), key=lambda each: (each.danger, each != row.likely)
        ),
        "open_statements": topic.statements.filter(is_released=False, refused="").count(),
    }
    return render(request, "consultations/desk/topic.html", context)


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    topic = MOVES.in_scope(request.actor, pk)
    return answer_move(request, MOVES, MOVES.tried(request, topic, move), PAGE)


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request, pk: UUID) -> HttpResponse:
    """Title and text, before it is on an agenda."""
    topic = _kept(request, pk)
    form = WordsForm(request.POST or None, topic=topic)
    return _posted(
        request, topic, form, _("Change the words"), lambda fields: _reword(request, topic, fields)
    )


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def options(request: Request, pk: UUID) -> HttpResponse:
    """One more way to go about it, with its cost."""
    topic = _kept(request, pk)
    form = OptionForm(request.POST or None)

    def act(fields: dict[str, Any]) -> str:
        return str(actions.offer_option(topic, **fields, actor=request.actor).pk)

    return _posted(request, topic, form, _("Add an option"), act)


@doors.keeper(*KEEPERS)
@require_POST
def drop_option(request: Request, pk: UUID, option: UUID) -> HttpResponse:
    topic = _kept(request, pk)
    actions.drop_option(get_object_or_404(Option, pk=option, topic=topic), actor=request.actor)
    return redirect("consultations:desk_topic", pk)


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def statements(request: Request, pk: UUID) -> HttpResponse:
    """What neighbours said, those not read yet first; the desk adds its own."""
    topic = MOVES.in_scope(request.actor, pk)
    form = StatementForm(request.POST or None)
    status = 200
    if request.method == "POST":
        require(can_keep(request.actor, topic))
        posted = post_made(
            request, form, Statement, topic.place_code, lambda: _state(request, topic, form)
        )
        if posted.is_done:
            return redirect("consultations:statements", pk)
        status = posted.status
    order = ("is_released", "refused", "id")
    page = paging.page(topic.statements.all(), order=order, after=cursor(request))
    context = {**_context(topic, request.actor), "form": form, "page": page}
    return render(request, "consultations/desk/statements.html", context, status=status)


@doors.keeper(*KEEPERS)
@require_POST
def release(request: Request, pk: UUID, statement_id: UUID) -> HttpResponse:
    """A statement is released, or refused with a reason."""
    topic = _kept(request, pk)
    statement = get_object_or_404(Statement, pk=statement_id, topic=topic)
    form = RefusedForm(request.POST)
    form.is_valid()
    fields = form.cleaned_data
    try:
        actions.release(
            statement,
            is_fit=fields.get("is_fit") == "yes",
            reason=fields.get("reason", ""),
            actor=request.actor,
        )
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, str(refusal))
    return redirect("consultations:statements", pk)


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def items(request: Request, pk: UUID) -> HttpResponse:
    """Who does what until when."""
    topic = _kept(request, pk)
    form = ItemForm(request.POST or None, topic=topic)

    def act(fields: dict[str, Any]) -> ActionItem:
        return actions.agree_on(topic, **fields, actor=request.actor)

    return _posted(request, topic, form, _("Agree who does what"), act, makes=ActionItem)


@sensitive_post_parameters()
@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def supports(request: Request, pk: UUID) -> HttpResponse:
    """A neighbour without a phone wants it talked over, as they said at the station."""
    topic = _kept(request, pk)
    form = SupportForm(request.POST or None)
    return _posted(
        request,
        topic,
        form,
        _("Write down support"),
        lambda fields: _support(request, topic, fields),
    )


@sensitive_post_parameters()
@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: Request, pk: UUID) -> HttpResponse:
    """An objection as somebody said it at the station."""
    topic = _kept(request, pk)
    form = DeskObjectionForm(request.POST or None)
    return _posted(
        request,
        topic,
        form,
        _("Write down an objection"),
        lambda fields: _object(request, topic, fields),
        makes=Objection,
    )


def _kept(request: Request, pk: UUID) -> Topic:
    topic = MOVES.in_scope(request.actor, pk)
    require(can_keep(request.actor, topic))
    return topic


def _context(topic: Topic, actor: Any) -> dict[str, Any]:
    return {
        "topic": topic,
        "may_keep": is_keeper(actor, topic),
        "is_writable": topic.state in BEFORE,
        "has_options_open": topic.state in {*BEFORE, State.ON_AGENDA},
        "is_decided": topic.state == State.DECIDED,
        "takes_support": topic.state in WITH_WORDS,
    }


def _objections(topic: Topic) -> list[Any]:
    held = topic.resolutions.filter(is_reopened=False).first()
    return list(held.objections.order_by("on", "pk")) if held else []


def _posted(
    request: Request, topic: Topic, form: Any, title: Any, act: Any, *, makes: Any = None
) -> HttpResponse:
    """The form; sent, it is acted on once, and leads back to the topic."""
    status = 200
    if request.method == "POST":
        if makes is None:
            posted = post_once(request, form, lambda: act(_words_of(form)))
        else:
            posted = post_made(request, form, makes, topic.place_code, lambda: act(_words_of(form)))
        if posted.is_done:
            messages.success(request, _("Done: %(move)s.") % {"move": title})
            return redirect("consultations:desk_topic", topic.pk)
        status = posted.status
    context = {**_context(topic, request.actor), "form": form, "title": title}
    return render(request, "consultations/desk/write.html", context, status=status)


def _words_of(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "key"}


def _reword(request: Request, topic: Topic, fields: dict[str, Any]) -> str:
    return str(actions.reword(topic, **fields, actor=request.actor).pk)


def _state(request: Request, topic: Topic, form: StatementForm) -> Statement:
    text = form.cleaned_data["text"]
    return actions.state(topic, text=text, person=None, actor=request.actor)


def _support(request: Request, topic: Topic, fields: dict[str, Any]) -> str:
    """Whoever has no number is known by the name among those who support it."""
    name, phone, tie = (fields[each] for each in ("name", "phone", "tie"))
    person = None if phone else supporter_called(topic, name)
    person = person or known(request, topic.county, name, phone)
    assert person is not None  # the form asks for a name
    return str(actions.note_support(topic, person=person, tie=tie, actor=request.actor).pk)


def _object(request: Request, topic: Topic, fields: dict[str, Any]) -> Objection:
    person = known(request, topic.county, fields["name"], fields["phone"])
    return actions.object_(topic, reason=fields["reason"], person=person, actor=request.actor)
