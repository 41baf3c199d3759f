"""Which posts are vacant, which registrations run out, who learned enough, and what is left of the
budget?
"""

from typing import TypeVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.actions import Posts
from jinlin.domains.workforce.forms import counties_of
from jinlin.domains.workforce.forms.filters import CountyForm, LearnedForm
from jinlin.domains.workforce.forms.keeping import EstablishmentForm
from jinlin.domains.workforce.models import Establishment, Professional, WorkforceRule
from jinlin.domains.workforce.queries import keeping
from jinlin.domains.workforce.queries.counts import vacancies
from jinlin.domains.workforce.queries.standing import status_of
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor

BUDGETERS = (Role.REGISTRAR, Role.PAYMENT_OFFICER)
SHOWN = 100
Seen = TypeVar("Seen", bound=CountyForm)


@doors.role(Role.REGISTRAR)
@require_http_methods(["GET", "HEAD", "POST"])
def establishments(request: Request) -> HttpResponse:
    """Approved, filled, vacant and wanted posts; posted, a number from a day on."""
    actor = request.actor
    form, status = EstablishmentForm(request.POST or None, actor=actor), 200
    if request.method == "POST":
        posted = post_made(
            request,
            form,
            Establishment,
            lambda: form.cleaned_data["organisation"].county,
            lambda: _approve(form, request),
        )
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("workforce:establishments")
        status = posted.status
    seen = of_county(CountyForm, request)
    context = {"form": form, "rows": vacancies(seen.chosen), **seen.head()}
    return render(
        request, "workforce/desk/establishments.html", context, status=max(status, seen.status)
    )


@doors.role(Role.REGISTRAR)
@require_safe
def running_out(request: Request) -> HttpResponse:
    """Registrations that end within the county's days, and how they stand."""
    seen, today = of_county(CountyForm, request), clock.today()
    page = paging.page(
        keeping.running_out(seen.chosen, today).prefetch_related("registrations"),
        order=("counted_on", "id"),
        after=cursor(request),
    )
    rule = WorkforceRule.of(seen.chosen, today)
    rows = [(held, status_of(held, today, rule)) for held in page.rows]
    context = {"page": page, "rows": rows, "days": rule.remind_days, **seen.head()}
    return render(request, "workforce/desk/running_out.html", context, status=seen.status)


@doors.role(Role.REGISTRAR)
@require_safe
def learned(request: Request) -> HttpResponse:
    """Who learned so many hours since a day."""
    seen = of_county(LearnedForm, request)
    people = Professional.objects.for_desk(request.actor).standing().filter(county=seen.chosen)
    minutes = keeping.minutes_by_person(people, seen.since_day)
    places = people.order_by("place_code", "pk").values_list("pk", flat=True)
    enough = [key for key in places.iterator() if minutes.get(key, 0) >= seen.least * 60]
    pages = Paginator(enough, SHOWN).get_page(cursor(request, "page"))
    shown = people.filter(pk__in=list(pages)).select_related("person")
    context = {
        "rows": [(one, minutes[one.pk] // 60) for one in shown.order_by("place_code", "pk")],
        "pages": pages,
        "enough": len(enough),
        "all": people.count(),
        "since": seen.since_day,
        "hours": seen.least,
        **seen.head(),
    }
    return render(request, "workforce/desk/learned.html", context, status=seen.status)


@doors.role(*BUDGETERS)
@require_safe
def budget(request: Request) -> HttpResponse:
    """Budget, paid, owed, asked for and forecast of each policy; the ledger below."""
    seen, year = of_county(CountyForm, request, *BUDGETERS), clock.today().year
    page = paging.page(
        keeping.ledger(seen.chosen, year), order=("-on", "-id"), after=cursor(request)
    )
    context = {
        "page": page,
        "bookings": page.rows,
        "rows": keeping.budgets(seen.chosen, year),
        "year": year,
        **seen.head(),
    }
    return render(request, "workforce/desk/budget.html", context, status=seen.status)


def of_county(form: type[Seen], request: Request, *roles: Role) -> Seen:
    """What the address says of a page of one county. Raises NotHere for whoever keeps none."""
    found = counties_of(request.actor, *roles)
    if not found:
        raise NotHere
    return form(request.GET, counties=found)


def _approve(form: EstablishmentForm, request: Request) -> Establishment:
    fields = form.cleaned_data
    posts = Posts(fields["approved"], fields["since"], fields["wanted"] or 0)
    unit, sector = fields["organisation"], fields["sector"]
    return actions.approve_posts(unit, sector, posts, actor=request.actor)
