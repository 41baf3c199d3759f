"""Which addresses do ledgers have?"""

from django.urls import path

from jinlin.metrics.ledgers import desk

app_name = "ledgers"

urlpatterns = [
    path("", desk.ledgers, name="ledgers"),
    path("templates/", desk.templates, name="templates"),
    path("templates/names/", desk.names_page, name="names"),
    path("templates/<uuid:pk>/file/", desk.original, name="original"),
    path("templates/<uuid:pk>/drop/", desk.drop, name="drop"),
    path("lists/", desk.takeaways, name="takeaways"),
    path("lists/<uuid:pk>/file/", desk.fetch, name="fetch"),
    path("<uuid:pk>/", desk.ledger, name="ledger"),
    path("<uuid:pk>/recount/", desk.recount, name="recount"),
    path("<uuid:pk>/sign/", desk.sign, name="sign"),
    path("<uuid:pk>/file/", desk.file, name="file"),
]
