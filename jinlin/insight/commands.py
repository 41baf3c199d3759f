"""Which words does the console know about understanding text? `jinlin insight`.

What needs the extra 'insight' is imported when it is said, so that a house without it works.
"""

import importlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from jinlin.core.errors import Unusable
from jinlin.core.progress import track

READ = click.Path(exists=True, dir_okay=False, path_type=Path)
WRITE = click.Path(dir_okay=False, path_type=Path)
LEAST_LABELLED, LEAST_OF_A_CLASS, LEAST_CLASSES = 50, 5, 2


@click.group()
def insight() -> None:
    """Understand what residents write: classes, repeats, topics, danger."""


@insight.command()
@click.argument("file", type=READ)
@click.option("--model", required=True, type=WRITE, help="Where the model goes.")
def train(file: Path, model: Path) -> None:
    """Learn classes from a csv or csv.gz FILE with title, detail, label, and group if known.

    Says what the model reached on messages that it had not learnt from.
    """
    learning, files = _extra("learning"), _extra("files")
    begun = time.monotonic()
    rows = _taken(lambda: files.messages(file, labelled=True))
    labels = [row.label for row in rows]
    if (
        len(rows) < LEAST_LABELLED
        or min(map(labels.count, set(labels)), default=0) < LEAST_OF_A_CLASS
    ):
        raise click.ClickException(
            _("Too few messages: at least %(all)d, and %(each)d of each class.")
            % {"all": LEAST_LABELLED, "each": LEAST_OF_A_CLASS}
        )
    if len(set(labels)) < LEAST_CLASSES:
        raise click.ClickException(
            _("All messages have the same class: there is nothing to learn.")
        )
    learnt = learning.learn([row.text for row in rows], labels, files.groups_of(rows))
    learnt.keep(model)
    right = learnt.calibration.right
    click.echo(
        _(
            "Learnt from %(count)d messages of %(classes)d classes in %(seconds)d s. Of messages "
            "not learnt from, %(right).1f %% were classed rightly."
        )
        % {
            "count": len(rows),
            "classes": len(learnt.labels),
            "seconds": round(time.monotonic() - begun),
            "right": 100 * right.mean(),
        }
    )


@insight.command()
@click.option("--model", required=True, type=READ, help="What `train` wrote.")
@click.option("--in", "source", required=True, type=READ, help="csv or csv.gz: id, title, detail.")
@click.option("--out", required=True, type=WRITE, help="csv with one line for each row.")
@click.option(
    "--precision",
    default=0.98,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="How often an answer must be right; what is less sure is refused.",
)
def classify(model: Path, source: Path, out: Path, precision: float) -> None:
    """Say the class of each message, how certain it is, and the words that speak for it.

    `refused` is 1 where the model is not sure enough for the asked precision.
    """
    classes, files = _extra("classes"), _extra("files")
    try:
        learnt = classes.Model.read(model)
    except (ValueError, KeyError, OSError) as problem:
        raise click.ClickException(
            _("%(file)s is no model of this version.") % {"file": model}
        ) from problem
    rows = _taken(lambda: files.messages(source))

    def lines() -> Iterator[Sequence[object]]:
        answers = learnt.answers([row.text for row in rows], precision=precision)
        for row, answer in zip(rows, answers, strict=True):
            speaks_for, _against = learnt.reasons(row.text, answer.label)
            yield (
                row.key,
                answer.label,
                answer.certainty,
                answer.second,
                answer.second_certainty,
                int(answer.is_refused),
                " ".join(speaks_for),
            )

    written = files.write(out, files.ANSWERS, lines())
    count = sum(1 for _step in track(written, total=len(rows), label=source.name))
    click.echo(_("%(count)d messages: %(out)s") % {"count": count, "out": out})


@insight.command()
@click.argument("file", type=READ)
@click.option("--out", required=True, type=WRITE)
def repeats(file: Path, out: Path) -> None:
    """Which messages of FILE say the same: pairs of ids and how alike they are."""
    alike, files = _extra("alike"), _extra("files")
    rows = _taken(lambda: files.messages(file))
    pairs = alike.repeats([row.text for row in rows])
    lines = ((rows[pair.one].key, rows[pair.other].key, pair.alike) for pair in pairs)
    count = sum(1 for _step in files.write(out, ("id", "repeats", "alike"), lines))
    click.echo(_("%(count)d pairs: %(out)s") % {"count": count, "out": out})


@insight.command()
@click.argument("file", type=READ)
@click.option("--out", required=True, type=WRITE)
@click.option("--size", default=5, show_default=True, type=click.IntRange(2))
def topics(file: Path, out: Path, size: int) -> None:
    """What many messages of FILE are about: each message of a topic, the largest topic first."""
    alike, files = _extra("alike"), _extra("files")
    rows = _taken(lambda: files.messages(file))
    found = alike.topics([row.text for row in rows], size=size)
    lines = (
        (number, " ".join(topic.words), rows[place].key)
        for number, topic in enumerate(found, 1)
        for place in topic.members
    )
    count = sum(1 for _step in files.write(out, ("topic", "name", "id"), lines))
    click.echo(
        _("%(topics)d topics with %(count)d messages: %(out)s")
        % {"topics": len(found), "count": count, "out": out}
    )


def _extra(name: str) -> Any:
    """A module of insight that needs the extra packages; the first one takes seconds to load."""
    try:
        return importlib.import_module(f"jinlin.insight.{name}")
    except ImportError as missing:
        raise click.ClickException(
            _("This needs the extra packages. Please run `make insight` first.")
        ) from missing


def _taken(read: Any) -> Any:
    try:
        return read()
    except Unusable as refusal:
        raise click.ClickException(str(refusal)) from refusal


COMMANDS = [insight]
