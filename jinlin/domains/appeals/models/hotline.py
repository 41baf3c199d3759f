"""Which hotline platform hands a county its work orders, and where do the two sides stand?"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.domains.appeals.models.appeal import Appeal
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place


def usual_columns() -> dict[str, str]:
    """Our field -> what the platform calls it."""
    return {
        "number": "工单编号",
        "title": "诉求标题",
        "text": "诉求内容",
        "class": "诉求类别",
        "place": "区划代码",
        "spot": "事发地址",
        "name": "来电人",
        "phone": "来电号码",
        "said_at": "来电时间",
        "state": "工单状态",
        "files": "附件",
        "unit": "承办单位",
        "due": "办理时限",
        "reply": "答复内容",
        "finished_at": "办结时间",
    }


def usual_states() -> dict[str, str]:
    """Our state -> the platform's word for it."""
    return {
        "reported": "待签收",
        "accepted": "已签收",
        "in_hand": "办理中",
        "waiting": "暂停计时",
        "finished": "已答复",
        "closed": "已办结",
        "rejected": "不予受理",
        "withdrawn": "已撤单",
        "merged": "并案办理",
    }


def usual_meanings() -> dict[str, str]:
    """The platform's word -> what it says to us (a `Meaning`)."""
    return {
        "已派单": "new",
        "催办": "hurry",
        "撤单": "withdrawn",
        "回访满意": "satisfied",
        "回访不满意": "unsatisfied",
    }


class Meaning(models.TextChoices):
    """What a state over there says to this house. Any other word is a state and nothing more."""

    NEW = "new", _("A new order")
    HURRY = "hurry", _("The caller hurries it up")
    WITHDRAWN = "withdrawn", _("The caller withdrew it")
    SATISFIED = "satisfied", _("Called back: solved")
    UNSATISFIED = "unsatisfied", _("Called back: not solved")


class HotlineRows(models.QuerySet["Hotline"]):
    def usable(self, day: date | None = None) -> Self:
        day = day or clock.today()
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=day), is_open=True, valid_from__lte=day
        )

    def visible_to(self, actor: Actor) -> Self:
        """Clerks and leads of the whole county (or above)."""
        return self.filter(within(actor.codes(Role.CLERK, Role.LEAD), "county"))


class Hotline(CountyRow):
    """One hotline platform of a county, how it names things, and from when to when it is used."""

    follows_its_place = True

    slug = models.SlugField(_("Part of its address here"), max_length=20, unique=True)
    name = models.CharField(_("Name of the hotline"), max_length=30)
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Where orders belong that name no place"),
    )
    columns = models.JSONField(_("What it calls our fields"), default=usual_columns)
    states = models.JSONField(_("Its word for each of our states"), default=usual_states)
    meanings = models.JSONField(_("What its own words say to us"), default=usual_meanings)
    classes = models.JSONField(_("Our class for each of its classes"), default=dict, blank=True)
    valid_from = models.DateField(_("First day"), default=clock.today)
    valid_to = models.DateField(_("Last day"), null=True, blank=True)
    is_open = models.BooleanField(_("In use"), default=True)
    listed_on = models.DateField(null=True, editable=False)  # of its last whole list

    objects = HotlineRows.as_manager()

    class Meta:
        verbose_name = _("hotline platform")
        verbose_name_plural = _("hotline platforms")
        ordering = ("county", "slug")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="hotline_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def column(self, name: str) -> str:
        return str(self.columns.get(name) or name)

    def word(self, appeal: Appeal) -> str:
        """The platform's word for where the matter stands; a merged one stands where it went."""
        last = appeal.merged_into if appeal.merged_into and "merged" not in self.states else appeal
        return str(self.states.get(last.state) or last.get_state_display())


class WorkOrderRows(models.QuerySet["WorkOrder"]):
    def untold(self) -> Self:
        """Those of which the platform has not heard the latest."""
        return self.exclude(given_version=F("appeal__version"))


