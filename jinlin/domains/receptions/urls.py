"""Which addresses do reception days have?"""

from django.urls import path

from jinlin.domains.receptions.desk import calendar, day, roster, series, talks, turns
from jinlin.domains.receptions.portal import booking, confirming, feeds, hall, near

app_name = "receptions"

urlpatterns = [
    # portal
    path("receptions/", near.everywhere, name="all"),
    path("receptions/at/<str:code>/", near.neighbourhood, name="neighbourhood"),
    path("receptions/<uuid:pk>/book/", booking.when, name="when"),
    path("receptions/<uuid:pk>/book/what/", booking.what, name="what"),
    path("receptions/<uuid:pk>/book/send/", booking.send, name="send"),
    path("receptions/bookings/<uuid:pk>/", booking.one, name="booking"),
    path("receptions/bookings/<uuid:pk>/again/", booking.again, name="again"),
    path("receptions/bookings/<uuid:pk>/cancel/", booking.cancel, name="cancel_booking"),
    path("receptions/talks/<uuid:pk>/<str:move>/", confirming.say, name="say"),
    path("receptions/thanks/<str:way>/", confirming.thanks, name="thanks"),
    path("receptions/confirm/<str:token>/", confirming.by_link, name="confirm"),
    path("receptions/screen/<str:token>/", confirming.on_screen, name="screen"),
    path("hall/<uuid:pk>/", hall.screen, name="hall"),
    path("calendar/<str:code>.ics", feeds.of_neighbourhood, name="place_feed"),
    path("calendar/mine/<str:token>.ics", feeds.of_sitter, name="own_feed"),
    path("calendar/sessions/<uuid:pk>.ics", feeds.of_session, name="session_feed"),
    # desk
    path("desk/receptions/", calendar.month, name="month"),
    path("desk/receptions/month.xlsx", calendar.export, {"kind": "xlsx"}, name="month_xlsx"),
    path("desk/receptions/month.csv", calendar.export, {"kind": "csv"}, name="month_csv"),
    path("desk/receptions/mine/", calendar.mine, name="mine"),
    path("desk/receptions/mine/feed/", calendar.feed, name="feed"),
    path("desk/receptions/series/", series.listing, name="series"),
    path("desk/receptions/series/new/", series.new, name="new_series"),
    path("desk/receptions/series/<uuid:pk>/", series.one, name="one_series"),
    path("desk/receptions/series/<uuid:pk>/seat/", roster.seat, name="seat"),
    path("desk/receptions/series/<uuid:pk>/seat/<uuid:seat>/off/", roster.unseat, name="unseat"),
    path("desk/receptions/series/<uuid:pk>/end/", series.end, name="end_series"),
    path("desk/receptions/series/<uuid:pk>/lay-out/", series.lay_out, name="lay_out"),
    path("desk/receptions/<uuid:pk>/", day.session, name="session"),
    path("desk/receptions/<uuid:pk>/walk-in/", turns.walk_in, name="walk_in"),
    path("desk/receptions/<uuid:pk>/call-next/", turns.call_next, name="call_next"),
    path("desk/receptions/turns/<uuid:pk>/<str:move>/", turns.turn, name="turn"),
    path("desk/receptions/talks/<uuid:pk>/", talks.talk, name="talk"),
    path("desk/receptions/talks/<uuid:pk>/hand-over/", talks.hand_over, name="hand_over"),
    path("desk/receptions/talks/<uuid:pk>/link/", talks.send_link, name="send_link"),
    path("desk/receptions/talks/<uuid:pk>/sheet/", talks.sheet, name="sheet"),
    path("desk/receptions/talks/<uuid:pk>/<str:move>/", talks.move, name="talk_move"),
    path("desk/receptions/<uuid:pk>/<str:move>/", day.move, name="session_move"),
]
