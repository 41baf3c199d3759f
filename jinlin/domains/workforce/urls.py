"""Which addresses does the register have?"""

from django.urls import path

from jinlin.domains.workforce.desk import register, rosters

app_name = "workforce"

urlpatterns = [
    path("desk/workforce/", register.board, name="board"),
    path("desk/workforce/layers/", register.layers, name="layers"),
    path("desk/workforce/rosters/", rosters.rosters, name="rosters"),
    path("desk/workforce/rosters/<uuid:pk>/", rosters.roster, name="roster"),
    path("desk/workforce/rosters/<uuid:pk>/refused/", rosters.refused, name="refused"),
    path("desk/workforce/rosters/<uuid:pk>/take-back/", rosters.take_back, name="take_back"),
    path("desk/workforce/<uuid:pk>/", register.record, name="record"),
]
