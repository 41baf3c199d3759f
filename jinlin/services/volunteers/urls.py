"""Which addresses do volunteers have?"""

from django.urls import path

from jinlin.services.volunteers.desk import activities, people, records, teams
from jinlin.services.volunteers.portal import leading, mine, public

app_name = "volunteers"

urlpatterns = [
    # portal
    path("volunteers/", public.teams, name="teams_here"),
    path("volunteers/written-afterwards/", public.exceptions, name="exceptions"),
    path("volunteers/teams/<uuid:pk>/join/", public.join, name="join"),
    path("volunteers/me/", mine.mine, name="mine"),
    path("volunteers/me/register/", mine.register, name="register_me"),
    path("volunteers/me/change/", mine.describe, name="describe_me"),
    path("volunteers/me/leave/", mine.leave, name="leave"),
    path("volunteers/leading/", leading.leading, name="leading"),
    path("volunteers/leading/<uuid:pk>/<str:way>/", leading.decide, name="leader_decides"),
    path("volunteers/me/missing/", mine.missing, name="missing"),
    path("volunteers/me/certificate/", mine.certificate, name="certificate"),
    path("volunteers/me/teams/<uuid:pk>/part/", mine.part, name="part"),
    path("volunteers/records/<uuid:pk>/", mine.record, name="own_record"),
    path("volunteers/records/<uuid:pk>/<str:move>/", mine.move, name="own_move"),
    # desk
    path("desk/volunteers/", people.board, name="board"),
    path("desk/volunteers/export.xlsx", people.export, {"kind": "xlsx"}, name="people_xlsx"),
    path("desk/volunteers/export.csv", people.export, {"kind": "csv"}, name="people_csv"),
    path("desk/volunteers/new/", people.register, name="register"),
    path("desk/volunteers/teams/", teams.board, name="teams"),
    path("desk/volunteers/teams/new/", teams.new, name="new_team"),
    path("desk/volunteers/teams/<uuid:pk>/", teams.one, name="team"),
    path("desk/volunteers/teams/<uuid:pk>/<str:what>/", teams.settle, name="settle_team"),
    path("desk/volunteers/members/<uuid:pk>/<str:way>/", teams.decide, name="decide"),
    path("desk/volunteers/pilots/", teams.pilots, name="pilots"),
    path("desk/volunteers/activities/", activities.board, name="activities"),
    path("desk/volunteers/activities/new/", activities.new, name="new_activity"),
    path("desk/volunteers/activities/<uuid:pk>/", activities.one, name="activity"),
    path(
        "desk/volunteers/activities/<uuid:pk>/<str:move>/",
        activities.move,
        name="activity_move",
    ),
    path("desk/volunteers/records/", records.board, name="records"),
    path("desk/volunteers/records/export/", records.export, name="export"),
    path("desk/volunteers/records.csv", records.export, {"kind": "csv"}, name="export_csv"),
    path("desk/volunteers/records/import/", records.take_in, name="import"),
    path("desk/volunteers/records/<uuid:pk>/", records.one, name="record"),
    path("desk/volunteers/records/<uuid:pk>/recheck/", records.recheck, name="recheck"),
    path("desk/volunteers/records/<uuid:pk>/<str:move>/", records.move, name="record_move"),
    path("desk/volunteers/odd/", records.odd, name="odd"),
    path("desk/volunteers/<uuid:pk>/", people.one, name="one"),
    path("desk/volunteers/<uuid:pk>/change/", people.describe, name="describe"),
    path("desk/volunteers/<uuid:pk>/leave/", people.leave, name="note_leaving"),
    path("desk/volunteers/<uuid:pk>/enter/", people.enter, name="enter"),
    path("desk/volunteers/<uuid:pk>/backfill/", people.backfill, name="backfill"),
    path("desk/volunteers/<uuid:pk>/certificate/", people.certify, name="certify"),
]
