"""What can be had for points, from whom does it come, and how many are there?"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow
from jinlin.core.search import SearchedRow
from jinlin.ground.places.models import Place, unit_or_none
from jinlin.services.points.models.accounts import READERS, Account


class PlacedRows(models.QuerySet[Any]):
    """Rows with a place of their own: those who work at a store see them, and the house does."""

    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def held(self, pk: object) -> Any:
        """The row as it is now, locked. Raises NotHere when it is gone."""
        row = self.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise NotHere
        return row


class Store(CountyRow):
    """A place where points buy something, with an account of its own."""

    follows_its_place = True

    name = models.CharField(_("name"), max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    where = models.CharField(_("where"), max_length=80, blank=True)
    hours = models.CharField(_("open when"), max_length=80, blank=True)
    account = models.OneToOneField(Account, models.PROTECT, related_name="store")
    is_open = models.BooleanField(_("open"), default=True)

    objects = PlacedRows.as_manager()

    class Meta:
        verbose_name = _("store")
        verbose_name_plural = _("stores")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="points_store_named_once")
        ]
        indexes = [models.Index(fields=["place_code", "id"], name="points_store_place")]

    def __str__(self) -> str:
        return self.name


class GoodsRows(PlacedRows):
    def offered(self) -> Self:
        """What everybody may choose from."""
        return self.filter(is_offered=True, store__is_open=True)


class Item(SearchedRow, CountyRow):
    """A thing or a service that a store gives for points.

    `stock` is what is there, `reserved` what open orders hold of it; never more is promised than
    there is: the database refuses. `limit`: so many for one person in `limit_days` (0: no limit).
    """

    store = models.ForeignKey(Store, models.PROTECT, related_name="items", verbose_name=_("store"))
    place_code = models.CharField(max_length=18)
    name = models.CharField(_("name"), max_length=40)
    about = models.CharField(_("in more words"), max_length=200, blank=True)
    is_service = models.BooleanField(_("a service, not a thing"), default=False)
    price = models.PositiveIntegerField(_("points"))
    limit = models.PositiveSmallIntegerField(_("at most for one person"), default=0)
    limit_days = models.PositiveSmallIntegerField(_("in so many days"), default=90)
    stock = models.IntegerField(_("in stock"), default=0)
    reserved = models.IntegerField(_("held by orders"), default=0)
    is_offered = models.BooleanField(_("offered"), default=True)

    objects = GoodsRows.as_manager()

    class Meta:
        verbose_name = _("item of a store")
        verbose_name_plural = _("items of stores")
        constraints = [
            models.UniqueConstraint(fields=["store", "name"], name="points_item_once"),
            models.CheckConstraint(condition=Q(price__gte=1), name="points_item_costs"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, stock__gte=F("reserved")),
                name="points_item_never_oversold",
            ),
            models.CheckConstraint(condition=Q(limit_days__gte=1), name="points_item_limit_days"),
        ]
        indexes = [models.Index(fields=["place_code", "name", "id"], name="points_item_place")]

    def __str__(self) -> str:
        return self.name

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.name, self.about)}

    @property
    def free(self) -> int:
        """How many can be ordered now."""
        return self.stock - self.reserved


class Donor(CountyRow):
    """Who gives to the stores of a county. Only with `is_named` does everybody read the name."""

    name = models.CharField(pgettext_lazy("donor", "name"), max_length=80)
    organisation = unit_or_none()
    is_named = models.BooleanField(_("may be named to everybody"), default=False)

    class Meta:
        verbose_name = _("donor")
        verbose_name_plural = _("donors")
        constraints = [models.UniqueConstraint(fields=["county", "name"], name="points_donor_once")]

    def __str__(self) -> str:
        return self.name


class Batch(CountyRow):
    """So many of an item came in at once, from a donor or found at a stock-taking. `left` is what
    of it is not handed out.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="batches")
    donor = models.ForeignKey(Donor, models.PROTECT, null=True, blank=True, related_name="batches")
    place_code = models.CharField(max_length=18)
    quantity = models.PositiveIntegerField(_("how many"))
    left = models.IntegerField()
    worth = models.PositiveIntegerField(_("worth in yuan, about"), default=0)
    best_before = models.DateField(_("best before"), null=True, blank=True)
    received_on = models.DateField()
    received_by = models.UUIDField(null=True)

    objects = PlacedRows.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("store", "batch")
        verbose_name_plural = pgettext_lazy("store", "batches")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, left__gte=0, left__lte=F("quantity")),
                name="points_batch_left",
            )
        ]
        indexes = [
            models.Index(fields=["item", "best_before", "received_on"], name="points_batch_next"),
            models.Index(fields=["place_code", "received_on"], name="points_batch_month"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.received_on}"


class ChangeKind(models.TextChoices):
    RECEIVED = "received", _("Received")
    HANDED_OUT = "handed_out", _("Handed out")
    MISSING = "missing", _("Missing at the stock-taking")
    FOUND = "found", _("Found at the stock-taking")
    RETURNED = "returned", _("Brought back")


class StockChange(AppendOnlyRow):
    """So many of a batch came in or went out. Never changed: the stock is their sum."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="changes")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="changes")
    place_code = models.CharField(max_length=18)
    kind = models.CharField(max_length=10, choices=ChangeKind)
    change = models.IntegerField()
    order_id = models.UUIDField(null=True)
    on = models.DateField()
    by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("change of stock")
        verbose_name_plural = _("changes of stock")
        constraints = [models.CheckConstraint(condition=~Q(change=0), name="points_stock_changes")]
        indexes = [
            models.Index(fields=["item", "on"], name="points_change_of_item"),
            models.Index(fields=["place_code", "on", "kind"], name="points_change_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.change}"


class StockTaking(CountyRow):
    """Somebody counted everything in a store on a day."""

    store = models.ForeignKey(Store, models.PROTECT, related_name="takings")
    place_code = models.CharField(max_length=18)
    taken_on = models.DateField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PlacedRows.as_manager()

    class Meta:
        verbose_name = _("stock-taking")
        verbose_name_plural = _("stock-takings")
        indexes = [models.Index(fields=["store", "-taken_on"], name="points_taking_of_store")]

    def __str__(self) -> str:
        return f"{self.store_id} {self.taken_on}"


class CountedItem(CountyRow):
    """Of an item so many should have been there, and so many were; a difference is explained."""

    taking = models.ForeignKey(StockTaking, models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    expected = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    explanation = models.CharField(_("why they differ"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expected=F("counted")) | ~Q(explanation=""),
                name="points_difference_explained",
            ),
            models.UniqueConstraint(fields=["taking", "item"], name="points_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.counted}"
