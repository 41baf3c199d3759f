"""How does what is drawn in a workbook stay in it: pictures, shapes, charts, logos of a header?

openpyxl reads little of it and writes less. So nothing of it goes through openpyxl: the parts lie
in the written file as they lay in the one that was sent, and each sheet names them again. Where
rows were put in, what is anchored below moves down, and charts follow the cells that they draw.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from lxml import etree

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
ANCHORS: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
CHARTS: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
ID: Final = f"{{{LINKED}}}id"
KEPT: Final = "xl/kept/"  # where the parts lie in the written file, beside openpyxl's own
NAMED: Final = ("drawing", "legacyDrawingHF", "picture")  # how a sheet names them, in this order
BEHIND: Final = {  # what stands behind each of them in a sheet
    "drawing": ("legacyDrawing", "legacyDrawingHF", "picture"),
    "legacyDrawingHF": ("picture",),
    "picture": (),
}
LAST: Final = ("oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
REFERENCE: Final = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?")
Shifts = Mapping[str, Sequence[tuple[int, int]]]  # by sheet: below which row so many were put in


def saved(book: Any, sent: bytes, shifts: Shifts | None = None) -> bytes:
    """The workbook as a file, with all that was drawn in the one that was sent."""
    for sheet in book.worksheets:
        sheet._images, sheet._charts = [], []  # noqa: SLF001 - those of the sent file come instead
    buffer = BytesIO()
    book.save(buffer)
    return _drawn_again(buffer.getvalue(), sent, shifts or {})


def move_down(sheet: Any, number: int, more: int) -> None:
    """So many rows are put in below a row; what lay there lies lower."""
    heights = {row: each.height for row, each in sheet.row_dimensions.items() if row > number}
    for row in heights:
        sheet.row_dimensions[row].height = None
    merged = [each for each in sheet.merged_cells.ranges if each.min_row > number]
    for each in merged:
        sheet.merged_cells.remove(each)
    sheet.insert_rows(number + 1, more)
    for row, height in heights.items():
        sheet.row_dimensions[row + more].height = height
    for each in merged:
        each.shift(row_shift=more)
        sheet.merge_cells(each.coord)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.value = moved(str(cell.value), number, more)


def moved(formula: str, number: int, more: int) -> str:
    """What lay below lies lower; a range over the row goes over all that came of it."""

    def shift(found: re.Match[str]) -> str:
        column, row, other, last = found.groups()
        down = int(row) + (more if int(row) > number else 0)
        if other is None:
            return f"{column}{down}"
        ends = int(last) + (more if int(last) >= number else 0)
        return f"{column}{down}:{other}{ends}"

    return REFERENCE.sub(shift, formula)


@dataclass
class _Package:
    """The parts of a file by name."""

    parts: dict[str, bytes]
    changed: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes) -> "_Package":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def tree(self, name: str) -> Any:
        if name not in self.changed:
            self.changed[name] = _parsed(self.parts[name])
        return self.changed[name]

    def sheets(self) -> dict[str, str]:
        """The part of each sheet, by the sheet's name."""
        targets = dict(self.links("xl/workbook.xml"))
        rows = _parsed(self.parts["xl/workbook.xml"]).iter(f"{{{MAIN}}}sheet")
        return {each.get("name"): targets[each.get(ID)] for each in rows if each.get(ID) in targets}

    def links(self, name: str) -> Iterator[tuple[str, str]]:
        """The parts inside this file to which a part is linked, by id."""
        if (beside := _beside(name)) in self.parts:
            for each in _parsed(self.parts[beside]):
                if each.get("TargetMode") != "External":
                    yield each.get("Id"), _resolved(name, each.get("Target"))

    def type_of(self, name: str) -> str:
        named = default = ""
        for each in _parsed(self.parts["[Content_Types].xml"]):
            if each.get("PartName") == f"/{name}":
                named = each.get("ContentType")
            elif (each.get("Extension") or "").lower() == name.rpartition(".")[2].lower():
                default = each.get("ContentType")
        return named or default

    def written(self) -> bytes:
        trees = {
            name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, tree in self.changed.items()
        }
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in {**self.parts, **trees}.items():
                archive.writestr(name, part)
        return buffer.getvalue()


