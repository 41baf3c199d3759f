"""How does a resident come in, and what stands on their own page?"""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotNow, Refusal, TooOften
from jinlin.core.secrets.masking import shown
from jinlin.ground.accounts import actions, codes, doors
from jinlin.ground.accounts.adapter import Door
from jinlin.ground.accounts.forms import CodeForm, PhoneForm
from jinlin.ground.accounts.sessions import BY_PHONE
from jinlin.ground.accounts.sms import NotSent
from jinlin.shell.requests import Request, onward


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """One question for everybody: which phone?

    The answer is the same whether or not the number is known.
    """
    if request.user.is_authenticated:
        return redirect(_target(request) or "/")
    form = PhoneForm(request.POST or None, initial={"phone": ""})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                codes.send(request, form.cleaned_data["phone"])
                return redirect(_with_target(request, "accounts:sign-in-code"))
            except (TooOften, NotSent) as no:
                form.add_error("phone", str(no))
                status = no.status
    return render(
        request, "accounts/sign_in.html", {"form": form, "target": _target(request)}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: Request) -> HttpResponse:
    waiting = codes.waiting(request)
    if request.user.is_authenticated or waiting is None:
        return _start_again(request, codes.NO_LONGER if request.method == "POST" else "")
    form, status = CodeForm(request.POST if "code" in request.POST else None), 200
    try:
        if "again" in request.POST:
            codes.send(request, waiting.phone)
            return redirect(_with_target(request, "accounts:sign-in-code"))
        if form.is_valid():
            return _enter(request, codes.check(request, form.cleaned_data["code"]))
    except NotNow as no:
        return _start_again(request, no.words)
    except Refusal as no:
        form, status = _refused(form, no), no.status
    content = {
        "form": form,
        "target": _target(request),
        "phone": shown(waiting.phone, "phone", clear=False),
        "waiting": waiting,
    }
    status = 422 if form.errors and status == 200 else status
    return render(request, "accounts/sign_in_code.html", content, status=status)


@require_safe
def me(request: Any) -> HttpResponse:
    """Who I am here, and the way out; for visitors, the way in."""
    phone = request.user.phone if request.user.is_authenticated else ""
    return render(
        request, "accounts/me.html", {"phone": shown(phone, "phone", clear=False) if phone else ""}
    )


@doors.signed_in
@require_POST
def sign_out_everywhere(request: Any) -> HttpResponse:
    """Here, and wherever else this person is signed in."""
    try:
        actions.sign_out_everywhere(request.user, actor=request.actor)
    except Refusal as no:
        messages.error(request, str(no))
        return redirect("accounts:me")
    logout(request)
    messages.success(request, _("You are signed out on every phone and computer."))
    return redirect("/")


def _enter(request: Request, phone: str) -> HttpResponse:
    """Signed in as a resident; what the session held, drafts for one, stays."""
    user = actions.resident_by_phone(phone)
    request.session[BY_PHONE] = True
    response: HttpResponse = perform_login(request, user, redirect_url=_target(request) or "/")
    return response


def _start_again(request: Request, words: Any) -> HttpResponse:
    if words:
        messages.warning(request, words)
    return redirect(_with_target(request, "accounts:sign-in"))


def _refused(form: CodeForm, no: Refusal) -> CodeForm:
    """The form with the refusal beside the code, typed or not."""
    bound = form if form.is_bound else CodeForm({})
    bound.full_clean()
    bound.errors.clear()
    bound.add_error("code", str(no))
    return bound


def _target(request: Request) -> str:
    """Where to go afterwards, if that is an address of this site."""
    target = onward(request)
    return target if Door(request).is_safe_url(target) else ""


def _with_target(request: Request, name: str) -> str:
    target = _target(request)
    return f"{reverse(name)}?{urlencode({'next': target})}" if target else reverse(name)
