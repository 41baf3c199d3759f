"""Which posts are vacant, which registrations run out, who learned enough, and what is left of the
budget?
"""

from datetime import date

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
from jinlin.domains.workforce.forms.keeping import EstablishmentForm
from jinlin.domains.workforce.models import Establishment, Professional, WorkforceRule
from jinlin.domains.workforce.queries import keeping
from jinlin.domains.workforce.queries.counts import vacancies
from jinlin.domains.workforce.queries.standing import status_of
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor

BUDGETERS = (Role.REGISTRAR, Role.PAYMENT_OFFICER)
SINCE, HOURS, MOST_HOURS = date(2021, 1, 1), 120, 10_000
SHOWN = 100


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
    county, counties = _county(request)
    context = {
        "form": form,
        "rows": vacancies(county),
        "county": county,
        "counties": counties,
    }
    return render(request, "workforce/desk/establishments.html", context, status=status)


@doors.role(Role.REGISTRAR)
@require_safe
def running_out(request: Request) -> HttpResponse:
    """Registrations that end within 90 days, and how they stand."""
    county, counties = _county(request)
    today = clock.today()
    page = paging.page(
        keeping.running_out(county, today).prefetch_related("registrations"),
        order=("counted_on", "id"),
        after=cursor(request),
    )
    rule = WorkforceRule.of(county, today)
    rows = [(held, status_of(held, today, rule)) for held in page.rows]
    context = {"page": page, "rows": rows, "county": county, "counties": counties}
    return render(request, "workforce/desk/running_out.html", context)


@doors.role(Role.REGISTRAR)
@require_safe
def learned(request: Request) -> HttpResponse:
    """Who learned so many hours since a day."""
    county, counties = _county(request)
    since, hours = _since(request.GET.get("since", "")), _hours(request.GET.get("hours", ""))
    people = Professional.objects.for_desk(request.actor).standing().filter(county=county)
    minutes = keeping.minutes_by_person(people, since)
    places = people.order_by("place_code", "pk").values_list("pk", flat=True)
    enough = [key for key in places.iterator() if minutes.get(key, 0) >= hours * 60]
    pages = Paginator(enough, SHOWN).get_page(request.GET.get("page"))
    shown = people.filter(pk__in=list(pages)).select_related("person")
    context = {
        "rows": [(one, minutes[one.pk] // 60) for one in shown.order_by("place_code", "pk")],
        "pages": pages,
        "enough": len(enough),
        "all": people.count(),
        "since": since,
        "hours": hours,
        "county": county,
        "counties": counties,
    }
    return render(request, "workforce/desk/learned.html", context)


@doors.role(*BUDGETERS)
@require_safe
def budget(request: Request) -> HttpResponse:
    """Budget, paid, owed, asked for and forecast of each policy; the ledger below."""
    county, counties = _county(request, *BUDGETERS)
    year = clock.today().year
    page = paging.page(keeping.ledger(county, year), order=("-on", "-id"), after=cursor(request))
    context = {
        "page": page,
        "bookings": page.rows,
        "rows": keeping.budgets(county, year),
        "year": year,
        "county": county,
        "counties": counties,
    }
    return render(request, "workforce/desk/budget.html", context)


def _county(request: Request, *roles: Role) -> tuple[str, list[tuple[str, str]]]:
    """The county that was asked for, if it is one of the reader's; else their first one."""
    found = counties_of(request.actor)
    if roles:
        codes = request.actor.codes(*roles)
        rows = Place.objects.present().filter(level="county").order_by("code")
        found = [
            (place.code, place.name)
            for place in rows
            if any(place.code.startswith(code) for code in codes)
        ]
    if not found:
        raise NotHere
    choice = request.GET.get("county", "")
    return (choice if choice in dict(found) else found[0][0]), found


def _since(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return SINCE


def _hours(text: str) -> int:
    return min(int(text), MOST_HOURS) if text.isascii() and text.isdigit() else HOURS


def _approve(form: EstablishmentForm, request: Request) -> Establishment:
    fields = form.cleaned_data
    posts = Posts(fields["approved"], fields["since"], fields["wanted"] or 0)
    unit, sector = fields["organisation"], fields["sector"]
    return actions.approve_posts(unit, sector, posts, actor=request.actor)
