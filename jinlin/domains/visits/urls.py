"""Which addresses do visits have?"""

from django.urls import path

from jinlin.domains.visits import desk, portal

app_name = "visits"

urlpatterns = [
    # the portal, for whoever looks after a household
    path("visits/", portal.mine, name="mine"),
    path("visits/phone/", portal.phone, name="portal_phone"),
    path("visits/doors/<uuid:pk>/take/", portal.take, name="take"),
    path("visits/phones/<uuid:pk>/shut-out/", portal.shut_out, name="shut_out_mine"),
    path("visits/told/<uuid:pk>/", portal.visit_to_me, name="told"),
    path("visits/calendar/", portal.calendar, name="calendar"),
    path("visits/calendar/<str:token>.ics", desk.own_feed, name="own_feed"),
    # the desk
    path("desk/visits/calendar/", desk.calendar, name="desk_calendar"),
    path("desk/visits/", desk.board, name="board"),
    path("desk/visits/new/", desk.plan, name="plan"),
    path("desk/visits/phone/", desk.phone, name="phone"),
    path("desk/visits/phone/list/", desk.take_along, name="take_along"),
    path("desk/visits/phone/word/", desk.word, name="word"),
    path("desk/visits/phones/", desk.phones, name="phones"),
    path("desk/visits/phones/<uuid:pk>/shut-out/", desk.shut_out, name="shut_out"),
    path("desk/visits/aside/", desk.asides, name="asides"),
    path("desk/visits/aside/<uuid:pk>/take-in/", desk.take_in, name="take_in"),
    path("desk/visits/aside/<uuid:pk>/leave/", desk.leave_aside, name="leave_aside"),
    path("desk/visits/checklists/", desk.checklists, name="checklists"),
    path("desk/visits/checklists/new/", desk.checklist, name="new_checklist"),
    path("desk/visits/checklists/<uuid:pk>/", desk.checklist, name="checklist"),
    path("desk/visits/clashes/<uuid:pk>/", desk.clash, name="clash"),
    path("desk/visits/findings/<uuid:pk>/", desk.see_to, name="see_to"),
    path("desk/visits/records/<uuid:pk>/", desk.record, name="record"),
    path("desk/visits/doors/<uuid:pk>/", desk.door, name="door"),
    path("desk/visits/doors/<uuid:pk>/part/", desk.part, name="part"),
    path("desk/visits/doors/<uuid:pk>/<str:move>/", desk.door_move, name="door_move"),
    path("desk/visits/<uuid:pk>/", desk.round_, name="round"),
    path("desk/visits/<uuid:pk>/doors/", desk.doors_of, name="doors"),
    path("desk/visits/<uuid:pk>/split/", desk.split, name="split"),
    path("desk/visits/<uuid:pk>/unhoused/", desk.without_a_household, name="unhoused"),
    path("desk/visits/<uuid:pk>/unhoused/<uuid:person>/", desk.bring_in, name="bring_in"),
    path("desk/visits/<uuid:pk>/report/", desk.report, name="report"),
    path("desk/visits/<uuid:pk>/export/<str:kind>/", desk.export, name="export"),
    path("desk/visits/<uuid:pk>/<str:move>/", desk.round_move, name="round_move"),
]
