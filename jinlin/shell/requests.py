"""What does a view know of the request it answers?

Who acts (the middleware of accounts put the actor there), and what the address fills in.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from jinlin.core.actor import Actor
from jinlin.core.limits import Later
from jinlin.core.text import LONGEST_TEXT, tidy

View = TypeVar("View", bound=Callable[..., Any])


class Request(HttpRequest):
    """A request inside the house. Never made: a name for type checkers, so that `request.actor`
    needs no excuse.
    """

    actor: Actor
    htmx: Any
    counted_later: Later | None


def counts_its_posts(view: View) -> View:
    """The view counts who sends forms, with what it writes (`limits.counted_with`): one transaction
    less. What brings nothing is counted afterwards.
    """
    view.counts_its_posts = True  # type: ignore[attr-defined]
    return view


def keeps_a_draft(view: View) -> View:
    """What is posted here stays in the sender's own session and reaches nobody. It is counted apart
    from what does, and more of it may come from one address.
    """
    view.keeps_a_draft = True  # type: ignore[attr-defined]
    return view


def preset(request: HttpRequest, *fields: str) -> dict[str, str]:
    """What the address fills in beforehand of these fields, when a form is opened; whoever opened
    it reads it and sends it, or not.
    """
    if request.method == "POST":
        return {}
    return {name: tidy(request.GET[name])[:LONGEST_TEXT] for name in fields if name in request.GET}


def flag(request: HttpRequest, name: str) -> bool:
    """Whether the address says this word at all, such as `?closed`: no value of it is unusable."""
    return name in request.GET


def onward(request: HttpRequest) -> str:
    """Where somebody wanted to go before this page came between, as the form or the address says
    it. Whether it is an address of this site decides who leads there.
    """
    return request.POST.get("next") or request.GET.get("next") or ""


def place_code(request: HttpRequest, name: str = "place") -> str:
    """The code of the place that a page stands at, as the address says it; empty without one. Whose
    it is, and that another one is not found, decides the query that it is given to.
    """
    return request.GET.get(name, "")


def searched(request: HttpRequest, *, longest: int) -> str:
    """What a page is searched for, as the address says it (`?q=`); so many letters of it are read,
    without needless space.
    """
    return tidy(request.GET.get("q", ""))[:longest]


def cursor(request: HttpRequest, name: str = "after") -> str:
    """After which line the page of a list begins; empty: with the first. What it says checks
    `core.paging`. A page with a second list gives that one another name.
    """
    return request.GET.get(name, "")
