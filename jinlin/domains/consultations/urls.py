"""Which addresses do consultations have?"""

from django.urls import path

from jinlin.domains.consultations import desk, portal

app_name = "consultations"

urlpatterns = [
    # portal
    path("consultations/", portal.all_topics, name="all"),
    path("consultations/new/", portal.raise_one, name="raise"),
    path("consultations/<uuid:pk>/", portal.topic, name="topic"),
    path("consultations/<uuid:pk>/support/", portal.support, name="support"),
    path("consultations/<uuid:pk>/say/", portal.say, name="say"),
    path("consultations/<uuid:pk>/said/<uuid:statement_id>/", portal.stance, name="stance"),
    path("consultations/<uuid:pk>/object/", portal.object_, name="object"),
    path("consultations/<uuid:pk>/withdraw/", portal.withdraw, name="withdraw"),
    path("consultations/calendar/<str:code>.ics", portal.of_neighbourhood, name="feed"),
    path("consultations/meetings/<uuid:pk>.ics", portal.of_meeting, name="meeting_feed"),
    path("consultations/meetings/<uuid:pk>/", portal.meeting, name="meeting"),
    path("consultations/meetings/<uuid:pk>/in/<str:code>/", portal.check_in, name="check_in"),
    path("consultations/votes/<uuid:pk>/", portal.vote, name="vote"),
    path("consultations/votes/<uuid:pk>/cast/", portal.cast, name="cast"),
    path("consultations/votes/<uuid:pk>/choice/", portal.choice, name="choice"),
    path("consultations/votes/<uuid:pk>/code/", portal.by_code, name="by_code"),
    # desk
    path("desk/consultations/", desk.board, name="board"),
    path("desk/consultations/new/", desk.raise_one, name="desk_raise"),
    path("desk/consultations/list/", desk.export, name="export"),
    path("desk/consultations/meetings/", desk.meetings, name="meetings"),
    path("desk/consultations/meetings/new/", desk.plan, name="plan"),
    path("desk/consultations/meetings/<uuid:pk>/", desk.desk_meeting, name="desk_meeting"),
    path("desk/consultations/meetings/<uuid:pk>/guests/", desk.guests, name="guests"),
    path(
        "desk/consultations/meetings/<uuid:pk>/guests/<uuid:guest>/<str:step>/",
        desk.guest_step,
        name="guest_step",
    ),
    path(
        "desk/consultations/meetings/<uuid:pk>/speakers/<uuid:speaker>/",
        desk.position,
        name="position",
    ),
    path("desk/consultations/meetings/<uuid:pk>/screen/", desk.screen, name="screen"),
    path("desk/consultations/meetings/<uuid:pk>/minutes/", desk.minutes, name="minutes"),
    path("desk/consultations/meetings/<uuid:pk>/chair/", desk.sign_first, name="sign_first"),
    path(
        "desk/consultations/meetings/<uuid:pk>/<str:move>/", desk.meeting_move, name="meeting_move"
    ),
    path("desk/consultations/votes/<uuid:pk>/", desk.desk_vote, name="desk_vote"),
    path("desk/consultations/votes/<uuid:pk>/roll/", desk.roll, name="roll"),
    path("desk/consultations/votes/<uuid:pk>/roll/<uuid:elector>/proxy/", desk.proxy, name="proxy"),
    path(
        "desk/consultations/votes/<uuid:pk>/roll/<uuid:elector>/<str:step>/",
        desk.roll_step,
        name="roll_step",
    ),
    path("desk/consultations/votes/<uuid:pk>/codes/", desk.codes, name="codes"),
    path("desk/consultations/votes/<uuid:pk>/key/", desk.key, name="key"),
    path("desk/consultations/votes/<uuid:pk>/box/", desk.box, name="box"),
    path("desk/consultations/votes/<uuid:pk>/paper/", desk.paper, name="paper"),
    path("desk/consultations/votes/<uuid:pk>/<str:move>/", desk.vote_move, name="vote_move"),
    path("desk/consultations/items/<uuid:pk>/", desk.desk_item, name="desk_item"),
    path("desk/consultations/items/<uuid:pk>/<str:move>/", desk.item_move, name="item_move"),
    path("desk/consultations/<uuid:pk>/", desk.desk_topic, name="desk_topic"),
    path("desk/consultations/<uuid:pk>/words/", desk.words, name="words"),
    path("desk/consultations/<uuid:pk>/options/", desk.options, name="options"),
    path(
        "desk/consultations/<uuid:pk>/options/<uuid:option>/", desk.drop_option, name="drop_option"
    ),
    path("desk/consultations/<uuid:pk>/supports/", desk.supports, name="supports"),
    path("desk/consultations/<uuid:pk>/said/", desk.statements, name="statements"),
    path("desk/consultations/<uuid:pk>/said/<uuid:statement_id>/", desk.release, name="release"),
    path("desk/consultations/<uuid:pk>/agreed/", desk.items, name="items"),
    path("desk/consultations/<uuid:pk>/objection/", desk.objection, name="objection"),
    path("desk/consultations/<uuid:pk>/<str:move>/", desk.move, name="move"),
]
