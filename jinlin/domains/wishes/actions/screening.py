"""How is a wish read, and what becomes of it before anybody sees it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import search
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.hearing import be_read
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.wishes import deadlines
from jinlin.domains.wishes.actions.posting import GUARDIAN, Agreed, consented, may_agree
from jinlin.domains.wishes.actions.released import check_child, check_release
from jinlin.domains.wishes.actions.steps import (
    LONGEST_REASON,
    keep,
    mark_ended,
    rule_of,
    start_term,
)
from jinlin.domains.wishes.models import Band, Meeting, Wish
from jinlin.domains.wishes.permissions import RULES
from jinlin.ground.people.knowing import meet
from jinlin.ground.places.models import Level

TITLE_LIMIT, WORDS_LIMIT = 40, 300


@dataclass(frozen=True)
class Shown:
    """What the wall shows:

    words that tell nobody who it is, and which of its photos (by their keys).
    """

    title: str
    text: str
    band: str = ""
    photos: Sequence[UUID] = ()
    meeting: Meeting | None = None
    is_address_released: bool = False


@transaction.atomic
def publish(wish: Wish, *, actor: Actor, shown: Shown) -> Wish:
    """Everybody sees the released words on the wall, and waits to take it on.

    Raises Unusable when the words could tell who it is, NotNow without a consent.
    """
    wish = RULES.begin(wish, "publish", actor)
    if wish.consent is None or not wish.consent.holds:
        raise NotNow(
            _(
                "Nobody has agreed yet that it may be shown. Please ask the person or the "
                "guardian and note their consent first."
            )
        )
    _show(wish, shown)
    now = clock.now()
    wish.published_at, wish.published_on = now, clock.local_day(now)
    rule = rule_of(wish.county)
    wish.promised_on = clock.local_day(
        clock.by_end_of(wish.published_on, rule.claim_days + rule.fulfil_days)
    )
    start_term(wish)
    keep(wish, "publish", actor=actor, due=wish.due_at.isoformat())
    search.index(wish)
    return wish


@transaction.atomic
def reword(wish: Wish, *, actor: Actor, shown: Shown) -> Wish:
    """The wall shows other words from now on."""
    wish = RULES.begin(wish, "reword", actor)
    _show(wish, shown)
    keep(wish, "reword", actor=actor)
    search.index(wish)
    return wish


@transaction.atomic
def ask_back(wish: Wish, *, actor: Actor, question: str) -> Wish:
    """Whoever said it is asked something, and it waits for their answer."""
    wish = RULES.begin(wish, "ask_back", actor)
    question = needed(
        question,
        field="question",
        words=_("Please write what you want to know."),
        limit=LONGEST_REASON,
    )
    start_term(wish)
    keep(wish, "ask_back", actor=actor, question=question)
    return wish


@transaction.atomic
def answer_back(wish: Wish, *, actor: Actor, answer: str) -> Wish:
    """The answer stands on the trail, and the wish waits to be read again."""
    wish = RULES.begin(wish, "answer_back", actor)
    answer = needed(answer, field="answer", words=_("Please write your answer."), limit=1000)
    start_term(wish)
    keep(wish, "answer_back", actor=actor, note=answer)
    be_read(wish, answer)
    return wish


@transaction.atomic
def agree(wish: Wish, *, actor: Actor, agreed: Agreed) -> Wish:
    """It is on record who agreed that the wish is shown without a name.

    For a child under 14 only a guardian can.
    """
    wish = RULES.begin(wish, "agree", actor)
    if not may_agree(wish, agreed.relation):
        raise Unusable(GUARDIAN, field="relation")
    meet(wish.for_person, actor=actor)
    wish.consent = consented(wish.for_person, agreed, actor=actor)
    keep(wish, "agree", actor=actor)
    return wish


@transaction.atomic
def decline(wish: Wish, *, actor: Actor, reason: str, instead: str) -> Wish:
    """Ended without being fulfilled, with the reason and where the person can turn to."""
    wish = RULES.begin(wish, "decline", actor)
    reason, instead = (
        needed(
            text,
            field=name,
            words=_("Please give the reason and where the person can turn to."),
            limit=LONGEST_REASON,
        )
        for name, text in (("reason", reason), ("instead", instead))
    )
    mark_ended(wish, clock.now())
    keep(wish, "decline", actor=actor, reason=reason, instead=instead)
    return wish


def _show(wish: Wish, shown: Shown) -> None:
    """The released words, whom it is for roughly, under which place, and the released photos; all
    of it or nothing.
    """
    title = needed(
        shown.title,
        field="public_title",
        words=_("Please write a title that everybody may read."),
        limit=TITLE_LIMIT,
    )
    text = tidy(shown.text)
    if len(text) > WORDS_LIMIT:
        raise Unusable(
            _("Please say it in at most %(limit)d characters.") % {"limit": WORDS_LIMIT},
            field="public_text",
        )
    check_release(wish, title, text)
    wish.public_title, wish.public_text = title, text
    wish.band = _band(wish, shown.band)
    if wish.consent and not may_agree(wish, wish.consent.relation):
        raise Unusable(GUARDIAN, field="band")
    if wish.is_for_child:
        check_child(title, field="public_title")
        check_child(text, field="public_text")
    place = wish.place
    if wish.is_for_child and place.level in {Level.NEIGHBOURHOOD, Level.GRID} and place.parent:
        place = place.parent
    wish.public_code, wish.public_place = place.code, place.name
    wish.meeting = shown.meeting or wish.meeting
    wish.is_address_released = shown.is_address_released and wish.meeting == Meeting.HOME
    released = {str(key) for key in shown.photos}
    for photo in wish.photos.all():
        wish.photos.filter(pk=photo.pk).update(is_released=str(photo.pk) in released)


def _band(wish: Wish, chosen: str) -> str:
    """A known child stays one whatever was chosen."""
    if deadlines.band_of(wish.for_person.birth_year, clock.today()) == Band.CHILD:
        return Band.CHILD
    if chosen and chosen not in Band.values:
        raise Unusable(_("Please choose roughly whom it is for."), field="band")
    return chosen or wish.band
