"""Which addresses do appeals have?"""

from django.urls import path

from jinlin.domains.appeals import guests, portal
from jinlin.domains.appeals.desk import (
    batch,
    board,
    hotline,
    leaving,
    linking,
    many,
    matter,
    registering,
    saved_views,
    suggestions,
    taking_out,
)

app_name = "appeals"

urlpatterns = [
    # portal
    path("report/", portal.report, name="report"),
    path("report/place/", portal.report_place, name="report_place"),
    path("report/what/", portal.report_what, name="report_what"),
    path("report/who/", portal.report_who, name="report_who"),
    path("report/done/", portal.report_done, name="report_done"),
    path("track/", portal.track, name="track"),
    path("appeals/<uuid:pk>/", portal.appeal, name="appeal"),
    path("appeals/<uuid:pk>/<str:move>/", portal.move, name="move"),
    path("link/done/", guests.link_done, name="link_done"),
    path("link/<str:token>/", guests.link, name="link"),
    path("link/<str:token>/photos/<uuid:key>/", guests.link_photo, name="link_photo"),
    # desk
    path("desk/appeals/", board.board, name="board"),
    path("desk/appeals/new/", registering.register, name="register"),
    path("desk/appeals/batch/", batch.batch, name="batch"),
    path("desk/appeals/views/", saved_views.views, name="views"),
    path("desk/appeals/views/<uuid:pk>/<str:verb>/", saved_views.change_view, name="change_view"),
    path("desk/appeals/export.xlsx", taking_out.export, {"kind": "xlsx"}, name="export"),
    path("desk/appeals/export.csv", taking_out.export, {"kind": "csv"}, name="export_csv"),
    path("desk/appeals/print/", taking_out.print_list, name="print_list"),
    path("desk/appeals/hotline/", hotline.hotline, name="hotline"),
    path("desk/appeals/hotline/give/", hotline.give_back, name="hotline_give"),
    path("desk/appeals/hotline/<uuid:pk>/settle/", hotline.settle, name="hotline_settle"),
    path("desk/duty/leaving/", leaving.leaving, name="leaving"),
    path("desk/appeals/many/<str:move>/", many.many, name="many"),
    path("desk/appeals/replies/", suggestions.replies, name="replies"),
    path("desk/appeals/replies/new/", suggestions.reply, name="new_reply"),
    path("desk/appeals/replies/<uuid:pk>/", suggestions.reply, name="reply"),
    path("desk/appeals/routing/", suggestions.routing, name="routing"),
    path("desk/appeals/routing/<uuid:pk>/end/", suggestions.end_rule, name="end_rule"),
    path("desk/appeals/<uuid:pk>/", matter.desk_appeal, name="desk_appeal"),
    path("desk/appeals/<uuid:pk>/reporter/", matter.see_reporter, name="see_reporter"),
    path("desk/appeals/<uuid:pk>/link/", linking.send_link, name="send_link"),
    path("desk/appeals/<uuid:pk>/<str:move>/", matter.desk_move, name="desk_move"),
]
