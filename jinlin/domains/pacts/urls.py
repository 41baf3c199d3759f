"""Which addresses do pacts have?"""

from django.urls import path

from jinlin.domains.pacts import desk, portal

app_name = "pacts"

urlpatterns = [
    # portal
    path("pacts/", portal.all_pacts, name="all"),
    path("pacts/talks/", portal.talks, name="talks"),
    path("pacts/calendar/<str:code>.ics", portal.calendar, name="feed"),
    path("pacts/<uuid:pk>/", portal.pact, name="pact"),
    path("pacts/<uuid:pk>/comment/", portal.comment, name="comment"),
    path("pacts/<uuid:pk>/fine/", portal.fine, name="fine"),
    # desk
    path("desk/pacts/", desk.board, name="board"),
    path("desk/pacts/export.xlsx", desk.export, {"kind": "xlsx"}, name="export"),
    path("desk/pacts/export.csv", desk.export, {"kind": "csv"}, name="export_csv"),
    path("desk/pacts/new/", desk.draft, name="draft"),
    path("desk/pacts/<uuid:pk>/", desk.desk_pact, name="desk_pact"),
    path("desk/pacts/<uuid:pk>/text/", desk.text, name="text"),
    path("desk/pacts/<uuid:pk>/comments/", desk.comments, name="comments"),
    path("desk/pacts/<uuid:pk>/comments/<uuid:comment>/", desk.answer, name="answer"),
    path("desk/pacts/<uuid:pk>/talks/", desk.talks, name="desk_talks"),
    path("desk/pacts/<uuid:pk>/<str:move>/", desk.move, name="move"),
]
