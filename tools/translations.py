"""Is every text that Jinlin shows said in Chinese too?

    python tools/translations.py check     fails on a missing, fuzzy or left-over entry, on
    placeholders that differ,
                                           and on a text that two catalogues say differently: Django
                                           merges them, and one would win unseen
    python tools/translations.py update    adds the missing entries, empty, to each app's catalogue;
    --drop removes left-over ones python tools/translations.py compile   writes the .mo files that
    Django reads (not kept in git)

Needs Babel and Django, but neither gettext's programs nor a set-up Django. Each text is translated
in the catalogue of the app that shows it.
"""

import io
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
APPS = ROOT / "jinlin"
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
HEADER = r"""msgid ""
msgstr ""
"Language: zh_Hans\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""

PAIR, IN_CONTEXT, PAIR_IN_CONTEXT = (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
CALLS: dict[str, Any] = {
    "_": None,
    **dict.fromkeys(["gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], PAIR),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], IN_CONTEXT),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], PAIR_IN_CONTEXT),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!\{)\{\w*\}(?!\})|%[sd]")

Words = str | tuple[str, ...]
Key = tuple[str, str | None]


def main(arguments: list[str]) -> int:
    """Do the word on every app; 0 when nothing is amiss."""
    verb, *options = arguments or ["check"]
    if verb not in {"check", "update", "compile"}:
        print(__doc__)
        return 2
    apps = apps_of(APPS)
    if verb == "compile":
        print(f"{sum(compile_app(app) for app in apps)} catalogues compiled")
        return 0
    if verb == "update":
        elsewhere = [
            _read(app)
            for app in apps
            # read before any is written: a text that moved to another app takes its translation
            # along
        ]
        for app in apps:
            for line in update(app, drop="--drop" in options, elsewhere=elsewhere):
                print(line)
        return 0
    troubles = [trouble for app in apps for trouble in check(app)] + conflicts(apps)
    for trouble in troubles:
        print(trouble)
    print(
        f"{len(troubles)} troubles in {len(apps)} catalogues"
        if troubles
        else f"{len(apps)} catalogues are complete"
    )
    return 1 if troubles else 0


def apps_of(root: Path) -> list[Path]:
    """The folders of the apps, whichever floor they stand on."""
    return sorted(
        folder
        for each in ("*", "*/*")
        for folder in root.glob(each)
        if folder.name != "tests"
        and ((folder / "apps.py").exists() or (folder / CATALOGUE).exists())
    )


def shown(app: Path) -> dict[Key, Words]:
    """Every text the app shows, by (msgid, context), in the order of its files."""
    texts: dict[Key, Words] = {}
    for path in sorted(_sources(app)):
        for words, context in _texts(path):
            single = words if isinstance(words, str) else words[0]
            if single and not isinstance(texts.get((single, context)), tuple):
                texts[single, context] = words  # a plural form met anywhere is the fuller entry
    return texts


def check(app: Path) -> list[str]:
    """What is amiss in the app's catalogue, one line each."""
    texts, catalogue = shown(app), _read(app)
    entries = {_key(message): message for message in catalogue if message.id}
    absent = [
        f"{app.name}: missing: {single!r}"
        for single, context in texts
        if (single, context) not in entries
    ]
    left_over = [
        f"{app.name}: left over: {single!r}"
        for single, context in entries
        if (single, context) not in texts
    ]
    left_over += [
        f"{app.name}: left over: {message.id!r}" for message in catalogue.obsolete.values()
    ]
    wrong = [
        f"{app.name}: {what}: {key[0]!r}"
        for key, message in entries.items()
        if key in texts and (what := _fault(message))
    ]
    return absent + left_over + wrong


def conflicts(apps: Iterable[Path]) -> list[str]:
    """The texts that the apps' catalogues do not all translate alike, one line each."""
    sayings: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for app in apps:
        for message in _read(app):
            if message.id and _is_translated(message):
                sayings[_key(message)][_strings(message)[0]].append(app.name)
    return [_conflict(key, saying) for key, saying in sayings.items() if len(saying) > 1]


def update(app: Path, *, drop: bool = False, elsewhere: Iterable[Catalog] = ()) -> list[str]:
    """The catalogue holds an entry for each text, in the order of the files; translations are kept,
    and found in another app's. Says what is left to do.
    """
    texts, before = shown(app), _read(app)
    after = Catalog(locale="zh_Hans", fuzzy=False)
    for (single, context), words in texts.items():
        known = before.get(single, context) or _borrowed(single, context, elsewhere)
        _add(after, words, context, known)
    left_over = [message for message in before if message.id and _key(message) not in texts]
    if not drop:
        for message in left_over:
            _add(after, _ids(message), message.context, message)
    if texts or len(after):
        _write(app, after)
    says = "dropped" if drop else "left over (--drop removes it)"
    todo = [
        f"{app.name}: to translate: {message.id!r}"
        for message in after
        if message.id and not _is_translated(message)
    ]
    todo += [
        f"{app.name}: as another app says it: {message.id!r}: {_strings(message)[0]}"
        for message in after
        if message.id and _is_translated(message) and not before.get(*_key(message))
    ]
    return todo + [f"{app.name}: {says}: {message.id!r}" for message in left_over]


