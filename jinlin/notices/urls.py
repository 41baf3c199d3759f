"""Which addresses lead to messages?"""

from django.urls import path

from jinlin.notices import desk, portal

app_name = "notices"
urlpatterns = [
    path("notices/", portal.mine, name="mine"),
    path("notices/read/", portal.read_all, name="read-all"),
    path("notices/choices/", portal.preferences, name="preferences"),
    path("notices/choices/mail/", portal.give_mailbox, name="give-mailbox"),
    path("notices/choices/mail/drop/", portal.drop_mailbox, name="drop-mailbox"),
    path("notices/confirm/<str:token>/", portal.confirm, name="confirm"),
    path("notices/<uuid:pk>/open/", portal.open_message, name="open"),
    path("desk/notices/", desk.outgoing, name="outbox"),
    path("desk/notices/resend/", desk.resend_dead, name="resend-dead"),
    path("desk/notices/<uuid:pk>/resend/", desk.resend, name="resend"),
]
