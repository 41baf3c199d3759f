"""Do the roots kept outside and the rows themselves say the same as the history?

`verify` proves what is in the chains; here is what they cannot prove alone: that none of it was
taken away with its seal, and that a row is where its last entry left it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery

from jinlin.core.rows import MovingRow
from jinlin.core.timeline import roots
from jinlin.core.timeline.entries import Entry
from jinlin.core.timeline.seals import BATCH, Seal
from jinlin.core.timeline.verification import Break, Wrong

Check = Callable[[str | None], Iterator[Break]]
CHECKS: list[Check] = []  # of domains: what else of their rows the history tells


def compare(county: str | None = None) -> Iterator[Break]:
    """What differs: seals from the roots kept outside, rows from their histories."""
    for each in [county] if county else roots.counties():
        yield from _differing_roots(each)
    for model in apps.get_models():
        if issubclass(model, MovingRow):
            yield from _differing_rows(model, county)
            yield from _vanished_rows(model, county)
    for check in CHECKS:
        yield from check(county)


def last_word(model: type[MovingRow], column: str, *, fact: str, verbs: Sequence[str]) -> Check:
    """A check: the column of each row is what the last of these verbs said of it, where one did and
    its words still stand. Two statements for each batch of rows.
    """

    def check(county: str | None) -> Iterator[Break]:
        rows: Any = model._default_manager.filter(**({"county": county} if county else {}))
        found = rows.order_by("pk").values("pk", "county", "version", column).iterator(BATCH)
        while batch := list(islice(found, BATCH)):
            facts = _last_facts(fact, verbs, [row["pk"] for row in batch])
            for row in batch:
                if row["pk"] in facts and facts[row["pk"]] != row[column]:
                    yield _of_row(
                        Wrong.ROW_CHANGED, model, row["county"], row["version"], row["pk"]
                    )

    return check


def _last_facts(fact: str, verbs: Sequence[str], keys: Sequence[Any]) -> dict[Any, Any]:
    entries = Entry.objects.filter(subject_id__in=keys, verb__in=verbs).order_by("seq")
    last = {each.subject_id: each.data for each in entries}
    return {key: data[fact] for key, data in last.items() if fact in data}


def _differing_roots(county: str) -> Iterator[Break]:
    outside = roots.kept(county)
    inside = dict(Seal.objects.filter(county=county).values_list("seq", "hash"))
    for seq, root in sorted(outside.seals.items()):
        if seq not in inside:
            yield Break(Wrong.SEAL_MISSING, county, seq)
        elif inside[seq] != root:
            yield Break(Wrong.ROOT_DIFFERS, county, seq)
    last = Seal.objects.filter(county=county).aggregate(last=Max("day"))["last"]
    for day, counted in sorted(outside.counts.items()):
        if last is not None and day <= last:
            continue  # its seal counts more exactly
        present = Entry.objects.filter(county=county, on=day).count()
        if present < counted:
            yield Break(Wrong.ENTRIES_MISSING, county, counted - present, day=day)


def _differing_rows(model: type[MovingRow], county: str | None) -> Iterator[Break]:
    """Its version is the number of its entries, and its state that of the last one."""
    chain = Entry.objects.order_by().select_related(None).filter(subject_id=OuterRef("pk"))
    rows: Any = model._default_manager.filter(**({"county": county} if county else {}))
    rows = rows.annotate(
        last_state=Subquery(chain.filter(seq=OuterRef("version")).values("state")[:1]),
        goes_on=Exists(chain.filter(seq__gt=OuterRef("version"))),
    ).filter(
        Q(last_state=None, version__gt=0)
        | Q(goes_on=True)
        | (~Q(last_state="") & ~Q(last_state=F("state")))
    )
    for row in rows.values("pk", "county", "version").order_by("pk").iterator():
        yield _of_row(Wrong.ROW_CHANGED, model, row["county"], row["version"], row["pk"])


def _vanished_rows(model: type[MovingRow], county: str | None) -> Iterator[Break]:
    firsts = Entry.objects.order_by().select_related(None)
    firsts = firsts.filter(subject_type=model._meta.label_lower, seq=1)
    firsts = firsts.filter(county=county) if county else firsts
    present = model._default_manager.filter(pk=OuterRef("subject_id"))
    for subject, of_county in firsts.filter(~Exists(present)).values_list("subject_id", "county"):
        yield _of_row(Wrong.ROW_MISSING, model, of_county, 1, subject)


def _of_row(wrong: Wrong, model: Any, county: str, seq: int, pk: Any) -> Break:
    return Break(wrong, county, seq, subject_type=model._meta.label_lower, subject_id=pk)
