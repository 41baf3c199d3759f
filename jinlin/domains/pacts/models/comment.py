"""What is stored of what neighbours think of a draft?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.domains.pacts.models.pact import LONGEST_REASON, READERS, Clause, Pact
from jinlin.ground.people.models import Person

LONGEST_COMMENT = 500


class Answer(models.TextChoices):
    OPEN = "open", _("Not answered yet")
    TAKEN = "taken", _("Taken into the text")
    NOT_TAKEN = "not_taken", _("Not taken")
    LATER = "later", _("Taken up later")


class Source(models.TextChoices):
    ONLINE = "online", _("Online")
    STATION = "station", _("Station")
    CLERK = "clerk", _("Written at the same time as another change")


class CommentRows(models.QuerySet["Comment"]):
    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's places, and one's own."""
        if actor.user_id is None:
            return self.for_desk(actor)
        return self.for_desk(actor) | self.filter(person__user=actor.user_id)

    def own(self, actor: Actor) -> Self:
        """What this person said, on whatever pact."""
        return self.filter(person__user=actor.user_id) if actor.user_id else self.none()

    def unanswered(self) -> Self:
        return self.filter(answer=Answer.OPEN)


class Comment(CountyRow):
    """One person's say on a draft, or on one clause of it. Many write at the same time, so it is no
    move. What everybody reads is the answer and that somebody said something like it: the words
    are shown without a name once they are answered.
    """

    pact = models.ForeignKey(Pact, models.PROTECT, related_name="comments")
    edition = models.PositiveSmallIntegerField()
    clause = models.ForeignKey(
        Clause, models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    clause_number = models.PositiveSmallIntegerField(null=True, blank=True)  # as it stood then
    place_code = models.CharField(max_length=18)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.ONLINE)
    written_by = models.UUIDField(null=True, blank=True)  # staff who wrote it down
    text = models.CharField(_("comment"), max_length=LONGEST_COMMENT)
    answer = models.CharField(max_length=9, choices=Answer.choices, default=Answer.OPEN)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    written_at = models.DateTimeField()
    written_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = CommentRows.as_manager()

    class Meta:
        verbose_name = _("comment on a pact")
        verbose_name_plural = _("comments on pacts")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=Answer.OPEN, answered_at=None)
                | Q(answered_at__isnull=False) & ~Q(answer=Answer.OPEN),
                name="pact_comment_answered",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=(Answer.NOT_TAKEN, Answer.LATER)) | ~Q(reason=""),
                name="pact_comment_refused_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["pact", "edition", "written_at", "id"], name="pact_comments"),
            models.Index(fields=["county", "written_on"], name="pact_comment_day"),
            models.Index(fields=["person", "written_at"], name="pact_comment_person"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Endorsement(CountyRow):
    """One resident said of this edition that it is fine as it is: once each, in one tap."""

    pact = models.ForeignKey(Pact, models.CASCADE, related_name="endorsements")
    edition = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact", "edition", "person"], name="pact_endorsed_once")
        ]

    def __str__(self) -> str:
        return f"{self.pact_id} {self.edition}"
