"""What is amiss with a Word template, and how does it become one that can be filled?

A paragraph is named by its number, one in a table by table, row and cell. A table's row that names
fields of a list is repeated for each row of that list.
"""

import copy
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.oxml.ns import qn

from jinlin.metrics.ledgers.templating import language, names, tokens
from jinlin.metrics.ledgers.templating.language import Finding

TELLS = re.compile(r"^(?:(?P<reach>tr|tc|p|r)\s+)?(?P<verb>\w+)\s*(?P<rest>.*)$", re.DOTALL)
LOOP = re.compile(r"^(\w+)\s+in\s+(\w+)$")
ROW = "行"
PART = "w:t"


class Text:
    """A Word template while it is checked: what is amiss, and which loops stand open."""

    def __init__(self, content: bytes) -> None:
        self.document = docx.Document(BytesIO(content))
        self.findings: list[Finding] = []
        self.open: list[tuple[str, str, str]] = []  # for or if, the row's name, where
        self.scope: dict[str, str] = {}
        self.placeholders = 0

    def check(self) -> None:
        for where, paragraph in self._paragraphs():
            self._straighten(where, paragraph)
        for where, paragraph in self._paragraphs():
            self._read(where, paragraph)
        for verb, _name, where in self.open:
            words = _("“%(verb)s” is opened here and never closed.") % {"verb": verb}
            self.findings.append(Finding("unclosed_loop", where, words))
        for root in self._roots():
            for number, table in enumerate(root.iter(qn("w:tbl")), 1):
                for line, row in enumerate(list(table.iterchildren(qn("w:tr"))), 1):
                    self._repeat(row, _("table %(t)d, row %(r)d") % {"t": number, "r": line})
        if not self.placeholders and not self.findings:
            words = _("There is no placeholder in it: the file would always say the same.")
            self.findings.append(Finding("no_placeholder", _("the whole file"), words))

    def content(self) -> bytes:
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _roots(self) -> Iterator[Any]:
        yield self.document.element.body
        for section in self.document.sections:
            for part in (section.header, section.footer):
                if not part.is_linked_to_previous:
                    yield part._element  # noqa: SLF001 - the only way to all that stands in it

    def _paragraphs(self) -> Iterator[tuple[str, Any]]:
        body, *others = self._roots()
        number = 0
        tables = {table: n for n, table in enumerate(body.iter(qn("w:tbl")), 1)}
        for paragraph in body.iter(qn("w:p")):
            cell = next(paragraph.iterancestors(qn("w:tc")), None)
            if cell is None:
                number += 1
                yield _("paragraph %(n)d") % {"n": number}, paragraph
                continue
            row = cell.getparent()
            table = row.getparent()
            at = {
                "t": tables.get(table, 0),
                "r": list(table.iterchildren(qn("w:tr"))).index(row) + 1,
                "c": list(row.iterchildren(qn("w:tc"))).index(cell) + 1,
            }
            yield _("table %(t)d, row %(r)d, cell %(c)d") % at, paragraph
        for root in others:
            for paragraph in root.iter(qn("w:p")):
                yield _("head or foot of the page"), paragraph

    def _straighten(self, where: str, paragraph: Any) -> None:
        """Each placeholder stands in one piece and as it should be written."""
        parts = list(paragraph.iter(qn(PART)))
        texts = [part.text or "" for part in parts]
        whole = "".join(texts)
        straight = tokens.straightened(whole)
        if straight != whole:
            words = _("The braces were put right.")
            self.findings.append(Finding("askew", where, words, is_mended=True))
        pieces = [found.span() for found in tokens.TOKEN.finditer(whole)]
        if straight == whole and not _splits(texts, pieces):
            return
        if straight == whole:
            words = _("Word had cut the placeholder in pieces; it was put together.")
            self.findings.append(Finding("split", where, words, is_mended=True))
        parts[0].text = straight
        parts[0].set(qn("xml:space"), "preserve")
        for part in parts[1:]:
            part.text = ""

    def _repeat(self, row: Any, where: str) -> None:
        """A row with fields of a list stands for each row of it."""
        text = _text(row)
        used = {name for name in names.lists() if re.search(rf"\{{\{{\s*{name}\s*\.", text)}
        if not used:
            return
        if len(used) > 1:
            words = _("A row of a table can go through one list only.")
            self.findings.append(Finding("two_lists", where, words))
            return
        name = used.pop()
        for part in row.iter(qn(PART)):
            part.text = re.sub(rf"(\{{\{{\s*){name}\s*\.", rf"\1{ROW}.", part.text or "")
        row.addprevious(_tag(row, f"{{%tr for {ROW} in {name} %}}"))
        row.addnext(_tag(row, "{%tr endfor %}"))

    def _read(self, where: str, paragraph: Any) -> None:
        """In a table's row, also the fields of lists can be said."""
        text = _text(paragraph)
        in_row = next(paragraph.iterancestors(qn("w:tr")), None) is not None
        lists = {name: name for name in names.lists()} if in_row else {}
        if brace := tokens.lone(text):
            words = _("“%(brace)s” has no partner: a placeholder is {{ name }}.")
            self.findings.append(Finding("brace", where, words % {"brace": brace}))
        for token in tokens.tokens(text):
            if token.statement:
                self._tell(where, token.statement)
                continue
            self.placeholders += 1
            self.findings += language.expression(token.name, {**self.scope, **lists}, where)

    def _tell(self, where: str, statement: str) -> None:
        found = TELLS.match(statement)
        verb, rest = (found["verb"], found["rest"].strip()) if found else ("", "")
        if verb in {"endfor", "endif"}:
            self._close(where, verb)
        elif verb == "for":
            self._loop(where, rest)
        elif verb in {"if", "elif"}:
            self.findings += language.condition(rest, self.scope, where)
            if verb == "if":
                self.open.append(("if", "", where))
        elif verb != "else":
            words = _("“%(verb)s” is not known here: there are for, if, elif and else.")
            self.findings.append(Finding("statement", where, words % {"verb": verb or statement}))

    def _loop(self, where: str, rest: str) -> None:
        found = LOOP.match(rest)
        if found is None or found[2] not in names.lists():
            words = _("A loop goes through %(lists)s: {%% for 行 in %(first)s %%}.")
            details = {"lists": "、".join(names.lists()), "first": names.FIGURES}
            self.findings.append(Finding("wrong_loop", where, words % details))
            self.open.append(("for", "", where))
            return
        self.scope[found[1]] = found[2]
        self.open.append(("for", found[1], where))

    def _close(self, where: str, verb: str) -> None:
        expected = verb.removeprefix("end")
        if not self.open or self.open[-1][0] != expected:
            words = _("“%(verb)s” closes nothing that was opened last.") % {"verb": verb}
            self.findings.append(Finding("wrong_end", where, words))
            return
        _verb, name, _where = self.open.pop()
        self.scope.pop(name, None)


def _splits(texts: list[str], pieces: list[tuple[int, int]]) -> bool:
    """Does a placeholder begin in one part and end in another?"""
    begins, at = [], 0
    for text in texts:
        begins.append(at)
        at += len(text)
    return any(first < begin < last for first, last in pieces for begin in begins)


def _text(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter(qn(PART)))


def _tag(row: Any, tag: str) -> Any:
    """A row that holds nothing but the tag; it goes away when the template is filled."""
    made = copy.deepcopy(row)
    parts = list(made.iter(qn(PART)))
    for part in parts:
        part.text = ""
    parts[0].text = tag
    return made
