"""Do the answers given in conversations stand on their rows as the history says?"""

from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery

from jinlin.core.timeline import Break, Entry, Wrong
from jinlin.domains.receptions.lifecycle import ConversationState
from jinlin.domains.receptions.models import Conversation


def differing(county: str | None) -> Iterator[Break]:
    """Conversations with another answer than was told, or solved without having been confirmed so:
    one statement. What was erased from the history is not compared.
    """
    answers = Entry.objects.filter(
        subject_id=OuterRef("pk"), verb="answer", words__erased_at=None
    ).order_by("-seq")
    rows = Conversation.objects.annotate(reply=Subquery(answers.values("words__note")[:1]))
    rows = rows.filter(county=county) if county else rows
    unconfirmed = Q(state=ConversationState.CONFIRMED) & ~Q(is_solved=True)
    for row in rows.filter(~Q(reply=F("answer")) | unconfirmed).iterator():
        yield Break(
            Wrong.ROW_CHANGED,
            row.county,
            row.version,
            subject_type=Conversation._meta.label_lower,
            subject_id=row.pk,
        )
