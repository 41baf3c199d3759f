"""Who hears of which verb of a topic, a meeting, a vote, an action item?"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse

from jinlin.core.timeline import Entry
from jinlin.domains.consultations.lifecycle import (
    ITEM_LIFECYCLE,
    LIFECYCLE,
    MEETING_LIFECYCLE,
    VOTE_LIFECYCLE,
    State,
)
from jinlin.domains.consultations.models import ActionItem, Elector, Meeting, Topic, Vote
from jinlin.domains.consultations.queries import story
from jinlin.ground.people.models import Membership
from jinlin.services.notices.actions import Ear, Recipient, Voice


def _payload(row: Any, entry: Entry) -> dict[str, Any]:
    return {"place": row.place_code, "state": row.state}


def _page(name: str) -> Callable[[Any], str]:
    return lambda row: reverse(f"consultations:{name}", args=[row.pk])


def _page_of_raiser(topic: Topic) -> str:
    """Before it is screened a topic has no page but the one on which it is taken back."""
    name = "withdraw" if topic.state == State.RAISED else "topic"
    return reverse(f"consultations:{name}", args=[topic.pk])


def _person(key: UUID | None) -> Recipient:
    return Recipient(person_id=key)


def _supporters(topic: Topic, entry: Entry) -> list[Recipient]:
    keys = dict.fromkeys(topic.supports.values_list("person", flat=True))
    if topic.raised_by_id:
        keys[topic.raised_by_id] = None
    return [*map(_person, keys)]


def _raiser(topic: Topic, entry: Entry) -> list[Recipient]:
    return [_person(topic.raised_by_id)] if topic.raised_by_id else []


def _keepers(row: Any, entry: Entry) -> list[Recipient]:
    """The unit that keeps it, unless it was its own deed."""
    return [Recipient(organisation_id=row.unit_id)] if entry.face != row.unit.name else []


def _invited(meeting: Meeting, entry: Entry) -> list[Recipient]:
    people = meeting.invitees.filter(person__isnull=False).values_list("person", flat=True)
    units = meeting.invitees.filter(organisation__isnull=False)
    keys = units.values_list("organisation", flat=True).distinct()
    return [*map(_person, people), *(Recipient(organisation_id=key) for key in keys)]


def _on_the_roll(vote: Vote, entry: Entry) -> list[Recipient]:
    """Whom a vote concerns: the people on its roll, those who live in its households and have an
    account, and who holds a written power; all of them, whether they voted or not.
    """
    rows = Elector.objects.filter(vote=vote)
    people = dict.fromkeys(rows.filter(person__isnull=False).values_list("person", flat=True))
    homes = rows.filter(household__isnull=False).values("household")
    at_home = Membership.objects.filter(household__in=homes, until=None, person__user__isnull=False)
    people |= dict.fromkeys(at_home.values_list("person", flat=True))
    people |= dict.fromkeys(rows.filter(proxy__isnull=False).values_list("proxy", flat=True))
    return [*map(_person, people)]


def _tellers(vote: Vote, entry: Entry) -> list[Recipient]:
    return [Recipient(user_id=key) for key in (vote.teller_one_id, vote.teller_two_id) if key]


def _of_the_power(vote: Vote, entry: Entry) -> list[Recipient]:
    """Whose power it is, and who may vote by it."""
    rows = Elector.objects.filter(vote=vote, number=entry.data["number"])
    keys = rows.values_list("person", "proxy").first() or ()
    return [_person(key) for key in keys if key]


def _speaker(topic: Topic, entry: Entry) -> list[Recipient]:
    """Whoever made the statement."""
    rows = topic.statements.filter(pk=entry.data["statement"], person__isnull=False)
    return [*map(_person, rows.values_list("person", flat=True))]


def _owner(item: ActionItem, entry: Entry) -> list[Recipient]:
    """The unit that is to do it, unless it was its own deed."""
    own = entry.face == item.owner.name
    return [] if own else [Recipient(organisation_id=item.owner_id)]


def _words_of_topic(topic: Topic, entry: Entry) -> str:
    return story.sentence(entry.verb, dict(entry.data))


def _words_of_vote(vote: Vote, entry: Entry) -> str:
    return story.sentence_of_vote(entry.verb, dict(entry.data))


OF_TOPICS = Voice[Topic](
    LIFECYCLE,
    "consultations.{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset(
                {
                    *("take_up", "put_on_agenda", "take_off", "decide", "go_to_vote", "carry"),
                    *("fall_through", "reopen", "stand_by", "report", "settle", "combine"),
                    *("refuse", "withdraw"),
                }
            ),
            to=_supporters,
            title=lambda topic: topic.title,
            body=_words_of_topic,
            url=_page("topic"),
        ),
        Ear(
            verbs=frozenset({"reword"}),
            to=_raiser,
            title=lambda topic: topic.title,
            body=_words_of_topic,
            url=_page_of_raiser,
        ),
        Ear(
            verbs=frozenset({"release_statement", "refuse_statement"}),
            to=_speaker,
            title=lambda topic: topic.title,
            body=_words_of_topic,
            url=_page("topic"),
        ),
        Ear(
            verbs=frozenset({"raise_topic", "object"}),
            to=_keepers,
            title=lambda topic: topic.title,
            body=_words_of_topic,
            url=_page("desk_topic"),
            event="consultations.staff.{verb}",
        ),
    ),
)
OF_MEETINGS = Voice[Meeting](
    MEETING_LIFECYCLE,
    "consultations.meeting_{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset({"invite", "sign", "cancel"}),
            to=_invited,
            title=lambda meeting: meeting.title,
            body=lambda _meeting, entry: story.sentence_of_meeting(entry.verb, dict(entry.data)),
            url=_page("meeting"),
        ),
    ),
)
OF_VOTES = Voice[Vote](
    VOTE_LIFECYCLE,
    "consultations.vote_{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset({"open_", "remind", "publish", "declare_void"}),
            to=_on_the_roll,
            title=lambda vote: vote.question,
            body=_words_of_vote,
            url=_page("vote"),
        ),
        Ear(
            verbs=frozenset({"name_proxy"}),
            to=_of_the_power,
            title=lambda vote: vote.question,
            body=_words_of_vote,
            url=_page("vote"),
        ),
        Ear(
            verbs=frozenset({"prepare", "close"}),
            to=_tellers,
            title=lambda vote: vote.question,
            body=_words_of_vote,
            url=_page("vote"),
            event="consultations.staff.vote_{verb}",
        ),
    ),
)
OF_ITEMS = Voice[ActionItem](
    ITEM_LIFECYCLE,
    "consultations.item_{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset({"agree_on", "put_off", "drop", "come_back"}),
            to=_owner,
            title=lambda item: item.what[:60],
            body=lambda _item, entry: story.sentence_of_item(entry.verb, dict(entry.data)),
            url=_page("desk_item"),
            event="consultations.staff.item_{verb}",
        ),
    ),
)
