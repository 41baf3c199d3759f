"""Is what an address says read by the frame, so that what cannot be used is named and the rest
holds?
"""

import ast

import pytest

from tests.house import PYTHON, ROOT, name_of, tree

pytestmark = pytest.mark.one_engine

WHOLE = {"urlencode"}  # the address as it stands, to be handed on
OTHERS = {
    "another program's protocol, or every value there is": {
        "jinlin/domains/appeals/open311/door.py",
        "jinlin/domains/appeals/open311/views.py",
        "jinlin/ground/identities/portal.py",
        "jinlin/web/middleware.py",
    },
    "the rows that were ticked": {
        "jinlin/domains/appeals/desk/board.py",
        "jinlin/domains/appeals/desk/many.py",
    },
    "which one the page is about: another one is not found, or the usual one is shown": {
        "jinlin/domains/appeals/desk/leaving.py",
        "jinlin/ground/accounts/desk/duty.py",
        "jinlin/metrics/returns/desk/blanks.py",
        "jinlin/metrics/returns/desk/returns.py",
        "jinlin/web/burdens.py",
    },
    "of which month, year or day figures are: a wrong one is refused, and the page says why": {
        "jinlin/domains/talents/portal/badges.py",
        "jinlin/metrics/desk/dashboard.py",
        "jinlin/metrics/desk/figures.py",
    },
    "what the page before did: a wrong word says nothing": {
        "jinlin/domains/receptions/desk/day.py",
        "jinlin/domains/receptions/desk/talks.py",
        "jinlin/ground/accounts/registering.py",
        "jinlin/services/points/portal/public.py",
    },
    "where a phone says that it is: nothing of it is kept": {
        "jinlin/ground/places/portal.py",
    },
}
EXCEPTED = {name for names in OTHERS.values() for name in names}
FILES = [
    path
    for path in PYTHON
    if path.is_relative_to(ROOT / "jinlin")
    and not path.is_relative_to(ROOT / "jinlin/shell")
    and "tests" not in path.parts
]


def test_only_the_frame_reads_single_words_of_an_address() -> None:
    """Forms get the address whole; where a page begins, where it leads on, its place, a file's kind
    and a bare word are read by functions of `shell`.
    """
    found = {name_of(path) for path in FILES if by_hand(tree(path))}
    assert found - EXCEPTED == set()
    assert EXCEPTED - found == set(), "these read nothing by hand any more"


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ('request.GET.get("state")', True),
        ('request.GET["state"]', True),
        ('"closed" in request.GET', True),
        ('request.GET.getlist("pick")', True),
        ("address = request.GET.copy()", True),
        ('{name: request.GET[name] for name in ("a", "b")}', True),
        ("FilterForm(request.GET)", False),
        ("head(form, request.GET, STATES, {})", False),
        ("request.GET.urlencode()", False),
        ('request.POST.get("state")', False),
    ],
)
def test_a_word_read_by_hand_is_found(line: str, is_found: bool) -> None:
    assert bool(by_hand(ast.parse(line))) is is_found


def by_hand(module: ast.AST) -> list[int]:
    """The lines where something is taken out of the address."""
    return [
        node.lineno
        for node in ast.walk(module)
        if (isinstance(node, ast.Attribute) and _is_address(node.value) and node.attr not in WHOLE)
        or (isinstance(node, ast.Subscript) and _is_address(node.value))
        or (isinstance(node, ast.Compare) and any(_is_address(each) for each in node.comparators))
    ]


def _is_address(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "GET"
