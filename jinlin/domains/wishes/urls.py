"""Which addresses do wishes have?"""

from django.urls import path

from jinlin.domains.wishes.desk import board, matter, registering
from jinlin.domains.wishes.portal import following, posting, wall

app_name = "wishes"

urlpatterns = [
    # portal
    path("wishes/", wall.all_wishes, name="all"),
    path("wishes/poster/", wall.poster, name="poster"),
    path("wishes/new/", posting.post, name="post"),
    path("wishes/new/whom/", posting.post_whom, name="post_whom"),
    path("wishes/new/send/", posting.post_send, name="post_send"),
    path("wishes/claims/", following.claims, name="claims"),
    path("wishes/<uuid:pk>/", following.wish, name="wish"),
    path("wishes/<uuid:pk>/address/", following.address, name="address"),
    path("wishes/<uuid:pk>/<str:move>/", following.move, name="move"),
    # desk
    path("desk/wishes/", board.board, name="board"),
    path("desk/wishes/export.xlsx", board.export, {"kind": "xlsx"}, name="export"),
    path("desk/wishes/export.csv", board.export, {"kind": "csv"}, name="export_csv"),
    path("desk/wishes/new/", registering.register, name="register"),
    path("desk/wishes/<uuid:pk>/", matter.desk_wish, name="desk_wish"),
    path("desk/wishes/<uuid:pk>/claims/<uuid:claim>/", matter.see_claimer, name="see_claimer"),
    path("desk/wishes/<uuid:pk>/<str:move>/", matter.desk_move, name="desk_move"),
]
