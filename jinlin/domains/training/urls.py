"""Which addresses does training have?"""

from django.urls import path

from jinlin.domains.training.desk import boards, course, lessons, pupils, wanted, work
from jinlin.domains.training.portal import check_in, feeds, mine, near, one_tap

app_name = "training"

urlpatterns = [
    # portal
    path("training/", near.everywhere, name="near"),
    path("training/order/", near.order, name="order"),
    path("training/mine/", mine.mine, name="mine"),
    path("training/mine/calendar/", feeds.make, name="own_feed_made"),
    path("training/calendar/<str:token>.ics", feeds.of_person, name="own_feed"),
    path("training/answer/<str:token>/", one_tap.answer, name="one_tap"),
    path("training/want/<uuid:pk>/", near.want, name="want"),
    path("training/orders/<uuid:pk>/withdraw/", near.withdraw, name="withdraw_order"),
    path("training/work/", mine.work, name="work"),
    path("training/work/look/", mine.look, name="look"),
    path("training/work/stop/", mine.stop_looking, name="stop_looking"),
    path("training/follow-ups/<uuid:pk>/", mine.follow_up, name="follow_up"),
    path("training/introductions/<uuid:pk>/", mine.introduction, name="introduction"),
    path(
        "training/introductions/<uuid:pk>/<str:move>/",
        mine.introduction_move,
        name="introduction_move",
    ),
    path("training/lessons/<uuid:pk>/in/<str:code>/", check_in.check_in, name="check_in"),
    path("training/<uuid:pk>.ics", feeds.of_class, name="feed"),
    path("training/<uuid:pk>/", near.course, name="course"),
    path("training/<uuid:pk>/opinion/", near.opinion, name="opinion"),
    path("training/<uuid:pk>/found-work/", one_tap.found_work, name="found_work"),
    path("training/<uuid:pk>/<str:way>/", near.way, name="way"),
    # desk
    path("desk/training/", boards.board, name="board"),
    path("desk/training/new/", boards.new, name="new"),
    path("desk/training/wanted/", wanted.wanted, name="wanted"),
    path("desk/training/wanted/export/", wanted.export, name="export_wanted"),
    path("desk/training/orders/new/", wanted.new_order, name="new_order"),
    path("desk/training/orders/<uuid:pk>/sort/", wanted.sort, name="sort"),
    path("desk/training/supply/", wanted.supply, name="supply"),
    path("desk/training/supply/new/", wanted.new_supply, name="new_supply"),
    path("desk/training/supply/<uuid:pk>/end/", wanted.end_supply, name="end_supply"),
    path("desk/training/work/", work.board, name="vacancies"),
    path("desk/training/work/new/", work.new, name="new_vacancy"),
    path("desk/training/work/<uuid:pk>/", work.one, name="vacancy"),
    path("desk/training/work/<uuid:pk>/introduce/", work.introduce, name="introduce"),
    path("desk/training/work/<uuid:pk>/close/", work.close, name="close_vacancy"),
    path("desk/training/introductions/<uuid:pk>/", work.introduction, name="desk_introduction"),
    path(
        "desk/training/introductions/<uuid:pk>/<str:move>/",
        work.introduction_move,
        name="desk_introduction_move",
    ),
    path("desk/training/placements/<uuid:pk>/", work.placement, name="placement"),
    path("desk/training/outcomes/", work.all_outcomes, name="outcomes"),
    path("desk/training/lessons/entries/", lessons.entries, name="entries"),
    path("desk/training/lessons/<uuid:pk>/", lessons.one, name="lesson"),
    path("desk/training/lessons/<uuid:pk>/screen/", lessons.screen, name="screen"),
    path("desk/training/lessons/<uuid:pk>/sheet/", lessons.sheet, name="sheet"),
    path("desk/training/lessons/<uuid:pk>/enter/", lessons.enter, name="enter"),
    path("desk/training/lessons/<uuid:pk>/close/", lessons.close, name="close_lesson"),
    path("desk/training/lessons/<uuid:pk>/<str:what>/", lessons.change, name="change_lesson"),
    path("desk/training/attendances/<uuid:pk>/strike/", lessons.strike, name="strike"),
    path("desk/training/follow-ups/<uuid:pk>/", pupils.answer, name="answer_follow_up"),
    path("desk/training/behind/<uuid:pk>/", pupils.behind, name="behind"),
    path("desk/training/pupils/<uuid:pk>/", pupils.one, name="pupil"),
    path("desk/training/pupils/<uuid:pk>/<str:what>/", pupils.act, name="pupil_act"),
    path("desk/training/parties/<uuid:pk>/", course.answer, name="answer"),
    path("desk/training/<uuid:pk>/", course.one, name="class"),
    path("desk/training/<uuid:pk>/list/", course.export, name="export"),
    path("desk/training/<uuid:pk>/terms/", boards.terms, name="terms"),
    path("desk/training/<uuid:pk>/certify/", course.certify, name="certify"),
    path("desk/training/<uuid:pk>/add/<str:what>/", course.add, name="add"),
    path("desk/training/<uuid:pk>/<str:move>/", course.move, name="move"),
]
