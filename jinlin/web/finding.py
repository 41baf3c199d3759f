"""Where is it? One box of the desk for all domains: a number, a phone, a name, words, a paper.

What is typed comes as a POST, so that no phone number stands in an address or a log. In an address
only words and numbers of matters are looked for.
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import SPECIALISTS, WORKERS
from jinlin.ground.people.models import READERS, Person
from jinlin.ground.people.numbers import clean_phone
from jinlin.ground.people.queries import matching, named
from jinlin.services.documents.queries import FOUND as PAPERS
from jinlin.shell.finding import FIRST, found, numbered
from jinlin.shell.requests import Request
from jinlin.web import domains

LONGEST = 60


@sensitive_post_parameters()
@doors.role(*WORKERS, *SPECIALISTS)
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: Request) -> HttpResponse:
    """A full number opens the matter; anything else lists what this person may see of it."""
    is_sent = request.method == "POST"
    typed = (request.POST if is_sent else request.GET).get("q", "")[:LONGEST].strip()
    actor = request.actor
    shelves = sorted(domains.found("searched"), key=lambda shelf: shelf is PAPERS)  # matters first
    exact = numbered(shelves, actor, typed) if typed else []
    if len(exact) == 1:
        return redirect(exact[0].url)
    people = _people(actor, typed) if is_sent else []
    shown = found(shelves, actor, typed, [person.pk for person in people]) if typed else []
    context = {"typed": typed, "people": people, "shelves": shown, "first": FIRST}
    return render(request, "desk/finding.html", context)


def _people(actor: Actor, typed: str) -> list[Person]:
    """By a phone number, whole; or by a name, as far as this person may know them."""
    if not typed or not actor.holds(*READERS):
        return []
    try:
        by_phone = list(matching(actor, phone=clean_phone(typed))[:FIRST])
    except Unusable:  # it is no number
        by_phone = []
    return by_phone or list(named(actor, typed)[:FIRST])