def _drawn_again(written: bytes, sent: bytes, shifts: Shifts) -> bytes:
    old, new = _Package.of(sent), _Package.of(written)
    there, done = new.sheets(), False
    for title, name in old.sheets().items():
        if title not in there or name not in old.parts:
            continue
        targets, sheet = dict(old.links(name)), _parsed(old.parts[name])
        for kind in NAMED:
            mark = sheet.find(f"{{{MAIN}}}{kind}")
            part = targets.get(mark.get(ID)) if mark is not None else None
            if part in old.parts:
                _take_over(old, new, part, title, shifts)
                _name(new, there[title], kind, _link_of(old, name, mark.get(ID)), part)
                done = True
    return new.written() if done else written


def _take_over(old: _Package, new: _Package, name: str, title: str, shifts: Shifts) -> None:
    """The part with all that it is linked to."""
    if _kept(name) in new.parts or name not in old.parts:
        return
    content = old.parts[name]
    if name.endswith(".xml") and any(shifts.values()):
        content = _shifted(content, title, shifts)
    new.parts[_kept(name)] = content
    kinds = new.tree("[Content_Types].xml")
    etree.SubElement(
        kinds, f"{{{TYPES}}}Override", PartName=f"/{_kept(name)}", ContentType=old.type_of(name)
    )
    if (beside := _beside(name)) not in old.parts:
        return
    links = _parsed(old.parts[beside])
    for each in links:
        if each.get("TargetMode") != "External":
            target = _resolved(name, each.get("Target"))
            each.set("Target", f"/{_kept(target)}")
            _take_over(old, new, target, title, shifts)
    new.parts[_beside(_kept(name))] = etree.tostring(links, encoding="UTF-8")


def _name(new: _Package, sheet: str, kind: str, link: str, part: str) -> None:
    """The sheet names the part where such a name belongs."""
    beside = _beside(sheet)
    if beside not in new.parts:
        new.parts[beside] = f'<Relationships xmlns="{LINKS}"/>'.encode()
    key = f"kept_{kind}"
    etree.SubElement(
        new.tree(beside),
        f"{{{LINKS}}}Relationship",
        Id=key,
        Type=link,
        Target=f"/{_kept(part)}",
    )
    root = new.tree(sheet)
    mark = etree.Element(f"{{{MAIN}}}{kind}", {ID: key}, nsmap={"r": LINKED})
    behind = [f"{{{MAIN}}}{each}" for each in (*BEHIND[kind], *LAST)]
    following = next((each for each in root if each.tag in behind), None)
    if following is None:
        root.append(mark)
    else:
        following.addprevious(mark)


def _shifted(content: bytes, title: str, shifts: Shifts) -> bytes:
    root = _parsed(content)
    for number, more in shifts.get(title, ()):
        for row in root.iter(f"{{{ANCHORS}}}row"):
            if int(row.text or 0) + 1 > number:
                row.text = str(int(row.text or 0) + more)
    for formula in root.iter(f"{{{CHARTS}}}f"):
        sheet, mark, cells = (formula.text or "").rpartition("!")
        for number, more in shifts.get(sheet.strip("'"), ()):
            cells = moved(cells, number, more)
        formula.text = f"{sheet}{mark}{cells}"
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _link_of(package: _Package, name: str, key: str) -> str:
    links = _parsed(package.parts[_beside(name)])
    return next(str(each.get("Type")) for each in links if each.get("Id") == key)


def _parsed(content: bytes) -> Any:
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    )


def _beside(name: str) -> str:
    """Where the links of a part stand."""
    folder, _mark, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _kept(name: str) -> str:
    """Where a part lies in the written file; it stays there when that is written once more."""
    return name if name.startswith(KEPT) else KEPT + name.removeprefix("xl/")


def _resolved(name: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
