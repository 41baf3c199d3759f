"""How is a file destroyed when its term is over, so that no word is left and the history still
proves what happened?
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.files import destroying, uploads
from jinlin.core.search.rows import forget
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.casework.actions.steps import keep
from jinlin.domains.casework.models import (
    Assessment,
    Case,
    Consent,
    Destruction,
    Draft,
    Member,
    Note,
    Opening,
    Passing,
    Plan,
    Relative,
    Review,
    Service,
)
from jinlin.domains.casework.permissions import RULES

LONGEST_NAME, MOST_BACKUPS = 120, 200
BLANKS = {
    **dict.fromkeys(("name", "phone", "citizen_id", "born_on", "problem", "words_key"), ""),
    **dict.fromkeys(("closing_words", "own_words", "shown_words", "mark", "sex"), ""),
    **dict.fromkeys(("came_from", "meets_at")),
}


@transaction.atomic
def destroy(case: Case, *, backups: Sequence[str] = (), actor: Actor) -> Case:
    """No word of the case is left, in rows, search, uploads and beside the chain; the register says
    which case it was, why, and which backups made before still hold it.
    """
    case = RULES.begin(case, "destroy", actor)
    reason = str(_("The term of keeping is over."))
    files = _destroy_files(case, actor, reason)
    entries = _erase_entries(case, actor, reason)
    notes = _empty_written(case, reason)
    _empty_rows(case)
    forget(case)
    for name, blank in BLANKS.items():
        setattr(case, name, blank)
    case.version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
    Destruction.objects.create(
        county=case.county,
        case=case,
        number=case.number,
        because="term",
        by=actor.user_id,
        at=clock.now(),
        on=clock.today(),
        notes=notes,
        entries=entries,
        files=files,
        backups=_known_backups(backups),
    )
    keep(case, "destroy", actor=actor)
    return case


def _destroy_files(case: Case, actor: Actor, reason: str) -> int:
    found = list(uploads.of(case))
    for upload in found:
        destroying.destroy(upload, case, actor=actor, reason=reason)
    return len(found)


def _erase_entries(case: Case, actor: Actor, reason: str) -> int:
    """The words beside each entry go; those that say why others went stay."""
    numbers = [
        entry.seq
        for entry in timeline.trail(case)
        if entry.own_words and not entry.is_erased and entry.verb not in _OF_DESTRUCTION
    ]
    for seq in numbers:
        timeline.erase(case, seq, actor=actor, reason=reason)
    return len(numbers)


_OF_DESTRUCTION = frozenset({timeline.ERASED, destroying.DESTROYED})


def _empty_written(case: Case, reason: str) -> int:
    notes = Note.objects.filter(case=case).erase(because=reason)
    plans = Plan.objects.filter(case=case).erase(because=reason)
    return int(notes + plans)


def _empty_rows(case: Case) -> None:
    """Rows that others count keep their place without words; all others are gone."""
    Draft.objects.filter(case=case).delete()
    Relative.objects.filter(case=case).delete()
    Assessment.objects.filter(case=case).delete()
    Service.objects.filter(case=case).update(title="")
    _blank(Member.objects.filter(case=case), "name", "mark")
    _blank(Consent.objects.filter(case=case), "given_by")
    _blank(Review.objects.filter(case=case), "text")
    _blank(Passing.objects.filter(case=case), "reason", "answer_words", "to_unit")
    _blank(Opening.objects.filter(case=case), "reason")


def _blank(rows: "QuerySet[Any]", *names: str) -> None:
    rows.update(**dict.fromkeys(names, ""))


def _known_backups(named: Sequence[str]) -> list[str]:
    """Those that lie beside the house's data, and those that were named."""
    lying = [path.name for path in sorted(Path(settings.VAR).glob("**/jinlin-*.tar.gz"))]
    found = list(dict.fromkeys([*lying, *filter(None, map(tidy, named))]))
    if len(found) > MOST_BACKUPS or any(len(each) > LONGEST_NAME for each in found):
        raise Unusable(_("Please name fewer backups, or by shorter names."), field="backups")
    return found
