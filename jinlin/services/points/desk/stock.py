"""What is in the stores, who gave it, and is it there?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import within
from jinlin.core.errors import NotHere, require
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.services.documents.models import Document
from jinlin.services.points import actions
from jinlin.services.points.forms.filters import StockFilter
from jinlin.services.points.forms.typed import (
    ChangeItemForm,
    ChangeStoreForm,
    GiftForm,
    NewItemForm,
    StoreForm,
    TakingForm,
)
from jinlin.services.points.models import KEEPERS, READERS, Batch, Item, StockTaking, Store
from jinlin.services.points.permissions import can_open_store, can_stock
from jinlin.services.points.queries import boards
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.requests import Request, cursor

READER, KEEPER = doors.keeper(*READERS), doors.keeper(*KEEPERS)


@READER
@never_cache
@require_safe
def stock(request: Request) -> HttpResponse:
    """Everything in one's stores."""
    found = boards.stores(request.actor)
    form = StockFilter(request.GET, stores=found)
    here, words = form.here, str(form.used.get("find", ""))
    page = paging.page(
        boards.stock(request.actor, store=here, words=words),
        order=("place_code", "name", "id"),
        after=cursor(request),
    )
    takings = StockTaking.objects.filter(store=here).order_by("-taken_on")[:3] if here else []
    context = {
        "page": page,
        "stores": found,
        "here": here,
        "words": words,
        "takings": list(takings),
        "may_keep": request.actor.holds(*KEEPERS),
        "may_count": bool(here) and can_stock(request.actor, here),
        "may_open": request.actor.holds(Role.LEAD),
        "may_change": here is not None and can_open_store(request.actor, here.place_code),
        **form.head(),
    }
    return render(request, "points/desk/stock.html", context, status=form.status)


@KEEPER
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_item(request: Request) -> HttpResponse:
    """One more thing or service that a store offers."""
    form, status = NewItemForm(request.POST or None, stores=boards.kept_stores(request.actor)), 200
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Item,
            lambda: form.stores[form.cleaned_data["store"]].place_code,
            lambda: _offer(request, form),
        )
        if posted.is_done:
            messages.success(request, _("Offered. Now say how many came, and from whom."))
            return redirect("points:stock_item", posted.made)
        status = posted.status
    context = {"form": form, "title": _("Offer something new"), "is_empty": not form.stores}
    return render(request, "points/desk/form.html", context, status=status)


def _offer(request: Request, form: NewItemForm) -> Item:
    store = form.stores[form.cleaned_data["store"]]
    return actions.offer(store, form.article, actor=request.actor)


@READER
@never_cache
@require_safe
def item(request: Request, pk: UUID) -> HttpResponse:
    """One item: its stock, batches and donors."""
    return _item_page(request, _item(request, pk))


@KEEPER
@never_cache
@require_POST
def change_item(request: Request, pk: UUID) -> HttpResponse:
    """Its price, limit and words are others from now on."""
    row = _item(request, pk)
    form = ChangeItemForm(request.POST, auto_id="change-%s")
    posted = post_once(request, form, lambda: _change(request, row, form))
    if not posted.is_done:
        return _item_page(request, row, change=form, status=posted.status)
    messages.success(request, _("It holds from now on."))
    return redirect("points:stock_item", pk)


def _change(request: Request, row: Item, form: ChangeItemForm) -> str:
    is_offered = form.cleaned_data["is_offered"]
    made = actions.change_item(row, form.article, is_offered=is_offered, actor=request.actor)
    return str(made.pk)


@KEEPER
@never_cache
@require_POST
def receive(request: Request, pk: UUID) -> HttpResponse:
    """A batch came in."""
    row, form = _item(request, pk), GiftForm(request.POST, auto_id="gift-%s")
    posted = post_made(request, form, Batch, row.place_code, lambda: _receive(request, row, form))
    if not posted.is_done:
        return _item_page(request, row, gift=form, status=posted.status)
    messages.success(request, _("It is in the stock."))
    return redirect("points:stock_item", pk)


def _receive(request: Request, row: Item, form: GiftForm) -> Batch:
    fields, donor = form.cleaned_data, None
    if fields["donor"]:
        donor = actions.know_donor(row.county, name=fields["donor"], is_named=fields["is_named"])
    return actions.receive(row, form.gift(donor), actor=request.actor)


