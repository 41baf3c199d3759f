"""What do neighbours say to a draft, and what is answered?"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.offline import Sent, made_once
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.pacts.actions.steps import announce, tell_answer
from jinlin.domains.pacts.lifecycle import State
from jinlin.domains.pacts.models import Answer, Clause, Comment, Endorsement, Pact
from jinlin.domains.pacts.models.comment import LONGEST_COMMENT, Source
from jinlin.domains.pacts.models.pact import LONGEST_REASON
from jinlin.domains.pacts.permissions import can_comment, can_keep, is_keeper
from jinlin.ground.people.models import Person


@dataclass(frozen=True)
class Say:
    """What somebody thinks of a draft, or of one clause. `key` is the client's own id."""

    text: str
    clause: UUID | None = None
    person: Person | None = None
    key: UUID | None = None


def comment_once(pact: Pact, say: Say, *, actor: Actor) -> Comment:
    """The comment stands under the client's key, however often and however late it was sent.

    Raises NotNow when other words came under that key: both are kept, and somebody looks at it.
    """
    if say.key is None:
        return comment(pact, say, actor=actor)
    require(can_comment(actor, pact))
    content = {
        "pact": pact.pk,
        "text": tidy(say.text),
        "clause": say.clause,
        "person": say.person.pk if say.person else None,
    }
    sent = Sent(say.key, content, pact.place_code)
    return made_once(Comment, sent, make=lambda: comment(pact, say, actor=actor))


@transaction.atomic
def comment(pact: Pact, say: Say, *, actor: Actor) -> Comment:
    """The comment waits for an answer. Raises NotNow when no comments are taken."""
    pact = Pact.objects.held(pact)
    require(can_comment(actor, pact))
    text = needed(
        say.text, field="text", words=_("Please say what you think."), limit=LONGEST_COMMENT
    )
    _check_open(pact)
    clause = _clause(pact, say.clause)
    now = clock.now()
    is_staffs = is_keeper(actor, pact) and (
        say.person is None or say.person.user_id != actor.user_id
    )
    made = Comment(
        county=pact.county,
        pact=pact,
        edition=pact.edition,
        clause=clause,
        clause_number=clause.order if clause else None,
        place_code=pact.place_code,
        person=say.person,
        source=Source.STATION if is_staffs else Source.ONLINE,
        written_by=actor.user_id if is_staffs else None,
        text=text,
        written_at=now,
        written_on=clock.local_day(now),
        **({"id": say.key} if say.key else {}),
    )
    made.save(force_insert=True)
    announce(pact, "comment", comment=str(made.pk))
    return made


@transaction.atomic
def endorse(pact: Pact, *, person: Person, actor: Actor) -> Endorsement:
    """This person finds the draft fine as it is; said twice, it counts once."""
    pact = Pact.objects.held(pact)
    require(can_comment(actor, pact))
    _check_open(pact)
    given, _is_new = Endorsement.objects.get_or_create(
        pact=pact,
        edition=pact.edition,
        person=person,
        defaults={"county": pact.county, "on": clock.today()},
    )
    return given


@transaction.atomic
def answer(given: Comment, *, answer: str, reason: str = "", actor: Actor) -> Comment:
    """The comment has its answer, which everybody reads beside it and whoever said it is told.

    Raises Unusable when it is not taken and nothing says why.
    """
    pact = Pact.objects.held(given.pact)
    require(can_keep(actor, pact))
    given = Comment.objects.select_for_update().get(pk=given.pk)
    if pact.state not in {State.COMMENTING, State.CONSOLIDATING, State.DRAFTING}:
        raise NotNow(_("The text is fixed, and so are the answers."))
    if answer != Answer.TAKEN:
        words = _("Please say why it is not taken, or when it is taken up.")
        reason = needed(reason, field="reason", words=words, limit=LONGEST_REASON)
    before = given.answer, given.reason
    given.answer, given.reason = answer, reason.strip()[:LONGEST_REASON]
    given.answered_at = clock.now()
    given.answered_on = clock.local_day(given.answered_at)
    given.save(update_fields=["answer", "reason", "answered_at", "answered_on"])
    if before != (given.answer, given.reason):
        tell_answer(pact, given)
        announce(pact, "answer", comment=str(given.pk))
    return given


def _check_open(pact: Pact) -> None:
    if pact.state != State.COMMENTING or pact.due_at < clock.now():
        raise NotNow(_("No comments are taken now. Please read what became of the text."))


def _clause(pact: Pact, key: UUID | None) -> Clause | None:
    if key is None:
        return None
    clause = Clause.objects.filter(pact=pact, pk=key).first()
    if clause is None:
        words = _("This clause is gone. Please choose another one, or the whole.")
        raise Unusable(words, field="clause")
    return clause
