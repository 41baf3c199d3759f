"""What is stored of a case, and who is on its team?"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.files import sealing
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.time import clock
from jinlin.domains.casework.deadlines import ADULT_AGE, CONSENT_AGE, age_on, years_after
from jinlin.domains.casework.lifecycle import LABELS, OPEN, State
from jinlin.domains.casework.models.reference import Method, Phase
from jinlin.domains.casework.models.scope import CaseRow, OfCases
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else
PREFIXES = {Method.INDIVIDUAL: "GA", Method.GROUP: "XZ", Method.COMMUNITY: "SQ"}
NOBODY = UUID(int=0)
CASE_ROLES = (Role.CASEWORKER, Role.CASE_SUPERVISOR)


class Field(models.TextChoices):
    """For whom and what social workers work."""

    YOUTH = "youth", _("Counselling of young people")
    JUDICIAL = "judicial", _("Judicial aid to minors")
    INQUIRY = "inquiry", _("Social inquiry on a minor")
    ELDERLY = "elderly", _("Care for the elderly")
    DIFFICULTY = "difficulty", _("People and families in difficulty")
    FAMILY = "family", _("Families and children")
    COMMUNITY = "community", _("Neighbourhood life")


JUDICIAL = (Field.JUDICIAL, Field.INQUIRY)


class Source(models.TextChoices):
    SELF = "self", _("Came by themselves")
    FAMILY = "family", _("Brought by the family")
    REFERRAL = "referral", _("Referred by another unit")
    VISIT = "visit", _("Found on a visit")
    APPEAL = "appeal", _("Passed on from the desk")


class Sex(models.TextChoices):
    FEMALE = "f", _("Female")
    MALE = "m", _("Male")


class Ending(models.TextChoices):
    REACHED = "reached", _("The goals were reached")
    PARTLY = "partly", _("Some goals were reached")
    REFERRED = "referred", _("Somebody else helps from now on")
    ENDED = "ended", _("The person ended it")
    LOST = "lost", _("The person moved away or cannot be reached")


class OwnWord(models.TextChoices):
    THANKS = "thanks", _("Thanks")
    COMPLAINT = "complaint", _("A complaint")
    NOTHING = "nothing", _("Said nothing")


class Sealing(models.TextChoices):
    CLOCK = "clock", _("The term after sentence or measure was over")
    ORDER = "order", _("By order of court, prosecutor or police")
    AT_ONCE = "at_once", _("Sealed from the beginning")


class CaseRows(MovingRows["Case"]):
    with_row = ("place__parent", "agency")

    def for_desk(self, actor: Actor) -> Self:
        """Those on whose team this person is; what is sealed and over, and what is of others, only
        while an opening was granted and they work in its county. No place, no organisation and no
        administration gives a case.
        """
        if actor.is_system:
            return self
        if actor.user_id is None or not actor.holds(*CASE_ROLES):
            return self.none()
        opened = Opening.objects.in_force().filter(case=OuterRef("pk"), asked_by=actor.user_id)
        is_let_in = Q(Exists(opened), county__in=actor.counties(*CASE_ROLES))
        is_at_hand = Q(sealed_at=None) | Q(state__in=OPEN)
        return self.filter(Q(is_at_hand, self._of_team(actor)) | is_let_in).exclude(
            state=State.DESTROYED
        )

    @staticmethod
    def _of_team(actor: Actor) -> Q:
        """On the team, and still working for the agency: whoever leaves it leaves its cases."""
        on_it = {"case": OuterRef("pk"), "user_id": actor.user_id or NOBODY, "until_at": None}
        own = Assignment.objects.filter(**on_it)
        return Q(Exists(own), agency__in=actor.organisations(*CASE_ROLES))

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor)

    def kept_by(self, actor: Actor) -> Self:
        """Those on whose team this person is, also sealed and destroyed ones: whoever answers for
        what becomes of them.
        """
        if actor.user_id is None or not actor.holds(*CASE_ROLES):
            return self.none()
        return self.filter(self._of_team(actor))

    def unsealed(self) -> Self:
        return self.filter(sealed_at=None)

    def counted(self) -> Self:
        """Those that are in counts, figures and exports: what is sealed is absent, and what will be
        sealed was never there, or a number that falls would tell of the seal.
        """
        return self.unsealed().exclude(field__in=JUDICIAL)


def a_number(method: str, year: int) -> str:
    """Drawn, not counted: no gap tells of another case."""
    drawn = "".join(secrets.choice(ALPHABET) for _letter in range(6))
    return f"{PREFIXES[Method(method)]}{year % 100:02}-{drawn}"


class Case(SearchedRow, MovingRow):
    """One person, group or neighbourhood that social workers work with, by one method.

    `due_at` is the next step's, whoever's it is. `phases` are those of the day it was opened,
    `phase` the number of the present one. `mark` finds the same person again (keyed, of this
    purpose only). What is written is locked with `words_key`; without it nobody opens it, also not
    in a backup of files. `came_from` is the key of an appeal, which knows nothing of it.
    """

    number = models.CharField(_("number"), max_length=12, unique=True)
    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.INDIVIDUAL)
    field = models.CharField(_("field"), max_length=10, choices=Field)
    state = models.CharField(
        _("state"), max_length=9, choices=[(s, LABELS[s]) for s in State], default=State.INTAKE
    )
    agency = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    name = EncryptedField(_("name of the person or group"))
    phone = EncryptedField(_("phone"), blank=True, default="")
    citizen_id = EncryptedField(_("citizen id"), blank=True, default="")
    born_on = EncryptedField(_("born on"), blank=True, default="")
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    is_minor = models.BooleanField(_("was under 18 at intake"), default=False)
    mark = models.CharField(max_length=64, blank=True)
    problem = EncryptedField(_("what brought them here"), blank=True, default="")
    source = models.CharField(_("how they came"), max_length=8, choices=Source)
    came_from = models.UUIDField(null=True)
    phases = models.JSONField(default=list)
    phase = models.PositiveSmallIntegerField(default=0)
    words_key = EncryptedField(blank=True, default="")
    due_at = models.DateTimeField(_("due"))
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    ending = models.CharField(_("outcome"), max_length=8, choices=Ending, blank=True)
    closing_words = EncryptedField(_("what was reached"), blank=True, default="")
    own_word = models.CharField(
        _("the person's own word"), max_length=9, choices=OwnWord, blank=True
    )
    own_words = EncryptedField(_("in their words"), blank=True, default="")
    shown_words = models.CharField(_("thanks as everybody may read it"), max_length=200, blank=True)
    follow_up_on = models.DateField(_("next follow-up"), null=True, blank=True)
    meets_at = models.DateTimeField(_("next appointment"), null=True, blank=True)
    measure_ends_on = models.DateField(_("sentence or measure ends on"), null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_how = models.CharField(max_length=7, choices=Sealing, blank=True)
    keep_until = models.DateField(null=True, blank=True)

    search_is_keyed = True
    objects = CaseRows.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | Q(closed_on__isnull=False),
                name="case_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DESTROYED)
                | Q(words_key="", name="", phone="", citizen_id="", problem="", own_words=""),
                name="case_destroyed_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None) | ~Q(sealed_how=""), name="case_sealed_somehow"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "field", "opened_on"], name="case_field"),
            models.Index(fields=["county", "mark"], name="case_mark"),
            models.Index(fields=["measure_ends_on"], name="case_to_seal"),
            models.Index(fields=["state", "keep_until"], name="case_to_destroy"),
        ]

    def __str__(self) -> str:
        return self.number

    def search_words(self) -> Mapping[str, Iterable[str]]:
        return {"": (self.name, self.number)}

    @property
    def is_sealed(self) -> bool:
        return self.sealed_at is not None

    @property
    def is_late(self) -> bool:
        return self.state in OPEN and self.due_at < clock.now()

    @property
    def is_for_one(self) -> bool:
        return self.method == Method.INDIVIDUAL

    @property
    def profile(self) -> list[Phase]:
        return [Phase(step, name) for step, name in self.phases]

    @property
    def present_phase(self) -> Phase:
        return self.profile[self.phase]

    @property
    def is_in_last_phase(self) -> bool:
        """Whatever it is called: some standards evaluate before the closure, others after it."""
        return self.phase + 1 >= len(self.phases)

    @property
    def age(self) -> int | None:
        return age_on(date.fromisoformat(self.born_on), clock.today()) if self.born_on else None

    @property
    def is_child(self) -> bool:
        """Under 14: a guardian's own consent is needed."""
        return self.age is not None and self.age < CONSENT_AGE

    @property
    def grown_on(self) -> date | None:
        """The day on which a minor comes of age."""
        if not self.born_on:
            return None
        return years_after(date.fromisoformat(self.born_on), ADULT_AGE)

    def note_file_read(self, actor: Actor) -> None:
        """Asked whenever somebody opens one of its files: that is a look like any other."""
        seen = apps.get_model("casework", "Look")
        seen.objects.create(
            county=self.county, case=self, user=actor.user_id or NOBODY, what="file", at=clock.now()
        )

    def lock(self, words: str) -> str:
        """As it is stored, opened by this case's key alone."""
        if not words:
            return ""
        locked = sealing.sealed(words.encode(), key=self.words_key, name=str(self.pk))
        return b64encode(locked).decode()

    def unlock(self, stored: str) -> str:
        """What was locked; nothing when the key is destroyed."""
        if not stored or not self.words_key:
            return ""
        return sealing.opened(b64decode(stored), key=self.words_key, name=str(self.pk)).decode()