def _borrowed(single: str, context: str | None, elsewhere: Iterable[Catalog]) -> Message | None:
    """What another app says for the same text: one text has one Chinese in the whole house."""
    return next((known for each in elsewhere if (known := each.get(single, context))), None)


def compile_app(app: Path) -> bool:
    """The .mo file beside the catalogue says the same as the catalogue.

    True when there is a catalogue.
    """
    source = app / CATALOGUE
    if not source.exists():
        return False
    target = source.with_suffix(".mo")
    fresh = target.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as file:
        write_mo(file, _read(app))
    fresh.replace(target)  # in one step: a server may be reading it
    return True


def compile_stale() -> None:
    """Every .mo file is as new as its catalogue."""
    for source in (app / CATALOGUE for app in apps_of(APPS) if (app / CATALOGUE).exists()):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compile_app(source.parents[len(CATALOGUE.parts) - 1])


def _sources(app: Path) -> Iterator[Path]:
    apart = [each.parent for each in app.glob("*/apps.py")]  # apps inside have their own catalogue
    for path in app.rglob("*"):
        inside = path.relative_to(app).parts
        if any(path.is_relative_to(each) for each in apart):
            continue
        if path.suffix in {".py", ".html", ".txt"} and inside[0] not in {
            "tests",
            "migrations",
            "locale",
            "data",
            "static",
        }:
            yield path


def _texts(path: Path) -> Iterator[tuple[Words, str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = "\n".join(
            line.strip() for line in templatize(source, origin=str(path)).splitlines()
        )
    for _line, call, arguments, _comments in extract_python(
        io.BytesIO(source.encode()), CALLS, [], {"encoding": "utf-8"}
    ):
        yield from _of_call(CALLS[str(call)], arguments)


def _of_call(
    shape: tuple[object, ...] | None, arguments: object
) -> Iterator[tuple[Words, str | None]]:
    """The text in a call's literal arguments;
    calls with a variable instead of a literal have none.
    """
    given = arguments if isinstance(arguments, tuple) else (arguments,)
    context = given[0] if shape in {IN_CONTEXT, PAIR_IN_CONTEXT} else None
    literals = given[1:] if context is not None else given
    if not literals or not isinstance(literals[0], str):
        return
    if shape in {PAIR, PAIR_IN_CONTEXT} and len(literals) > 1 and isinstance(literals[1], str):
        yield (literals[0], literals[1]), context
    else:
        yield literals[0], context


def _read(app: Path) -> Catalog:
    path = app / CATALOGUE
    if not path.exists():
        return Catalog(locale="zh_Hans", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans", abort_invalid=True)


def _write(app: Path, catalogue: Catalog) -> None:
    for message in catalogue:
        # Babel guesses 'python-format' from a bare per cent sign; our own check compares
        # placeholders
        message.flags -= {"python-format", "python-brace-format"}
    written = io.BytesIO()
    write_po(written, catalogue, width=0, no_location=True, omit_header=True)
    path = app / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + written.getvalue().decode().strip() + "\n", encoding="utf-8")


def _add(catalogue: Catalog, words: Words, context: str | None, known: Message | None) -> None:
    first = next(iter(_strings(known)), "") if known else ""
    text = (first,) if isinstance(words, tuple) else first
    comments = list(known.user_comments) if known else []
    catalogue.add(words, text, context=context, user_comments=comments)


def _ids(message: Message) -> Words:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _strings(message: Message) -> tuple[str, ...]:
    """The translation: one string, as Chinese has one plural form."""
    string = message.string
    return (string,) if isinstance(string, str) else tuple(text or "" for text in string or ())


def _key(message: Message) -> Key:
    ids = _ids(message)
    return (ids if isinstance(ids, str) else ids[0]), message.context


def _is_translated(message: Message) -> bool:
    return bool(_strings(message)) and all(_strings(message))


def _conflict(key: Key, saying: dict[str, list[str]]) -> str:
    single, context = key
    wordings = "; ".join(f"{wording} in {', '.join(names)}" for wording, names in saying.items())
    return (
        f"said differently: {single!r}{f' in context {context!r}' if context else ''}: {wordings}"
    )


def _fault(message: Message) -> str:
    if message.fuzzy:
        return "fuzzy"
    if not _is_translated(message):
        return "not translated"
    ids = _ids(message)
    wanted = set(PLACEHOLDER.findall(ids if isinstance(ids, str) else ids[-1]))
    if any(set(PLACEHOLDER.findall(text)) != wanted for text in _strings(message)):
        return f"placeholders differ from {sorted(wanted)}"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
