"""Did this document hold on that day?

One answer for every page, program and file: its term, the days on which it was suspended, and its
revocation, each as they were written down. A day belongs to what was said last on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jinlin.services.documents.models import Document, Standing


@dataclass(frozen=True)
class Gap:
    """Days on which it did not hold, from the first on until (not including) `until`; None: for
    good, or until somebody ends it.
    """

    since: date
    until: date | None
    reason: str
    is_final: bool = False

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Validity:
    """From when until when a document holds, and the gaps in it."""

    since: date
    until: date | None
    gaps: tuple[Gap, ...] = ()

    def holds_on(self, day: date) -> bool:
        return self.has_term_on(day) and not any(gap.covers(day) for gap in self.gaps)

    def has_term_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def gap_on(self, day: date) -> Gap | None:
        """Why it did not hold on that day of its term, the final reason first."""
        found = [gap for gap in self.gaps if gap.covers(day)]
        return min(found, key=lambda gap: not gap.is_final, default=None)


def validity_of(document: Document, standings: Iterable[Standing] | None = None) -> Validity:
    """What was written down of it until now: at most one statement."""
    rows = document.standings.order_by("number") if standings is None else standings
    gaps, open_since, why = [], None, ""
    for row in rows:
        if not row.holds:
            open_since, why = row.since, row.reason
        elif open_since is not None:
            gaps.append(Gap(open_since, row.since, why))
            open_since = None
    if open_since is not None:
        gaps.append(Gap(open_since, None, why))
    if document.revoked_on:
        gaps.append(Gap(document.revoked_on, None, document.revoked_reason, is_final=True))
    kept = tuple(gap for gap in gaps if gap.since != gap.until)
    return Validity(document.valid_from or document.issued_on, document.valid_until, kept)
