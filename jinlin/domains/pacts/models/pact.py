"""What is stored of a pact: the text that is worked on, and every text that ever held?"""

from collections.abc import Iterable
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.core.time import clock
from jinlin.domains.pacts.lifecycle import LABELS, RELEASED, WRITABLE, State
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place

READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)
LONGEST_TITLE, LONGEST_CLAUSE, MOST_CLAUSES = 60, 500, 30
LONGEST_WHERE, LONGEST_REASON, LONGEST_NOTE = 60, 300, 500


class PactRows(MovingRows["Pact"]):
    with_row = ("place__parent", "unit")

    def for_desk(self, actor: Actor) -> Self:
        """Those of the places that this actor looks after."""
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def released(self) -> Self:
        """Those of which everybody may read something: a text that holds or once held, or one that
        is open for comment or was.
        """
        return self.filter(Q(state__in=RELEASED) | Q(adopted_on__isnull=False))

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.released()


class Pact(SearchedRow, MovingRow):
    """The pact of one neighbourhood or community. A place has one; it is amended, not replaced.

    `state`, `due_at` and the clauses are of the text that is worked on; the versions say what
    holds on which day. `edition` counts the texts, from 1; the one worked on is the next one while
    it is not adopted.
    """

    follows_its_place = True

    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    state = models.CharField(
        _("state"), max_length=13, choices=[(s, LABELS[s]) for s in State], default=State.DRAFTING
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("unit"))
    edition = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField(_("due"))
    meets_on = models.DateField(_("day of the vote"), null=True, blank=True)
    meets_where = models.CharField(_("where it is voted"), max_length=LONGEST_WHERE, blank=True)
    drafted_at = models.DateTimeField()
    drafted_on = models.DateField()
    adopted_on = models.DateField(null=True, blank=True)  # the first text ever
    holds = models.PositiveSmallIntegerField(null=True, blank=True)  # the number of the last text
    review_on = models.DateField(_("next review by"), null=True, blank=True)

    objects = PactRows.as_manager()

    class Meta:
        verbose_name = _("pact")
        verbose_name_plural = _("pacts")
        constraints = [
            models.UniqueConstraint(fields=["place"], name="one_pact_per_place"),
            models.CheckConstraint(
                condition=~Q(state=State.IN_FORCE) | Q(holds__isnull=False),
                name="pact_in_force_has_a_text",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="pact_board"),
            models.Index(fields=["place_code", "state", "due_at", "id"], name="pact_place_board"),
            models.Index(fields=["county", "drafted_at", "id"], name="pact_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def is_late(self) -> bool:
        return self.state not in {State.REPEALED, State.DROPPED} and self.due_at < clock.now()

    @cached_property
    def unanswered(self) -> int:
        """How many comments on the text that is worked on have no answer yet. Whoever reads many
        pacts counts for all of them at once and sets it.
        """
        return int(self.comments.filter(edition=self.edition, answered_at=None).count())

    def search_words(self) -> dict[str, Iterable[str]]:
        """Staff finds it by its name, its place, and the words of its clauses."""
        texts = self.clauses.values_list("text", flat=True) if self.pk else ()
        return {"": (self.title, self.place.name, *texts)}


class Clause(CountyRow):
    """One clause of the text that is worked on, in its place of the order.

    Whoever changes it says which words they saw, and what two people wrote on the same one is kept,
    the second as a comment that asks for an answer.
    """

    pact = models.ForeignKey(Pact, models.CASCADE, related_name="clauses")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("clause"), max_length=LONGEST_CLAUSE)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["pact", "order"], name="pact_clauses")]

    def __str__(self) -> str:
        return self.text[:40]


class Version(AppendOnlyRow):
    """One text as it was adopted, from its day on until the next version's. Never changed.

    `is_repeal`: from its day on no text holds. There is no end to be stored: the next one's
    beginning is it, so that versions cannot overlap and leave no day without an answer.
    """

    pact = models.ForeignKey(Pact, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    since = models.DateField()
    title = models.CharField(max_length=LONGEST_TITLE)
    clauses = models.JSONField()  # a list of texts
    is_repeal = models.BooleanField(default=False)
    eligible = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    decided_on = models.DateField()
    place_code = models.CharField(max_length=18)

    class Meta:
        verbose_name = _("version of a pact")
        verbose_name_plural = _("versions of pacts")
        constraints = [
            models.UniqueConstraint(fields=["pact", "number"], name="pact_version_once"),
            models.UniqueConstraint(fields=["pact", "since"], name="pact_one_text_a_day"),
        ]
        indexes = [models.Index(fields=["county", "since"], name="pact_version_day")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Review(CountyRow):
    """One time at which a pact in force has to be looked through: due on a day, done on one, or
    still open. A pact in force has one open review.
    """

    pact = models.ForeignKey(Pact, models.CASCADE, related_name="reviews")
    place_code = models.CharField(max_length=18)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pact"], condition=Q(done_on=None), name="one_open_review_per_pact"
            )
        ]
        indexes = [models.Index(fields=["county", "due_on"], name="pact_review_day")]

    def __str__(self) -> str:
        return f"{self.due_on}"
