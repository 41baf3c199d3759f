"""How is it decided which of two forms counts, and what becomes of what was laid aside?"""

import json
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.visits.actions.applying import reach
from jinlin.domains.visits.actions.steps import keep, on_word_of
from jinlin.domains.visits.actions.taking import take_from_aside
from jinlin.domains.visits.models import Aside, Clash, Door, FormState
from jinlin.domains.visits.permissions import can_answer, can_choose

LONGEST_NOTE = 300
OUTCOME = "outcome"  # in what was chosen: whose finding of the door is right


@transaction.atomic
def choose(clash: Clash, *, chosen: Mapping[str, UUID], note: str, actor: Actor) -> Clash:
    """It is decided, question by question, which form is right; both stay. The door is as the one
    says that was believed about the outcome.
    """
    rows = Clash.objects.select_for_update(of=("self",)).select_related("first", "second")
    found = rows.filter(pk=clash.pk).first()
    if found is None:
        raise NotHere
    clash = found
    require(can_choose(actor, clash))
    if clash.decided_at is not None:
        raise NotNow(_("Somebody has decided this already."))
    forms = {clash.first_id: clash.first, clash.second_id: clash.second}
    if OUTCOME not in chosen or not set(chosen.values()) <= set(forms):
        raise Unusable(_("Please choose one side for each line."), field="chosen")
    door = Door.objects.held(clash.door)
    right = forms.pop(chosen[OUTCOME])
    (other,) = forms.values()
    right.standing, other.standing = FormState.STANDS, FormState.SET_ASIDE
    clash.chosen = {key: str(value) for key, value in chosen.items()}
    clash.decided_at, clash.decided_by = clock.now(), actor.user_id or UUID(int=0)
    clash.note = tidy(note)[:LONGEST_NOTE]
    clash.save()
    door.has_clash = door.clashes.filter(decided_at=None).exists()
    keep(door, "choose", actor=actor)
    reach(right, door, actor=on_word_of(None, face=actor.face))
    right.applied_as = door.version
    right.save(update_fields=["standing", "applied_as"])
    other.save(update_fields=["standing"])
    return clash


def take_in(aside: Aside, *, actor: Actor) -> Aside:
    """What was laid aside counts like any form. Raises NotNow where its door is not known, or
    somebody decided already. Call it outside of any transaction.
    """
    aside = _undecided(aside, actor)
    content = json.loads(aside.content)
    taken = take_from_aside(aside, {**content, "draft": False})
    return _decided(aside, actor, note=_("Taken in: {state}").format(state=taken.state))


@transaction.atomic
def leave_aside(aside: Aside, *, note: str, actor: Actor) -> Aside:
    """It stays laid aside for good, with the reason."""
    aside = _undecided(aside, actor)
    return _decided(aside, actor, note=needed(note, field="note", limit=LONGEST_NOTE))


def _undecided(aside: Aside, actor: Actor) -> Aside:
    found = Aside.objects.filter(pk=aside.pk).first()
    if found is None:
        raise NotHere
    require(can_answer(actor, found) or found.user_id == actor.user_id)
    if found.decided_at is not None:
        raise NotNow(_("Somebody has decided this already."))
    return found


def _decided(aside: Aside, actor: Actor, *, note: str) -> Aside:
    aside.decided_at, aside.decided_by, aside.note = clock.now(), actor.user_id, note[:LONGEST_NOTE]
    mine = Aside.objects.filter(pk=aside.pk, decided_at=None)
    if not mine.update(decided_at=aside.decided_at, decided_by=aside.decided_by, note=aside.note):
        raise NotNow(_("Somebody has decided this already."))
    return aside
