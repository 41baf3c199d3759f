"""What can an operator ask of core on the console?"""

from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

from jinlin.core import delimited, presence, spoken, timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.append_only import unguarded_tables
from jinlin.core.errors import Refusal, Unusable
from jinlin.core.files.destroying import destroy
from jinlin.core.files.uploads import Upload
from jinlin.core.progress import gauge, track
from jinlin.core.secrets.ciphers import CIPHERS
from jinlin.core.secrets.rehashing import (
    begin_rehashing,
    left_to_rehash,
    rehash,
    wants_rehashing,
)
from jinlin.core.secrets.rotation import begin_rotation, left_to_rotate, rotate
from jinlin.core.time import calendar, clock
from jinlin.core.time.calendar import DayKind
from jinlin.core.timeline import (
    Break,
    Entry,
    Seal,
    compare,
    erased,
    roots,
    seal_due,
    unsealed_days,
    verify,
)

SHOWN_BREAKS = 20


@click.command("verify-timeline")
@click.option("--county", default=None, help="Six digits; all counties when left out.")
def verify_timeline(county: str | None) -> None:
    """Prove that histories stand as they were written; name the first broken link of each.

    Exit status 1 when one is broken. Seals that were made late are listed: they are no break.
    """
    entries = Entry.objects.filter(county=county) if county else Entry.objects.all()
    total = entries.count()
    with gauge(total=total, label=_("Links proved")) as advance:
        found = chain(verify(county, progress=advance), compare(county))
        broken = list(islice(found, SHOWN_BREAKS))
    unguarded = unguarded_tables()
    _say_what_is_open(county)
    for table in unguarded:
        click.echo(
            _("The table {table} has lost its protection against changes.").format(table=table)
        )
    for number, one in enumerate(broken, start=1):
        click.echo(f"{number}. {_sentence_of(one)}")
    if broken or unguarded:
        raise SystemExit(1)
    _say_what_is_late(county)
    click.echo(_("{count} entries, all as they were written.").format(count=total))
    if gone := erased(county):
        click.echo(_("The words of {count} of them were erased with a reason.").format(count=gone))


@click.command("seal")
@click.option("--all-days", is_flag=True, help="Look for late entries on all days, not a month.")
def seal(all_days: bool) -> None:
    """Seal all past days of all counties, and print each county's last seal: keep it elsewhere, it
    proves everything before it.
    """
    days = seal_due(clock.now(), since=date.min if all_days else None)
    click.echo(_("{days} days sealed.").format(days=days))
    for last in _last_seals():
        click.echo(f"{last.county} {last.day} #{last.seq} {last.algorithm}:{last.hash}")


@click.command("prove")
@click.argument("subject", type=click.UUID)
@click.option("--seq", type=int, default=None, help="The number of an entry; the newest if none.")
def prove(subject: UUID, seq: int | None) -> None:
    """Show that the history of a SUBJECT (its key) stands under a sealed root, as JSON: whoever
    holds that root can check it without seeing any other row.
    """
    try:
        proof = timeline.shown(subject, seq=seq)
    except Refusal as none:
        raise click.ClickException(_("No seal has it yet.")) from none
    click.echo(proof.as_json().decode())
    if not proof.holds:
        raise SystemExit(1)


@click.command("erase-words")
@click.argument("subject", type=click.UUID)
@click.argument("seq", type=int)
@click.option("--reason", required=True, help="Why the law asks for it; it stays on record.")
def erase_words(subject: UUID, seq: int, reason: str) -> None:
    """Destroy what was said with entry SEQ of a SUBJECT (its key): for good. That it was done and
    why is on record, and the history can still be proved.
    """
    first = Entry.objects.filter(subject_id=subject).first()
    row = first and _row_of(first.subject_type, subject)
    if row is None:
        raise click.ClickException(_("There is no such row."))
    try:
        timeline.erase(row, seq, actor=SYSTEM, reason=reason)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(_("Erased. An entry of its own says so."))


@click.command("destroy-file")
@click.argument("key", type=click.UUID)
@click.option("--reason", required=True, help="Why the law asks for it; it stays on record.")
def destroy_file(key: UUID, reason: str) -> None:
    """Destroy a photo, paper or sound that belongs to something (KEY: the last part of its
    address): for good. That it was done and why is on record.
    """
    upload = Upload.objects.filter(pk=key, subject_id__isnull=False).first()
    row = upload and _row_of(upload.subject_label, upload.subject_id)
    if upload is None or row is None:
        raise click.ClickException(_("There is no such row."))
    try:
        destroy(upload, row, actor=SYSTEM, reason=reason)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(_("Erased. An entry of its own says so."))


@click.command("go-on-after-restore")
@click.argument("county")
def go_on_after_restore(county: str) -> None:
    """Say that an older state of the house was put back on purpose: seals go on from the last one
    that is here, and the file of roots says so for ever.
    """
    if not Entry.objects.filter(county=county).exists():
        raise click.ClickException(_("Nothing of {county} is here.").format(county=county))
    last = Seal.objects.filter(county=county).order_by("-seq").values_list("seq", flat=True).first()
    roots.go_on_after_restore(county, last=last or 0)
    click.echo(_("Seals go on after number {seq}.").format(seq=last or 0))


@click.command("rotate-keys")
@click.option(
    "--algorithm",
    type=click.Choice(sorted(CIPHERS)),
    default=None,
    help="Another cipher than the one that JINLIN_CIPHER names.",
)
@click.option("--hashes-only", is_flag=True, help="Leave the values; only the keyed hashes.")
def rotate_keys(algorithm: str | None, hashes_only: bool) -> None:
    """Make a new key and bring every sensitive value under it; keyed hashes too, when JINLIN_CIPHER
    names another kind.

    Interrupted, it goes on where it stopped; old keys stay in the ring for backups.
    """
    if not hashes_only:
        _rotate_values(algorithm or "")
    if wants_rehashing():
        _rehash()


