"""What is stored of a form that was sent down, and of what was answered?"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyRow
from jinlin.core.search import SearchedRow
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.metrics.papers.rows import ScopedRows
from jinlin.metrics.papers.terms import opens

LONGEST_TITLE, LONGEST_VALUE = 120, 200


class BlankRows(ScopedRows["Blank"]):
    pass


class ReturnRows(ScopedRows["Return"]):
    pass


class Blank(CountyRow):
    """An empty form as it was sent down to a place, and what each of its cells asks for.

    One for each place and fingerprint: the same form of another month is the same blank. `fields`
    holds, in the order of reading, ref, label, meaning (matching.Meaning) and how sure the house
    was of it.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    kind = models.CharField(max_length=4)
    fingerprint = models.CharField(max_length=64)
    fields = models.JSONField(default=list)
    rosters = models.JSONField(null=True)  # its lists, as matching.rosters suggests them
    version = models.PositiveIntegerField(default=1)
    taken_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)

    objects = BlankRows.as_manager()

    class Meta:
        verbose_name = _("form sent down")
        verbose_name_plural = _("forms sent down")
        constraints = [
            models.UniqueConstraint(fields=["place", "fingerprint"], name="blank_once"),
        ]
        indexes = [
            models.Index(fields=["county", "place_code", "-taken_at", "id"], name="blank_board")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class Wording(CountyRow):
    """What a county said that words of a form mean; one for each wording, the last said holds. Of a
    list (see matching.rosters) it is key, period, and what its columns ask for.
    """

    wording = models.CharField(_("words of a form"), max_length=200)
    meaning = models.JSONField(default=dict)
    said_at = models.DateTimeField()
    said_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("wording of forms")
        verbose_name_plural = _("wordings of forms")
        constraints = [
            models.UniqueConstraint(fields=["county", "wording"], name="wording_once"),
        ]

    def __str__(self) -> str:
        return self.wording


class Return(SearchedRow, CountyRow):
    """A form as a place fills it in for one month. One for each blank and month.

    Signed it is a numbered paper and stays as it is, whatever is corrected in the records or
    matched otherwise afterwards.
    """

    blank = models.ForeignKey(Blank, models.PROTECT, related_name="returns")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    month = models.CharField(_("month"), max_length=7)  # 2026-10
    due_on = models.DateField(_("due on"), null=True)
    due_at = models.DateTimeField(db_default=Now())  # the end of that day, or of the usual term
    reminded_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    filled_at = models.DateTimeField()
    filled_by = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    signed_by = models.UUIDField(null=True)

    objects = ReturnRows.as_manager()

    class Meta:
        verbose_name = _("filled form")
        verbose_name_plural = _("filled forms")
        constraints = [
            models.UniqueConstraint(fields=["blank", "month"], name="return_of_a_month_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_on=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_on__isnull=False, signed_by__isnull=False),
                name="return_signed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "place_code", "-filled_at", "id"], name="return_board"),
            models.Index(
                fields=["due_at", "id"], condition=Q(signed_at=None), name="return_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.month}"

    def search_words(self) -> Mapping[str, Iterable[str]]:
        return {"": (self.title, self.month, self.place.name)}

    @property
    def signs_from(self) -> date | None:
        """The day from which it can be signed, as long as that lies ahead."""
        first = opens(self.month)
        return first if self.signed_at is None and clock.today() < first else None

    @property
    def is_due_before(self) -> bool:
        """Whether it is to be handed in before it can be signed."""
        return bool(self.signs_from and self.due_on and self.due_on < self.signs_from)

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class Origin(models.TextChoices):
    RECORDS = "records", _("From records")
    HAND = "hand", _("By hand")
    MISSING = "missing", _("Still missing")
    LATER = "later", _("Not yet due")
    BLANK = "blank", _("Left empty")


COUNTED = (Origin.RECORDS, Origin.HAND, Origin.MISSING)


class Answers(models.QuerySet["Answer"]):
    def counted(self) -> Self:
        """The fields that somebody must see filled."""
        return self.filter(origin__in=COUNTED)


class Answer(CountyRow):
    """What stands in one cell of a filled form, and where it is from.

    `definition` says how it was counted (question, what counts, what meets it, days, place), as
    words of the day on which it was; `recorded` is what the records said, also where somebody wrote
    something else. `role`: whose hand it was, or who had it filled. Once the form is signed (then
    it has its day here) it never changes.
    """

    filled = models.ForeignKey(Return, models.CASCADE, related_name="answers")
    place_code = models.CharField(max_length=18)
    position = models.PositiveSmallIntegerField()
    ref = models.CharField(max_length=40)
    label = models.CharField(max_length=200, blank=True)
    meaning = models.JSONField(default=dict)
    definition = models.JSONField(default=dict)
    value = models.CharField(_("value"), max_length=LONGEST_VALUE, blank=True)
    recorded = models.CharField(max_length=LONGEST_VALUE, blank=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    role = models.CharField(max_length=16, blank=True)
    signed_on = models.DateField(null=True)

    objects = Answers.as_manager()

    class Meta:
        verbose_name = _("cell of a filled form")
        verbose_name_plural = _("cells of filled forms")
        constraints = [models.UniqueConstraint(fields=["filled", "ref"], name="answer_once")]
        indexes = [
            models.Index(
                fields=["county", "place_code", "signed_on"],
                condition=Q(signed_on__isnull=False),
                name="answer_signed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.value}"

    @property
    def number(self) -> Any:
        """The value as a number where it is one: a sheet adds up numbers, not texts."""
        text = self.value.replace(",", "")
        try:
            return int(text)
        except ValueError:
            try:
                return (
                    float(text) if text.replace(".", "", 1).lstrip("-").isdecimal() else self.value
                )
            except ValueError:
                return self.value
