"""Which addresses do service days have?"""

from django.urls import path

from jinlin.domains.servicedays.desk import day, entries, others, series
from jinlin.domains.servicedays.portal import check_in, feeds, helping, near, own

app_name = "servicedays"

urlpatterns = [
    # portal
    path("servicedays/", near.everywhere, name="all"),
    path("servicedays/at/<str:code>/", near.neighbourhood, name="neighbourhood"),
    path("servicedays/calendar/<str:code>.ics", feeds.of_neighbourhood, name="feed"),
    path("servicedays/calendar/mine/<str:token>.ics", feeds.of_helper, name="own_feed"),
    path("servicedays/mine/", own.mine, name="mine"),
    path("servicedays/mine/calendar/", own.make_feed, name="own_feed_made"),
    path("servicedays/vehicles/", near.vehicles, name="vehicles"),
    path("servicedays/stops/<uuid:pk>/book/", near.book, name="book"),
    path("servicedays/help/", helping.ask, name="ask"),
    path("servicedays/help/<uuid:pk>/", helping.own, name="help_own"),
    path("servicedays/help/<uuid:pk>/<str:move>/", helping.move, name="help_own_move"),
    path("servicedays/shifts/<uuid:pk>/<str:way>/", near.shift, name="shift"),
    path("servicedays/<uuid:pk>/", near.day, name="day"),
    path("servicedays/<uuid:pk>/in/<str:code>/", check_in.check_in, name="check_in"),
    # desk
    path("desk/servicedays/", series.board, name="board"),
    path("desk/servicedays/export.xlsx", series.export, {"kind": "xlsx"}, name="export"),
    path("desk/servicedays/export.csv", series.export, {"kind": "csv"}, name="export_csv"),
    path("desk/servicedays/days/", series.days, name="days"),
    path("desk/servicedays/days.xlsx", series.export_days, {"kind": "xlsx"}, name="export_days"),
    path("desk/servicedays/days.csv", series.export_days, {"kind": "csv"}, name="days_csv"),
    path("desk/servicedays/new/", series.new, name="new"),
    path("desk/servicedays/entries/", entries.take, name="entries"),
    path("desk/servicedays/vehicles/", others.vehicles, name="desk_vehicles"),
    path("desk/servicedays/vehicles/new/", others.new_stop, name="new_stop"),
    path("desk/servicedays/stops/<uuid:pk>/book/", others.book, name="desk_book"),
    path("desk/servicedays/stops/<uuid:pk>/call-off/", others.call_off, name="call_off"),
    path("desk/servicedays/helps/", others.helps, name="helps"),
    path("desk/servicedays/helps/<uuid:pk>/", others.help_one, name="help_one"),
    path("desk/servicedays/helps/<uuid:pk>/<str:move>/", others.help_move, name="help_move"),
    path("desk/servicedays/series/<uuid:pk>/", series.one, name="series_one"),
    path("desk/servicedays/series/<uuid:pk>/end/", series.end, name="end_series"),
    path("desk/servicedays/series/<uuid:pk>/lay-out/", series.lay_out, name="lay_out"),
    path("desk/servicedays/stalls/<uuid:pk>/met/", day.met, name="met"),
    path("desk/servicedays/photos/<uuid:pk>/show/", day.show_photo, name="show_photo"),
    path("desk/servicedays/<uuid:pk>/photos/", day.photos, name="photos"),
    path("desk/servicedays/counts/<uuid:pk>/", day.tally, name="tally"),
    path("desk/servicedays/counts/<uuid:pk>/strike/", day.strike, name="strike"),
    path("desk/servicedays/<uuid:pk>/", day.session, name="session"),
    path("desk/servicedays/<uuid:pk>/screen/", day.screen, name="screen"),
    path("desk/servicedays/<uuid:pk>/sheet/", day.sheet, name="sheet"),
    path("desk/servicedays/<uuid:pk>/release/", day.release, name="release"),
    path("desk/servicedays/<uuid:pk>/add/<str:what>/", day.add, name="add"),
    path("desk/servicedays/<uuid:pk>/<str:move>/", day.move, name="session_move"),
]
