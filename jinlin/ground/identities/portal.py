"""How does somebody come in by another house's word, bind an identity, and give it up?"""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import limits
from jinlin.core.errors import NotHere, Refusal, TooOften, Unusable
from jinlin.core.gateways import NotTaken
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.adapter import Door
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.sessions import BY_PHONE
from jinlin.ground.identities import actions, asking, queries
from jinlin.ground.identities.clients import wechat
from jinlin.ground.identities.clients.calls import Unanswered
from jinlin.ground.identities.models import Audience, Identity, Kind, Provider
from jinlin.shell.requests import onward

SIGNED, SIGNED_SECONDS = 120, 600


@require_safe
def begin(request: Any, slug: str) -> HttpResponse:
    """On the way to the other house: to come in, or, signed in, to bind an identity there."""
    provider = _provider(slug)
    if request.user.is_authenticated and provider.audience == Audience.STAFF:
        at_desk_: HttpResponse = _begin_at_desk(request, provider)  # type: ignore[assignment]
        return at_desk_
    return _begin(request, provider)


@require_safe
def back(request: Any, slug: str) -> HttpResponse:
    """The answer of the other house."""
    provider = _provider(slug)
    try:
        person, target = asking.answered(request, provider, request.GET.dict())
        if request.user.is_authenticated:
            asking.wait_for_account(request, provider, person, target)
            return redirect("identities:bind")
        user = actions.recognise(provider, person)
    except Refusal as no:
        return _refused(request, provider, no)
    if user is None:
        return _sign_in_first(request, provider, person, target)
    return _enter(request, provider, user, target)


@require_http_methods(["GET", "HEAD", "POST"])
def bind(request: Any) -> HttpResponse:
    """Whoever has just signed in says that the one who was named over there is they."""
    found = asking.waiting(request)
    provider = queries.provider(found[0]) if found else None
    if found is None or provider is None or not request.user.is_authenticated:
        raise NotHere
    _slug, person, target = found
    home = target or reverse(_own_page(provider))
    if request.method != "POST":
        context = {"provider": provider, "person": person, "face": _face(provider)}
        return render(request, "identities/bind.html", context)
    asking.forget(request)
    if "no" in request.POST:
        return redirect(home)
    by_phone = bool(request.session.get(BY_PHONE))
    try:
        actions.bind(provider, person, actor=request.actor, by_phone=by_phone)
    except Refusal as no:
        return _refused(request, provider, no)
    words = _("Bound. From now on %(name)s opens your account without a code.")
    messages.success(request, words % {"name": provider.name})
    return redirect(home)


@doors.signed_in
@require_safe
def mine(request: Any) -> HttpResponse:
    """By which other ways residents come in, and which of them are bound."""
    return _lines(request, Audience.RESIDENTS)


@doors.desk
@require_safe
def at_desk(request: Any) -> HttpResponse:
    """The same for staff."""
    return _lines(request, Audience.STAFF)


@doors.signed_in
@require_POST
def unbind(request: Any, pk: UUID) -> HttpResponse:
    rows = Identity.objects.visible_to(request.actor).select_related("provider")
    identity = rows.filter(pk=pk).first()
    if identity is None:
        raise NotHere
    actions.unbind(identity, actor=request.actor)
    words = _("%(name)s no longer opens your account.")
    messages.success(request, words % {"name": identity.provider.name})
    return redirect(_own_page(identity.provider))


@require_safe
def page_signature(request: Any, slug: str) -> JsonResponse:
    """What one of our own pages needs to use the scanner and the place of WeChat."""
    provider = _provider(slug)
    if provider.kind != Kind.WECHAT:
        raise NotHere
    url = request.GET.get("url", "").partition("#")[0]
    if not url.startswith(f"{request.scheme}://{request.get_host()}/"):
        raise Unusable(_("Only pages of this house are signed."), field="url")
    who = limits.by_address(request)
    if not limits.take("page_signature", who, limit=SIGNED, seconds=SIGNED_SECONDS):
        raise TooOften
    try:
        return JsonResponse(wechat.signature(provider, url))
    except NotTaken as trouble:
        raise Unanswered from trouble


def _begin(request: Any, provider: Provider) -> HttpResponse:
    try:
        address = asking.begin(request, provider, _target(request))
    except Refusal as no:
        return _refused(request, provider, no)
    response = HttpResponseRedirect(address)
    response["Referrer-Policy"] = "no-referrer"
    return response


# what staff bind opens the desk: whoever sat down at an open browser is asked for the password
_begin_at_desk = doors.desk(reauthentication_required(allow_get=False)(_begin))


def _enter(request: Any, provider: Provider, user: User, target: str) -> HttpResponse:
    """Signed in as whoever bound this identity; a second step that is set up is still asked for."""
    is_resident = provider.audience == Audience.RESIDENTS
    request.session[BY_PHONE] = is_resident
    home = target or ("/" if is_resident else "/desk/")
    response: HttpResponse = perform_login(request, user, redirect_url=home)
    return response


def _sign_in_first(
    request: Any, provider: Provider, person: actions.Person, target: str
) -> HttpResponse:
    """Nobody bound this identity yet: whoever it is proves their account once, in the usual way."""
    asking.wait_for_account(request, provider, person, target)
    if provider.audience == Audience.RESIDENTS:
        words = _("Welcome. Please prove your mobile number once; then %(name)s opens this page.")
    else:
        words = _("Please sign in once with user name and password; then %(name)s opens the desk.")
    messages.info(request, words % {"name": provider.name})
    sign_in = reverse(_usual_way(provider))
    return redirect(f"{sign_in}?{urlencode({'next': reverse('identities:bind')})}")


def _refused(request: Any, provider: Provider, no: Refusal) -> HttpResponse:
    context = {
        "provider": provider,
        "words": no.words,
        "usual_way": "" if request.user.is_authenticated else reverse(_usual_way(provider)),
        "own_page": reverse(_own_page(provider)),
    }
    return render(request, "identities/refused.html", context, status=no.status)


def _lines(request: Any, audience: Audience) -> HttpResponse:
    lines = queries.bound(request.actor, audience=audience)
    if not lines:
        raise NotHere
    agent = request.headers.get("User-Agent", "")
    here = {way.slug for way in queries.ways_here(audience, agent)}
    is_staff = audience == Audience.STAFF
    context = {"lines": lines, "here": here, "face": "desk.html" if is_staff else "portal.html"}
    return render(request, "identities/mine.html", context)


def _provider(slug: str) -> Provider:
    provider = queries.provider(slug)
    if provider is None:
        raise NotHere
    return provider


def _face(provider: Provider) -> str:
    return "portal.html" if provider.audience == Audience.RESIDENTS else "desk.html"


def _usual_way(provider: Provider) -> str:
    is_resident = provider.audience == Audience.RESIDENTS
    return "accounts:sign-in" if is_resident else "account_login"


def _own_page(provider: Provider) -> str:
    is_resident = provider.audience == Audience.RESIDENTS
    return "identities:mine" if is_resident else "identities:at-desk"


def _target(request: Any) -> str:
    """Where to go afterwards, if that is an address of this site."""
    target = onward(request)
    return target if Door(request).is_safe_url(target) else ""
