"""Which days has the State Council declared off, and which weekends are worked?

The notice for a year comes out in October to December of the year before. Until it is published
here, deadlines that cross the year are provisional.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.editions import Kept
from jinlin.core.errors import Unusable
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.core.time.workdays import SATURDAY, WorkCalendar

SEEDED_YEARS = range(2004, 2027)
DECEMBER = 12


class DayKind(models.TextChoices):
    OFF = "off", _("Day off")
    MAKEUP = "makeup", _("Make-up working day")


class CalendarDay(models.Model):
    """One day that differs from its weekday: off by statute, or a weekend day that is worked.

    Ordinary days have no row. A day belongs to the notice that declared it, by the notice's year:
    one for 2027 may name days of December 2026. With 0, it is its own year's.
    """

    kept_as = "calendar"

    date = models.DateField(_("date"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=6, choices=DayKind.choices)
    name = models.CharField(_("name"), max_length=40, blank=True)
    notice = models.PositiveSmallIntegerField(_("notice"), default=0, db_default=0, db_index=True)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"


class PublishedYear(models.Model):
    """One year whose notice is in the table. `edition` is new with every publication;
    `changed_from` is the first day that counts otherwise than in the edition before, if any.
    """

    kept_as = "calendar"

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.UUIDField(null=True, editable=False)
    edition = models.UUIDField(default=uuid7, editable=False)
    changed_from = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("published year")
        verbose_name_plural = _("published years")

    def __str__(self) -> str:
        return str(self.year)


class Counted(models.Model):
    """What some part of the house has counted with the calendar: the editions it knew then."""

    name = models.CharField(max_length=40, primary_key=True)
    editions = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


def calendar() -> WorkCalendar:
    """The calendar as the tables have it now; the days are read again only when a year was
    published since, here or in another process.
    """
    return _CALENDAR.now()


@transaction.atomic
def publish_year(
    year: int,
    off: Iterable[date],
    makeup: Iterable[date],
    *,
    actor: Actor,
    names: Mapping[date, str] | None = None,
) -> None:
    """The year's notice stands in the table, in place of an earlier edition. Of a day that two
    notices name, the word of the later year's holds.

    What was counted with the days as they were is counted again by the domains' own jobs.
    """
    days_off, worked, named = set(off), set(makeup), names or {}
    _require_sound(year, days_off, worked)
    was = PublishedYear.objects.select_for_update().filter(year=year).first()
    before = _days_near(year) if was else {}
    _write_days(year, days_off, worked, named)
    changed = _first_change(before, _days_near(year)) if was else None
    PublishedYear.objects.update_or_create(
        year=year,
        defaults={
            "published_at": clock.now(),
            "published_by": actor.user_id,
            "edition": uuid7(),
            "changed_from": changed,
        },
    )


def follow(name: str, recount: Callable[[date], int]) -> int:
    """What `name` counted with days that have changed since is counted again, from the first of
    them on. Returns how many rows changed; safe to run twice.

    A year that is published for the first time changes no day: what reached it was provisional.
    """
    years = list(PublishedYear.objects.order_by("year"))
    editions = {str(each.year): str(each.edition) for each in years}
    counted, _new = Counted.objects.get_or_create(name=name)
    days = [
        each.changed_from
        for each in years
        if each.changed_from and counted.editions.get(str(each.year)) != str(each.edition)
    ]
    done = recount(min(days)) if days else 0
    if counted.editions != editions:
        Counted.objects.filter(name=name).update(editions=editions)
    return done


def seed() -> int:
    """Every year that the chinesecalendar library knows is published; years already in the table
    stay as they are. Returns how many were added.
    """
    from chinese_calendar.constants import holidays, workdays  # noqa: PLC0415 - no process that serves pages needs the library

    known = set(PublishedYear.objects.values_list("year", flat=True))
    missing = [year for year in SEEDED_YEARS if year not in known]
    for year in missing:
        publish_year(
            year,
            _days_of(year, holidays),
            _days_of(year, workdays),
            actor=SYSTEM,
            names=holidays | workdays,
        )
    return len(missing)


def _read() -> WorkCalendar:
    days = dict(CalendarDay.objects.values_list("date", "kind"))
    return WorkCalendar(
        days_off=frozenset(day for day, kind in days.items() if kind == DayKind.OFF),
        makeup=frozenset(day for day, kind in days.items() if kind == DayKind.MAKEUP),
        years=frozenset(PublishedYear.objects.values_list("year", flat=True)),
    )


_CALENDAR = Kept("calendar", _read)


def _write_days(
    year: int, days_off: set[date], worked: set[date], named: Mapping[date, str]
) -> None:
    days = days_off | worked
    overruled = CalendarDay.objects.filter(date__in=days, notice__gt=year)
    days -= set(overruled.values_list("date", flat=True))
    own = Q(notice=year) | Q(notice=0, date__year=year)
    CalendarDay.objects.filter(own | Q(date__in=days)).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            date=day,
            kind=DayKind.MAKEUP if day in worked else DayKind.OFF,
            name=named.get(day, ""),
            notice=year,
        )
        for day in sorted(days)
    )


def _days_near(year: int) -> dict[date, str]:
    """Of which kind the days are that a notice of this year may name."""
    near = CalendarDay.objects.filter(date__year__gte=year - 1, date__year__lte=year)
    return dict(near.values_list("date", "kind"))


def _first_change(before: dict[date, str], after: dict[date, str]) -> date | None:
    """The first day that is another kind of day now."""
    days = before.keys() | after.keys()
    return min((day for day in days if before.get(day) != after.get(day)), default=None)


def _days_of(year: int, days: Iterable[date]) -> list[date]:
    return [day for day in days if day.year == year]


def _require_sound(year: int, off: set[date], makeup: set[date]) -> None:
    """A notice names days of its year, or make-up days in the December before; a make-up day is a
    weekend day; no day is both.
    """
    if off & makeup:
        raise Unusable(_("A day cannot be both a day off and a working day."), field="makeup")
    if any(day.weekday() < SATURDAY for day in makeup):
        raise Unusable(_("Only a Saturday or Sunday can be a make-up working day."), field="makeup")
    if any(
        day.year != year and (day.year, day.month) != (year - 1, DECEMBER) for day in off | makeup
    ):
        raise Unusable(
            _("All days must lie in the year of the notice or in the December before it."),
            field="off",
        )
