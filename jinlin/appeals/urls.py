"""Which addresses do appeals have?"""

from django.urls import path

from jinlin.appeals import portal
from jinlin.appeals.desk import batch, board, matter, registering

app_name = "appeals"

urlpatterns = [
    # portal
    path("report/", portal.report, name="report"),
    path("report/place/", portal.report_place, name="report_place"),
    path("report/what/", portal.report_what, name="report_what"),
    path("report/who/", portal.report_who, name="report_who"),
    path("report/done/", portal.report_done, name="report_done"),
    path("mine/", portal.mine, name="mine"),
    path("track/", portal.track, name="track"),
    path("appeals/<uuid:pk>/", portal.appeal, name="appeal"),
    path("appeals/<uuid:pk>/<str:move>/", portal.move, name="move"),
    # desk
    path("desk/appeals/", board.board, name="board"),
    path("desk/appeals/new/", registering.register, name="register"),
    path("desk/appeals/batch/", batch.batch, name="batch"),
    path("desk/appeals/<uuid:pk>/", matter.desk_appeal, name="desk_appeal"),
    path("desk/appeals/<uuid:pk>/reporter/", matter.see_reporter, name="see_reporter"),
    path("desk/appeals/<uuid:pk>/<str:move>/", matter.desk_move, name="desk_move"),
]
