"""Who may have what was said destroyed, and what is true when it is?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.files import destroying, uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.own_texts import destroy as destroy_own
from jinlin.core.own_texts import destroy_repeats, is_repeated, repeats
from jinlin.core.rows import CountyRow
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.core.timeline.erasing import LONGEST_REASON, reasoned
from jinlin.ground.accounts.roles import Role
from jinlin.services.notices import actions as notices
from jinlin.web.erasing.queries import model_of, own_texts, spoken, words_of
from jinlin.web.erasing.rows import DECIDERS, Decision, Erasure

NOBODY = UUID(int=0)
DECIDED_WITHIN = timedelta(days=7)


def can_ask(actor: Actor, subject: Any) -> bool:
    """Whoever answers for the place, in person."""
    return _is_in_person(actor) and actor.holds(Role.LEAD, at=subject.place_code)


def can_decide(actor: Actor, erasure: Erasure) -> bool:
    """Another one than asked: a lead or a supervisor of the place."""
    return (
        _is_in_person(actor)
        and actor.user_id != erasure.asked_by
        and actor.holds(*DECIDERS, at=erasure.place_code)
    )


@dataclass(frozen=True)
class Chosen:
    """Numbers of entries, keys of files, columns of the matter itself."""

    entries: Sequence[int] = ()
    files: Sequence[UUID] = ()
    texts: Sequence[str] = ()


@transaction.atomic
def ask(subject: Any, *, chosen: Chosen, reason: str, actor: Actor) -> Erasure:
    """A second person finds it in their list; nothing is destroyed yet. Raises Unusable when
    nothing is left there to destroy, NotNow while an earlier wish is undecided.
    """
    require(can_ask(actor, subject))
    user_id = actor.user_id or NOBODY
    reason = reasoned(reason)
    _check_there(subject, chosen)
    now = clock.now()
    try:
        with transaction.atomic():
            return Erasure.objects.create(
                county=subject.county,
                place_code=subject.place_code,
                subject_type=subject._meta.label_lower,
                subject_id=subject.pk,
                entries=sorted(set(chosen.entries)),
                files=sorted(str(key) for key in set(chosen.files)),
                texts=sorted(set(chosen.texts)),
                reason=reason,
                asked_by=user_id,
                asked_face=actor.face,
                asked_at=now,
                due_at=clock.end_of(clock.local_day(now + DECIDED_WITHIN)),
            )
    except IntegrityError as problem:
        raise NotNow(
            _("Somebody asked for this matter already; that is to be decided first.")
        ) from problem


@transaction.atomic
def destroy(erasure: Erasure, *, actor: Actor) -> Erasure:
    """The words and files are gone for good, also where the matter, what hangs on it, messages and
    search repeated them; its own history says so, with the reason, and can still be proved.
    """
    erasure = _to_decide(erasure, actor)
    subject = _held(erasure)
    words = words_of(erasure, subject)
    own = [
        *erasure.texts,
        *(name for name in repeats(subject, words) if name in own_texts(subject)),
    ]
    for seq in [*erasure.entries, *_again(erasure, subject, words)]:
        timeline.erase(subject, seq, actor=actor, reason=erasure.reason)
    destroy_own(subject, own, actor=actor, reason=erasure.reason)
    destroy_repeats(subject, words)
    notices.forget_words(subject, words)
    for upload in Upload.objects.filter(pk__in=erasure.files).order_by("pk"):
        destroying.destroy(upload, subject, actor=actor, reason=erasure.reason)
    return _decided(erasure, Decision.DONE, actor)


@transaction.atomic
def keep(erasure: Erasure, *, why: str, actor: Actor) -> Erasure:
    """Nothing is destroyed, and whoever asked reads why."""
    erasure = _to_decide(erasure, actor)
    erasure.answer = needed(
        why, field="why", words=_("Please say why it is kept."), limit=LONGEST_REASON
    )
    return _decided(erasure, Decision.REFUSED, actor)


def _check_there(subject: Any, chosen: Chosen) -> None:
    entries = {each.seq for each in spoken(subject)}
    files = {upload.pk for upload in uploads.of(subject)}
    missing = (
        set(chosen.entries) - entries,
        set(chosen.files) - files,
        set(chosen.texts) - set(own_texts(subject)),
    )
    if any(missing) or not (chosen.entries or chosen.files or chosen.texts):
        raise Unusable(_("Please choose what is to be destroyed."), field="entries")


def _again(erasure: Erasure, subject: CountyRow, words: Sequence[str]) -> list[int]:
    """Other entries in which the same was said."""
    return [
        each.seq
        for each in spoken(subject)
        if each.seq not in erasure.entries and any(is_repeated(text, words) for text in each.texts)
    ]


def _is_in_person(actor: Actor) -> bool:
    return actor.is_staff and actor.user_id is not None and actor.scopes is None


def _to_decide(erasure: Erasure, actor: Actor) -> Erasure:
    found = Erasure.objects.select_for_update().filter(pk=erasure.pk).first()
    if found is None:
        raise NotHere
    require(can_decide(actor, found))
    if not found.is_open:
        raise NotNow(_("This wish to destroy was decided already."))
    return found


def _held(erasure: Erasure) -> CountyRow:
    model = model_of(erasure.subject_type)
    rows = model._default_manager.select_for_update(of=("self",)) if model else None
    row: CountyRow | None = rows.filter(pk=erasure.subject_id).first() if rows is not None else None
    if row is None:
        raise NotHere
    return row


def _decided(erasure: Erasure, decision: Decision, actor: Actor) -> Erasure:
    erasure.state, erasure.decided_at = decision, clock.now()
    erasure.decided_by, erasure.decided_face = actor.user_id, actor.face
    erasure.save(update_fields=["state", "decided_at", "decided_by", "decided_face", "answer"])
    return erasure