class WorkOrder(CountyRow):
    """One work order of a hotline, and the appeal that it is here. An order is one appeal for ever,
    however often it is handed in. `given_version` is the version of the appeal that the platform
    was last told of.
    """

    hotline = models.ForeignKey(Hotline, models.PROTECT, related_name="orders")
    number = models.CharField(max_length=60)
    appeal = models.OneToOneField(Appeal, models.PROTECT, related_name="work_order")
    theirs = models.CharField(max_length=40, blank=True)  # its state over there, in their word
    theirs_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    said = models.CharField(max_length=64)  # of the text alone: what is new in it is added
    taken_at = models.DateTimeField()
    taken_on = models.DateField()
    seen_on = models.DateField(null=True)  # on their last whole list
    given = models.CharField(max_length=40, blank=True)
    given_version = models.PositiveIntegerField(default=0)
    given_at = models.DateTimeField(null=True)

    objects = WorkOrderRows.as_manager()

    class Meta:
        verbose_name = _("work order of a hotline")
        verbose_name_plural = _("work orders of hotlines")
        constraints = [
            models.UniqueConstraint(fields=["hotline", "number"], name="work_order_once")
        ]

    def __str__(self) -> str:
        return self.number

    def locked(self) -> "WorkOrder":
        rows = WorkOrder.objects.select_for_update(of=("self",)).select_related("appeal")
        found = rows.filter(pk=self.pk).first()
        if found is None:
            raise NotHere
        return found


class Kind(models.TextChoices):
    REFUSED = "refused", _("Could not be taken in")
    NOT_FOLLOWED = "not_followed", _("Their step is not open here")
    NOT_GIVEN = "not_given", _("They have not heard the latest")
    STATE = "state", _("They say another state")
    NOT_LISTED = "not_listed", _("Open here, not on their list")
    ENDED_HERE = "ended_here", _("Ended here, still on their list")


FOUND_AT_NIGHT = (Kind.NOT_GIVEN, Kind.STATE, Kind.NOT_LISTED, Kind.ENDED_HERE)


class DifferenceRows(models.QuerySet["Difference"]):
    def open(self) -> Self:
        return self.filter(settled_on=None)

    def visible_to(self, actor: Actor) -> Self:
        """Leads of the whole county (or above)."""
        return self.filter(within(actor.codes(Role.LEAD), "county"))


class Difference(CountyRow):
    """Something in which the two sides differed about an order, from the day on which it was found
    until it was settled. Of one kind and order at most one is open.
    """

    hotline = models.ForeignKey(Hotline, models.PROTECT, related_name="differences")
    number = models.CharField(max_length=60)
    appeal = models.ForeignKey(Appeal, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(
        pgettext_lazy("difference", "Kind"), max_length=14, choices=Kind.choices
    )
    theirs = models.CharField(max_length=40, blank=True)
    ours = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    found_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)

    objects = DifferenceRows.as_manager()

    class Meta:
        verbose_name = _("difference with a hotline")
        verbose_name_plural = _("differences with hotlines")
        ordering = ("found_on", "number", "kind")
        constraints = [
            models.UniqueConstraint(
                fields=["hotline", "number", "kind"],
                condition=Q(settled_on=None),
                name="one_open_difference_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"


def check_mapping(row: Any) -> list[str]:
    """Which of its four tables cannot be used, by name."""
    tables = {name: getattr(row, name) for name in ("columns", "states", "meanings", "classes")}
    wrong = [
        name
        for name, table in tables.items()
        if not isinstance(table, dict) or not all(isinstance(each, str) for each in table.values())
    ]
    if "columns" not in wrong and not {"number", "text"} <= set(tables["columns"]):
        wrong.append("columns")
    if "meanings" not in wrong and set(tables["meanings"].values()) - set(Meaning.values):
        wrong.append("meanings")
    return wrong
