"""Which text held on that day?"""

from datetime import date

from jinlin.domains.pacts.models import Pact, Version


def text_on(pact: Pact, day: date) -> Version | None:
    """The text that held on this day; None before the first one and after a repeal."""
    found: Version | None = (
        Version.objects.filter(pact=pact, since__lte=day).order_by("-number").first()
    )
    return None if found is None or found.is_repeal else found


def text_before(version: Version) -> Version | None:
    """The text that this one took the place of; None for the first one and after a repeal."""
    rows = Version.objects.filter(pact=version.pact_id, number__lt=version.number)
    found: Version | None = rows.order_by("-number").first()
    return None if found is None or found.is_repeal else found


def versions_of(pact: Pact) -> list[tuple[Version, date | None]]:
    """Every text there was, the newest first, each with the first day on which it held no more."""
    rows = list(Version.objects.filter(pact=pact).order_by("-number"))
    ends = [None, *(version.since for version in rows)]
    return list(zip(rows, ends, strict=False))
