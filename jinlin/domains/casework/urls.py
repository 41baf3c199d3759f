"""Which addresses do casework and services have?"""

from django.urls import path

from jinlin.domains.casework import desk, portal

app_name = "casework"
CASE = "desk/casework/<uuid:pk>/"

urlpatterns = [
    # portal
    path("social-work/", portal.services, name="public"),
    path("casework/calendar/<str:token>.ics", portal.feed, name="feed"),
    # the desk, for services
    path("desk/services/", desk.services, name="services"),
    path("desk/services/sums/", desk.sums, name="sums"),
    path("desk/services/new/", desk.new_service, name="new_service"),
    path("desk/services/struck/", desk.struck_services, name="struck_services"),
    path("desk/services/<uuid:service>/", desk.service, name="service"),
    path("desk/services/<uuid:service>/correct/", desk.correct_service, name="correct_service"),
    path("desk/services/<uuid:service>/strike/", desk.strike_service, name="strike_service"),
    path("desk/services/export.xlsx", desk.export, {"kind": "xlsx"}, name="export_xlsx"),
    path("desk/services/export.csv", desk.export, {"kind": "csv"}, name="export_csv"),
    path("desk/services/points/", desk.points, name="points"),
    path("desk/services/points/<uuid:point>/close/", desk.close_point, name="close_point"),
    # the desk, for cases
    path("desk/casework/", desk.board, name="board"),
    path("desk/casework/new/", desk.new, name="new"),
    path("desk/casework/calendar/", desk.calendar, name="calendar"),
    path("desk/casework/register/", desk.register, name="register"),
    path("desk/casework/register/<uuid:pk>/destroy/", desk.destroy, name="destroy"),
    path("desk/casework/openings/", desk.openings, name="openings"),
    path("desk/casework/openings/<uuid:opening>/", desk.decide, name="decide"),
    path("desk/casework/offers/<uuid:passing>/", desk.offered, name="offered"),
    path("desk/casework/tasks/<uuid:task>/", desk.seen, name="seen"),
    # the desk, for one case
    path(CASE, desk.case, name="case"),
    path(f"{CASE}notes/", desk.notes, name="notes"),
    path(f"{CASE}notes/<uuid:note>/", desk.addendum, name="addendum"),
    path(f"{CASE}plan/", desk.plan, name="plan"),
    path(f"{CASE}plan/<int:number>/", desk.review, name="review"),
    path(f"{CASE}scales/<slug:scale>/", desk.scale, name="scale"),
    path(f"{CASE}family/", desk.family, name="family"),
    path(f"{CASE}family/<uuid:relative>/take-out/", desk.taken_out, name="taken_out"),
    path(f"{CASE}facts/", desk.facts, name="facts"),
    path(f"{CASE}members/", desk.members, name="members"),
    path(f"{CASE}members/<uuid:member>/leave/", desk.left, name="left"),
    path(f"{CASE}consents/", desk.consents, name="consents"),
    path(f"{CASE}consents/<uuid:consent>/withdraw/", desk.withdraw, name="withdraw"),
    path(f"{CASE}team/", desk.team, name="team"),
    path(f"{CASE}team/<uuid:assignment>/relieve/", desk.relieve, name="relieve"),
    path(f"{CASE}offer/", desk.offer, name="offer"),
    path(f"{CASE}refer/", desk.refer, name="refer"),
    path(f"{CASE}refer/<uuid:passing>/", desk.referral, name="referral"),
    path(f"{CASE}measure/", desk.measure, name="measure"),
    path(f"{CASE}files/", desk.files, name="files"),
    path(f"{CASE}looks/", desk.looks, name="looks"),
    path(f"{CASE}print/", desk.printed, name="print"),
    path(f"{CASE}<str:move>/", desk.move, name="move"),
]
