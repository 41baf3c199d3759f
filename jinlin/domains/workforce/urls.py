"""Which addresses does the register have?"""

from django.urls import path

from jinlin.domains.workforce.desk import exporting, pairs, register, rosters, subsidies
from jinlin.domains.workforce.portal import mine

app_name = "workforce"

urlpatterns = [
    path("workforce/", mine.mine, name="mine"),
    path("workforce/apply/<uuid:pk>/", mine.apply, name="apply"),
    path("subsidies/notice/", mine.notice, name="notice"),
    path("desk/subsidies/", subsidies.board, name="applications"),
    path("desk/subsidies/batches/", subsidies.batches, name="batches"),
    path("desk/subsidies/batches/<uuid:pk>/", subsidies.batch, name="batch"),
    path(
        "desk/subsidies/batches/<uuid:pk>/file.<str:kind>", subsidies.batch_file, name="batch_file"
    ),
    path("desk/subsidies/<uuid:pk>/", subsidies.application, name="application"),
    path("desk/subsidies/<uuid:pk>/<str:move>/", subsidies.move, name="move"),
    path("desk/workforce/", register.board, name="board"),
    path("desk/workforce/export.xlsx", exporting.export, name="export"),
    path("desk/workforce/pairs/", pairs.pairs, name="pairs"),
    path("desk/workforce/layers/", register.layers, name="layers"),
    path("desk/workforce/rosters/", rosters.rosters, name="rosters"),
    path("desk/workforce/rosters/<uuid:pk>/", rosters.roster, name="roster"),
    path("desk/workforce/rosters/<uuid:pk>/refused/", rosters.refused, name="refused"),
    path("desk/workforce/rosters/<uuid:pk>/take-back/", rosters.take_back, name="take_back"),
    path("desk/workforce/<uuid:pk>/", register.record, name="record"),
]