class Part(models.TextChoices):
    WORKER = "worker", _("Responsible social worker")
    HELPER = "helper", _("Helping social worker")
    SUPERVISOR = "supervisor", pgettext_lazy("of a case", "Supervisor")


class Assignment(CaseRow):
    """One person is on the team of a case, from a moment until another. A case has at most one
    responsible worker; each person is on the team once.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    part = models.CharField(_("part in the team"), max_length=10, choices=Part)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(until_at=None), name="case_team_once"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(until_at=None, part=Part.WORKER),
                name="case_one_worker",
            ),
        ]
        indexes = [models.Index(fields=["user", "until_at", "case"], name="case_team_of")]

    def __str__(self) -> str:
        return f"{self.part}"


class Why(models.TextChoices):
    EMERGENCY = "emergency", _("Somebody is in danger")
    CONSULT = "consult", _("A sealed record has to be read")


class OpeningRows(OfCases):
    def in_force(self) -> Self:
        return self.filter(is_granted=True, ends_at__gt=clock.now())

    def waiting(self) -> Self:
        return self.filter(decided_at=None)

    def of_applicant(self, user_id: UUID | None) -> Self:
        return self.filter(asked_by=user_id) if user_id else self.none()


class Opening(CaseRow):
    """Somebody asked to read a case that is not theirs, or a sealed one, and what came of it.

    It is asked for by the number that the person or a court has: whoever asks hears the same
    whether there is such a case or not. `case` None: there is none.
    """

    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="openings")  # type: ignore[assignment]
    number = models.CharField(_("number of the case"), max_length=12)
    why = models.CharField(_("why"), max_length=9, choices=Why)
    reason = EncryptedField(_("reason"), blank=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(default=False)
    ends_at = models.DateTimeField(null=True)

    objects = OpeningRows.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("opening of a case")
        verbose_name_plural = _("openings of cases")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                name="case_opening_by_another",
            ),
            models.CheckConstraint(
                condition=Q(is_granted=False)
                | Q(decided_at__isnull=False, ends_at__isnull=False, case__isnull=False),
                name="case_opening_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "ends_at"], name="case_opening_of"),
            models.Index(fields=["case", "decided_at"], name="case_opening_asked"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def has_ended(self) -> bool:
        return self.ends_at is not None and self.ends_at <= clock.now()