@KEEPER
@never_cache
@require_POST
def thank(request: Request, pk: UUID) -> HttpResponse:
    """The donor's numbered paper."""
    batch = Batch.objects.visible_to(request.actor).filter(pk=pk).first()
    if batch is None:
        raise NotHere
    return redirect("documents:document", actions.thank(batch, actor=request.actor).pk)


@doors.keeper(Role.LEAD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_store(request: Request) -> HttpResponse:
    """One more store."""
    rows = Place.objects.present().filter(within(request.actor.codes(Role.LEAD), "code"))
    places = [(place.code, place.name) for place in rows.order_by("code")[:400]]
    form, status = StoreForm(request.POST or None, places=places), 200
    if form.is_bound:
        posted = post_made(
            request, form, Store, lambda: form.cleaned_data["place"], lambda: _open(request, form)
        )
        if posted.is_done:
            messages.success(request, _("The store is open."))
            return redirect("points:stock")
        status = posted.status
    context = {"form": form, "title": _("Open a store"), "is_empty": False}
    return render(request, "points/desk/form.html", context, status=status)


@doors.keeper(Role.LEAD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_store(request: Request, pk: UUID) -> HttpResponse:
    """Its name, room and hours are others; or it is closed, or open again."""
    store: Store | None = Store.objects.visible_to(request.actor).filter(pk=pk).first()
    if store is None:
        raise NotHere
    require(can_open_store(request.actor, store.place_code))
    first = {name: getattr(store, name) for name in ("name", "where", "hours", "is_open")}
    form, status = ChangeStoreForm(request.POST or None, initial=first), 200
    if form.is_bound:
        posted = post_once(request, form, lambda: _change_store(request, store, form))
        if posted.is_done:
            messages.success(request, _("It holds from now on."))
            return redirect(f"{reverse('points:stock')}?store={store.pk}")
        status = posted.status
    context = {"form": form, "title": _("Change the store"), "is_empty": False}
    return render(request, "points/desk/form.html", context, status=status)


def _change_store(request: Request, store: Store, form: ChangeStoreForm) -> str:
    return str(actions.change_store(store, form.shop(), actor=request.actor).pk)


def _open(request: Request, form: StoreForm) -> Store:
    fields = {name: form.cleaned_data[name] for name in ("name", "where", "hours")}
    place = Place.objects.present().get(code=form.cleaned_data["place"])
    return actions.open_store(place, **fields, actor=request.actor)


@KEEPER
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_stock(request: Request, pk: UUID) -> HttpResponse:
    """Everything is counted."""
    store = Store.objects.visible_to(request.actor).filter(pk=pk).first()
    if store is None:
        raise NotHere
    form = TakingForm(request.POST or None, items=list(store.items.order_by("name")[:300]))
    status = 200
    if form.is_bound:
        posted = post_made(
            request, form, StockTaking, store.place_code, lambda: _take(request, store, form)
        )
        if posted.is_done:
            messages.success(request, _("Counted. The stock is what you counted."))
            return redirect(f"/desk/points/stock/?store={store.pk}")
        status = posted.status
    context = {"form": form, "store": store}
    return render(request, "points/desk/take_stock.html", context, status=status)


def _take(request: Request, store: Store, form: TakingForm) -> StockTaking:
    return actions.take_stock(store, form.counts, actor=request.actor)


def _item(request: Request, pk: UUID) -> Item:
    row: Item | None = (
        Item.objects.visible_to(request.actor).select_related("store").filter(pk=pk).first()
    )
    if row is None:
        raise NotHere
    return row


def _item_page(
    request: Request,
    row: Item,
    *,
    change: ChangeItemForm | None = None,
    gift: GiftForm | None = None,
    status: int = 200,
) -> HttpResponse:
    names = ("name", "about", "is_service", "price", "limit", "limit_days", "is_offered")
    first: dict[str, Any] = {name: getattr(row, name) for name in names}
    batches = list(row.batches.select_related("donor").order_by("-received_on", "-id")[:50])
    rows = Document.objects.filter(about_id__in=[batch.pk for batch in batches], revoked_at=None)
    papers = {paper.about_id: paper for paper in rows}
    context = {
        "item": row,
        "batches": [(batch, papers.get(batch.pk)) for batch in batches],
        "change": change or ChangeItemForm(initial=first, auto_id="change-%s"),
        "gift": gift or GiftForm(auto_id="gift-%s"),
        "may_keep": can_stock(request.actor, row),
    }
    return render(request, "points/desk/item.html", context, status=status)
