"""Who are the people that a county serves?"""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, held_by_key
from jinlin.core.search import SearchedRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.secrets.masking import shown
from jinlin.core.time import clock
from jinlin.ground.people.models.consents import Mandate
from jinlin.ground.people.models.homes import READERS, Membership


class PersonRows(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor, at: datetime | None = None) -> Self:
        """Oneself; for clerks, leads and supervisors of a county everybody there; for those of a
        smaller place the members of its households, whoever became known there, and whomever they
        act for at that moment, which is now when none is named.
        """
        if actor.user_id is None:
            return self.none()
        codes = actor.codes(*READERS)
        wide = [code for code in codes if len(code) <= 6]
        narrow = [code for code in codes if len(code) > 6]
        condition = Q(user_id=actor.user_id) | within(wide, "county")
        if narrow:
            at_home = Membership.objects.filter(
                within(narrow, "household__place_code"), person=OuterRef("pk"), until=None
            )
            known = Acquaintance.objects.filter(within(narrow), person=OuterRef("pk"))
            acted_for = Mandate.objects.usable_by(actor, at).filter(person=OuterRef("pk"))
            condition |= Q(Exists(at_home)) | Exists(known) | Exists(acted_for)
        return self.filter(condition)

    def locked(self, pk: object) -> "Person":
        return held_by_key(self, pk, missing=Person.DoesNotExist)


class Person(SearchedRow, CountyRow):
    """One natural person as one county knows them.

    A phone key, a citizen-id key or a signed-in user stands for at most one person of a county; a
    number that was first another person's is kept, but without a key: it no longer finds anybody
    else.
    """

    name = EncryptedField(_("Name"), blank=True, default="")
    phone = EncryptedField(_("Phone"), blank=True, default="")
    phone_key = models.CharField(max_length=100, blank=True, default="", editable=False)
    citizen_id = EncryptedField(_("Citizen id"), blank=True, default="")
    citizen_key = models.CharField(max_length=100, blank=True, default="", editable=False)
    birth_year = models.PositiveSmallIntegerField(_("Year of birth"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="persons"
    )
    entered_by = models.UUIDField(null=True, editable=False)
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    search_is_keyed = True
    objects = PersonRows.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "phone_key"],
                condition=~Q(phone_key=""),
                name="one_person_per_phone",
            ),
            models.UniqueConstraint(
                fields=["county", "citizen_key"],
                condition=~Q(citizen_key=""),
                name="one_person_per_citizen_id",
            ),
            models.UniqueConstraint(fields=["county", "user"], name="one_person_per_user"),
        ]

    def __str__(self) -> str:
        return self.shown_name()

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.name,)}

    def shown_name(self, *, clear: bool = False) -> str:
        return shown(self.name, "name", clear=clear)

    def shown_phone(self, *, clear: bool = False) -> str:
        return shown(self.phone, "phone", clear=clear)

    def shown_citizen_id(self, *, clear: bool = False) -> str:
        return shown(self.citizen_id, "citizen_id", clear=clear)


class Acquaintance(CountyRow):
    """A person turned up at a place below the county: its staff took something in for them.

    Once for each place; it opens the person to that place's staff.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="acquaintances")
    place_code = models.CharField(max_length=18)
    since = models.DateField(_("Since"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "place_code"], name="known_once_per_place")
        ]

    def __str__(self) -> str:
        return self.place_code


class OtherPhoneRows(models.QuerySet["OtherPhone"]):
    def waiting(self) -> Self:
        return self.filter(settled_at=None)

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.objects.visible_to(actor))


class OtherPhone(CountyRow):
    """A known person was written down with another phone than the one that stands: it is kept until
    somebody who looks after them says whether it holds from now on (`is_taken`) or not.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="other_phones")
    phone = EncryptedField(_("Phone"))
    phone_key = models.CharField(max_length=100, editable=False)
    said_by = models.UUIDField(null=True, editable=False)
    said_on = models.DateField()
    settled_at = models.DateTimeField(null=True, editable=False)
    is_taken = models.BooleanField(null=True, editable=False)

    objects = OtherPhoneRows.as_manager()

    class Meta:
        verbose_name = _("other phone")
        verbose_name_plural = _("other phones")
        ordering = ("said_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "phone_key"],
                condition=Q(settled_at=None),
                name="other_phone_waits_once",
            )
        ]

    def __str__(self) -> str:
        return self.shown()

    def shown(self) -> str:
        return shown(self.phone, "phone", clear=False)


def names_of(person: Person | None) -> list[str]:
    """Which names words about somebody must not say, where nobody may learn who it is: none of
    whoever did not say who they are.
    """
    return [person.name] if person and person.name else []
