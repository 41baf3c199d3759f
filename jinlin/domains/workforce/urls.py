"""Which addresses does the register have?"""

from django.urls import path

from jinlin.domains.workforce.desk import (
    candidates,
    exam_days,
    exams,
    exporting,
    keeping,
    pairs,
    register,
    rosters,
    subsidies,
    surveys,
    updates,
)
from jinlin.domains.workforce.portal import feeds, mine, telling

app_name = "workforce"

urlpatterns = [
    path("workforce/", mine.mine, name="mine"),
    path("workforce/calendar/", feeds.make, name="own_feed_made"),
    path("workforce/calendar/<str:token>.ics", feeds.of_person, name="own_feed"),
    path("workforce/apply/<uuid:pk>/", mine.apply, name="apply"),
    path("workforce/tell/<uuid:pk>/<str:kind>/", telling.tell, name="tell"),
    path("workforce/updates/<uuid:pk>/take-back/", telling.take_back, name="take_update_back"),
    path("workforce/awards/<uuid:pk>/account/", telling.account, name="account"),
    path("subsidies/notice/", mine.notice, name="notice"),
    path("desk/subsidies/", subsidies.board, name="applications"),
    path("desk/subsidies/budget/", keeping.budget, name="budget"),
    path("desk/subsidies/batches/", subsidies.batches, name="batches"),
    path("desk/subsidies/batches/<uuid:pk>/", subsidies.batch, name="batch"),
    path(
        "desk/subsidies/batches/<uuid:pk>/file.<str:kind>", subsidies.batch_file, name="batch_file"
    ),
    path("desk/subsidies/<uuid:pk>/", subsidies.application, name="application"),
    path("desk/subsidies/<uuid:pk>/<str:move>/", subsidies.move, name="move"),
    path("desk/workforce/", register.board, name="board"),
    path("desk/workforce/export.xlsx", exporting.export, name="export"),
    path("desk/workforce/export.csv", exporting.export, {"kind": "csv"}, name="export_csv"),
    path("desk/workforce/layouts/", exporting.layouts, name="layouts"),
    path("desk/workforce/layouts/<uuid:pk>.xlsx", exporting.in_layout, name="in_layout"),
    path("desk/workforce/pairs/", pairs.pairs, name="pairs"),
    path("desk/workforce/layers/", register.layers, name="layers"),
    path("desk/workforce/rounds/", surveys.rounds, name="rounds"),
    path("desk/workforce/rounds/<uuid:pk>/", surveys.one_round, name="round"),
    path("desk/workforce/returns/<uuid:pk>/", surveys.unit_return, name="return"),
    path("desk/workforce/returns/<uuid:pk>/sign/", surveys.sign, name="sign"),
    path("desk/workforce/updates/", updates.updates, name="updates"),
    path("desk/workforce/updates/<uuid:pk>/", updates.update, name="update"),
    path("desk/workforce/exams/", exams.exams, name="exams"),
    path("desk/workforce/exams/people/", candidates.board, name="candidates"),
    path("desk/workforce/exams/people/<uuid:pk>/", candidates.one, name="candidate"),
    path("desk/workforce/exam-days/", exam_days.exam_days, name="exam_days"),
    path("desk/workforce/prospects/", exams.prospects, name="prospects"),
    path("desk/workforce/posts/", keeping.establishments, name="establishments"),
    path("desk/workforce/running-out/", keeping.running_out, name="running_out"),
    path("desk/workforce/learned/", keeping.learned, name="learned"),
    path("desk/workforce/new/", rosters.enter, name="enter"),
    path("desk/workforce/rosters/", rosters.rosters, name="rosters"),
    path("desk/workforce/rosters/<uuid:pk>/", rosters.roster, name="roster"),
    path("desk/workforce/rosters/<uuid:pk>/refused/", rosters.refused, name="refused"),
    path("desk/workforce/rosters/<uuid:pk>/take-back/", rosters.take_back, name="take_back"),
    path("desk/workforce/<uuid:pk>/", register.record, name="record"),
    path("desk/workforce/<uuid:pk>/tell/<str:kind>/", updates.tell, name="desk_tell"),
]
