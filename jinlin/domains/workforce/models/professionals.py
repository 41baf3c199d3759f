"""Who stands in the register of social workers, and who may see whom?"""

import re
from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import COUNTY_DIGITS, Actor, within
from jinlin.core.pinyin import sound
from jinlin.core.rows import CountyRow, held_by_key
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, match_key
from jinlin.domains.workforce.models.reference import Level
from jinlin.domains.workforce.models.rosters import Roster
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person

DOTS = re.compile(r"[·•.\s]")
WHOLE_ID = 18
UNIT_ROLES = (Role.PARTNER, Role.LEAD)  # of an organisation: who see its own people


class ProfessionalRows(models.QuerySet["Professional"]):
    def standing(self) -> Self:
        """Without those who left and those whose record went into another one."""
        return self.filter(left_on=None, merged_into=None)

    def for_desk(self, actor: Actor) -> Self:
        """The registrar's county or prefecture; a unit's own people, by their open posts."""
        if actor.is_system:
            return self
        return self.filter(_kept(actor.codes(Role.REGISTRAR)) | self._of_unit(actor))

    def visible_to(self, actor: Actor) -> Self:
        """What one keeps, and oneself."""
        if actor.user_id is None and not actor.is_system:
            return self.none()
        own = self.filter(person__user_id=actor.user_id) if actor.user_id else self.none()
        return self.for_desk(actor) | own

    def locked(self, pk: object) -> "Professional":
        return held_by_key(self, pk, ("person",))

    @staticmethod
    def _of_unit(actor: Actor) -> Q:
        units = actor.organisations(*UNIT_ROLES)
        if not units:
            return Q(pk__in=[])
        employed = Professional.objects.filter(
            pk=OuterRef("pk"), posts__organisation__in=units, posts__until=None
        )
        return Q(Exists(employed))


def _kept(codes: Sequence[str]) -> Q:
    """The registers of these counties, by equality so that the board is read in its order; those
    below a prefecture by the beginning of their codes.
    """
    whole = [code for code in dict.fromkeys(codes) if len(code) == COUNTY_DIGITS]
    above = within([code for code in codes if len(code) < COUNTY_DIGITS], "county")
    return Q(county=whole[0]) | above if len(whole) == 1 else Q(county__in=whole) | above


def _key() -> "models.CharField[str, str]":
    return models.CharField(
        max_length=MATCH_KEY_LENGTH + 40, editable=False, blank=True, default="", db_default=""
    )


def spoken(name: str) -> str:
    """A name without the dots that some write and others do not."""
    return DOTS.sub("", name)


class Professional(CountyRow):
    """One person as the register of one county knows them; once for each person of the county.

    Posts, degrees, certificates and hours are rows beside it; the highest of each is derived.
    `name_key` finds the same name without showing it; `sound_key`, `phone_key` and `around_key`
    (the id without its birth) find who looks alike. `source`: the roster that brought them.
    `version` is the number of entries on the record's timeline.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="professionals")
    name_key = models.CharField(max_length=MATCH_KEY_LENGTH + 40, editable=False)
    sound_key = _key()
    phone_key = _key()
    around_key = _key()
    sex = models.CharField(_("Sex"), max_length=1, blank=True)
    born_on = models.DateField(_("Date of birth"), null=True, blank=True)
    place_code = models.CharField(_("Place"), max_length=18)
    entered_on = models.DateField(_("In the register since"))
    left_on = models.DateField(_("Left the register on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed", db_index=False
    )
    source = models.ForeignKey(Roster, models.PROTECT, null=True, related_name="brought")
    version = models.PositiveIntegerField(default=0)

    objects = ProfessionalRows.as_manager()

    class Meta:
        verbose_name = _("social worker in the register")
        verbose_name_plural = _("social workers in the register")
        constraints = [
            models.UniqueConstraint(fields=["county", "person"], name="one_record_per_person"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="record_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "name_key"], name="professional_name"),
            models.Index(fields=["county", "place_code", "id"], name="professional_place"),
            models.Index(fields=["county", "entered_on"], name="professional_day"),
            models.Index(
                fields=["county", "-entered_on", "-id"],
                condition=Q(left_on=None, merged_into=None),
                name="professional_board",
            ),
            *(
                models.Index(
                    fields=["county", "sound_key", beside],
                    condition=Q(left_on=None, merged_into=None),
                    name=f"professional_{named}",
                )
                for beside, named in (
                    ("born_on", "sound_birth"),
                    ("phone_key", "sound_phone"),
                    ("around_key", "sound_id"),
                    ("name_key", "sound_name"),
                )
            ),
        ]

    def __str__(self) -> str:
        return self.person.shown_name()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.take_keys()
        super().save(*args, **kwargs)

    def take_keys(self) -> Self:
        """By which others that look alike are found, as the person is known now; not saved."""
        person, number = self.person, self.person.citizen_id
        around = number[:6] + number[14:17] if len(number) == WHOLE_ID else ""
        self.sound_key = match_key(sound(spoken(person.name)), "sound")
        self.phone_key = match_key(person.phone, "phone")
        self.around_key = match_key(around, "around")
        return self

    @property
    def highest(self) -> Level | None:
        """The highest level held; of a list, read along as `level`."""
        known = self.__dict__.get("level", ...)
        if known is ...:
            known = max((each.level for each in self.qualifications.all()), default=None)
        return Level(known) if known else None
