"""Which addresses lead to messages?"""

from django.urls import path

from jinlin.services.notices import portal
from jinlin.services.notices.desk import addresses, outbox, webhooks

app_name = "notices"
urlpatterns = [
    path("notices/", portal.mine, name="mine"),
    path("notices/read/", portal.read_all, name="read-all"),
    path("notices/choices/", portal.preferences, name="preferences"),
    path("notices/choices/mail/", portal.give_mailbox, name="give-mailbox"),
    path("notices/choices/mail/drop/", portal.drop_mailbox, name="drop-mailbox"),
    path("notices/confirm/<str:token>/", portal.confirm, name="confirm"),
    path("notices/<uuid:pk>/open/", portal.open_message, name="open"),
    path("desk/notices/", outbox.outgoing, name="outbox"),
    path("desk/notices/resend/", outbox.resend_dead, name="resend-dead"),
    path("desk/notices/<uuid:pk>/resend/", outbox.resend, name="resend"),
    path("desk/notices/addresses/", addresses.waiting, name="addresses"),
    path(
        "desk/notices/addresses/<slug:what>/<uuid:pk>/confirm/",
        addresses.confirm,
        name="address-confirm",
    ),
    path(
        "desk/notices/addresses/<slug:what>/<uuid:pk>/refuse/",
        addresses.refuse,
        name="address-refuse",
    ),
    path("desk/notices/webhooks/", webhooks.listening, name="webhooks"),
    path("desk/notices/webhooks/add/", webhooks.add, name="webhook-add"),
    path("desk/notices/webhooks/<uuid:pk>/", webhooks.one, name="webhook"),
    path("desk/notices/webhooks/<uuid:pk>/rotate/", webhooks.rotate, name="webhook-rotate"),
    path("desk/notices/webhooks/<uuid:pk>/close/", webhooks.close, name="webhook-close"),
    path("desk/notices/webhooks/<uuid:pk>/test/", webhooks.send_test, name="webhook-test"),
    path(
        "desk/notices/webhooks/<uuid:pk>/<uuid:delivery>/resend/",
        webhooks.resend,
        name="webhook-resend",
    ),
]
