"""What does a talent's profile say, and what shows it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.search import index
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.talents.actions.applying import take_all_back
from jinlin.domains.talents.actions.helping import decline_all
from jinlin.domains.talents.actions.steps import keep, keep_on
from jinlin.domains.talents.lifecycle import PRESENT
from jinlin.domains.talents.models import Evidence, Skill, Talent, TalentSkill
from jinlin.domains.talents.permissions import TALENT_RULES, can_describe

MOST_SKILLS, MOST_EVIDENCE = 8, 12


@dataclass(frozen=True)
class Profile:
    """What everybody reads of a talent, and the keys of their skills."""

    called: str
    about: str
    reach: str
    times: str
    skills: Sequence[UUID]
    times_note: str = ""
    is_free: bool = True
    is_paid: bool = False
    fee_note: str = ""


@transaction.atomic
def describe(talent: Talent, *, profile: Profile, actor: Actor) -> Talent:
    """The profile says this, from now on.

    Raises Unusable when they would help neither for nothing nor for money, or have no skill.
    """
    talent = TALENT_RULES.begin(talent, "describe", actor)
    if not (profile.is_free or profile.is_paid):
        words = _("Please choose: as a volunteer, as a paid job, or both.")
        raise Unusable(words, field="is_free")
    if profile.is_paid and not tidy(profile.fee_note):
        words = _("Please say roughly what it costs, so that nobody is surprised.")
        raise Unusable(words, field="fee_note")
    talent.called = needed(
        profile.called, field="called", words=_("Please write a name for neighbours."), limit=20
    )
    talent.about, talent.times_note = tidy(profile.about)[:300], tidy(profile.times_note)[:60]
    talent.fee_note = tidy(profile.fee_note)[:60] if profile.is_paid else ""
    for name in ("reach", "times", "is_free", "is_paid"):
        setattr(talent, name, getattr(profile, name))
    _set_skills(talent, profile.skills)
    keep(talent, "describe", actor=actor)
    index(talent)
    return talent


@transaction.atomic
def rest(talent: Talent, *, actor: Actor) -> Talent:
    """Nobody can ask them for help until they are back."""
    return _move(talent, "rest", actor)


@transaction.atomic
def come_back(talent: Talent, *, actor: Actor) -> Talent:
    """Everybody finds them in the directory again."""
    return _move(talent, "come_back", actor)


@transaction.atomic
def leave(talent: Talent, *, actor: Actor) -> Talent:
    """They are in the directory no more; their certificates and what they did stay on record. Who
    asked them for help and waits is told, and what they applied for is judged no further.
    """
    talent = _move(talent, "leave", actor)
    with override(settings.LANGUAGE_CODE):
        decline_all(talent, reason=_("They have left the directory."))
        take_all_back(talent)
    return talent


@transaction.atomic
def add_evidence(
    talent: Talent, files: Sequence[Upload], *, caption: str = "", actor: Actor
) -> list[Evidence]:
    """Each file stands beside the talent; staff and whoever judges an application see it."""
    talent = Talent.objects.held(talent)
    require(can_describe(actor, talent))
    if talent.evidence.count() + len(files) > MOST_EVIDENCE:
        words = _("At most %(most)d photos and papers: please take one out first.")
        raise Unusable(words % {"most": MOST_EVIDENCE}, field="photos")
    made = []
    for file in files:
        row = Evidence.objects.create(
            county=talent.county,
            talent=talent,
            caption=tidy(caption)[:60],
            added_at=clock.now(),
        )
        uploads.attach([file], row)
        made.append(row)
    if made:
        keep_on(talent, "add_evidence", actor=actor)
    return made


@transaction.atomic
def drop_evidence(talent: Talent, key: UUID, *, actor: Actor) -> None:
    """The evidence is gone; while a panel judges by it, it stays."""
    talent = Talent.objects.held(talent)
    require(can_describe(actor, talent))
    if talent.applications.filter(state__in=("on_panel", "on_notice")).exists():
        raise NotNow(_("A panel judges by it now. Please wait until it is decided."))
    row = talent.evidence.filter(pk=key).first()
    if row is None:
        raise NotHere
    files = list(uploads.of(row))
    uploads.of(row).delete()
    transaction.on_commit(lambda: uploads.unlink(files))
    row.delete()
    keep_on(talent, "drop_evidence", actor=actor)


def _move(talent: Talent, verb: str, actor: Actor) -> Talent:
    talent = TALENT_RULES.begin(talent, verb, actor)
    if talent.state in PRESENT and not talent.listed_on:
        talent.listed_on = clock.today()
    keep(talent, verb, actor=actor)
    return talent


def _set_skills(talent: Talent, keys: Sequence[UUID]) -> None:
    found = list(Skill.objects.filter(county=talent.county, is_open=True, pk__in=list(keys)))
    if not found or len(found) > MOST_SKILLS:
        words = _("Please choose between one and %(most)d skills.")
        raise Unusable(words % {"most": MOST_SKILLS}, field="skills")
    rows = TalentSkill.objects.filter(talent=talent)
    rows.exclude(skill__in=found).delete()
    known = set(rows.values_list("skill", flat=True))
    TalentSkill.objects.bulk_create(
        TalentSkill(county=talent.county, talent=talent, skill=skill)
        for skill in found
        if skill.pk not in known
    )