def _rotate_values(algorithm: str) -> None:
    if not begin_rotation(algorithm):
        click.echo(_("Going on with the rotation that was interrupted."))
    total = left_to_rotate()
    for _step in track(rotate(), total=total, label=_("Values locked anew")):
        pass
    click.echo(_("{count} values are under the new key.").format(count=total))


def _rehash() -> None:
    """A house at work would look for hashes of both kinds, and find half of them."""
    try:
        with presence.alone(Path(settings.VAR)):
            begin_rehashing()
            total = left_to_rehash()
            for _step in track(rehash(), total=total, label=_("Keyed hashes made anew")):
                pass
    except presence.NotAlone as taken:
        raise click.ClickException(
            _(
                "The keyed hashes are still of the old kind: stop the house on every machine "
                "(systemctl stop jinlin jinlin-work) and run `jinlin rotate-keys --hashes-only`."
            )
        ) from taken
    click.echo(_("{count} keyed hashes are of the new kind.").format(count=total))


@click.command("publish-year")
@click.argument("year", type=click.IntRange(2004, 2100))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def publish_year(year: int, file: Path) -> None:
    """Enter the State Council's notice for a YEAR from a CSV FILE with the columns date, kind (off
    or makeup) and name. A later edition takes an earlier one's place.
    """
    try:
        days = _days_of_notice(file)
        off, makeup = (
            [day for day, (kind, _name) in days.items() if kind == wanted]
            for wanted in DayKind.values
        )
        named = {day: name for day, (_kind, name) in days.items()}
        calendar.publish_year(year, off, makeup, actor=SYSTEM, names=named)
    except Refusal as problem:
        raise click.ClickException(
            _("{file}: {problem}").format(file=file, problem=problem)
        ) from problem
    click.echo(
        _(
            "{year}: {off} days off, {makeup} make-up working days. Provisional deadlines become "
            "exact within the hour."
        ).format(year=year, off=len(off), makeup=len(makeup))
    )


COMMANDS: list[click.Command] = [
    verify_timeline,
    seal,
    prove,
    erase_words,
    destroy_file,
    go_on_after_restore,
    rotate_keys,
    publish_year,
]


def _days_of_notice(file: Path) -> dict[date, tuple[str, str]]:
    """Day -> its kind and name. Raises Unusable with the number of the first row that is not
    understood: a day that was passed over would move every promise of the year.
    """
    table = delimited.table(file)
    if lacking := {"date", "kind"} - set(table.headers):
        raise Unusable(
            _("The file has no column '%(column)s'. Its columns are: %(all)s.")
            % {"column": min(lacking), "all": ", ".join(table.headers)}
        )
    days: dict[date, tuple[str, str]] = {}
    for row in table.rows():
        cells = {name: cell.strip() for name, cell in row.cells.items()}
        try:
            day = date.fromisoformat(cells["date"])
        except ValueError:
            raise Unusable(_in_row(row.line, row.trouble or _("This is no day."))) from None
        if row.trouble or cells["kind"] not in DayKind.values:
            raise Unusable(_in_row(row.line, row.trouble or _("The kind is 'off' or 'makeup'.")))
        if day in days:
            raise Unusable(_in_row(row.line, _("This day stands in the file already.")))
        days[day] = cells["kind"], cells.get("name", "")
    return days


def _in_row(line: int, words: str) -> str:
    return _("Row %(line)d: %(words)s") % {"line": line, "words": words}


def _row_of(label: str, pk: UUID | None) -> Any:
    return apps.get_model(label)._default_manager.filter(pk=pk).first()


def _sentence_of(broken: Break) -> str:
    chain, seal_ = (
        _("{county}: {kind} {subject}, link {seq}: {wrong}"),
        _("{county}: seal {seq} of {day}: {wrong}"),
    )
    return (chain if broken.subject_id else seal_).format(
        county=broken.county,
        kind=broken.subject_type,
        subject=broken.subject_id,
        seq=broken.seq,
        day=broken.day,
        wrong=broken.wrong.label,
    )


def _say_what_is_open(county: str | None) -> None:
    if open_days := unsealed_days(clock.now()):
        click.echo(
            _("{count} past days are not sealed yet; `jinlin seal` seals them.").format(
                count=len(open_days)
            )
        )
    kept = {each for each in roots.counties() if not county or each == county}
    sealed = Seal.objects.filter(**({"county": county} if county else {}))
    if roots.is_kept() and (bare := set(sealed.values_list("county", flat=True)) - kept):
        click.echo(
            _("No roots are kept outside yet for {counties}; `jinlin seal` keeps them.").format(
                counties=", ".join(sorted(bare))
            )
        )


def _say_what_is_late(county: str | None) -> None:
    """Late is no break: the day's earlier seals still stand, and everybody sees what came after."""
    late = Seal.objects.filter(is_late=True, **({"county": county} if county else {}))
    for one in late.order_by("-day", "-seq")[:SHOWN_BREAKS]:
        click.echo(
            _(
                "{county}: seal {seq} of {day} was made late, {at}: {count} histories were told "
                "of that day after its first seal."
            ).format(
                county=one.county,
                seq=one.seq,
                day=one.day,
                at=spoken.moment(one.at),
                count=len(one.heads),
            )
        )
    if (more := late.count() - SHOWN_BREAKS) > 0:
        click.echo(_("{count} older late seals are not listed.").format(count=more))


def _last_seals() -> list[Seal]:
    counties = Seal.objects.order_by("county").values_list("county", flat=True).distinct()
    return [Seal.objects.filter(county=county).latest("seq") for county in counties]
