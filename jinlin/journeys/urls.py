"""Which addresses do the journeys have?"""

from django.urls import path

from jinlin.journeys import desk, linking

app_name = "journeys"

urlpatterns = [
    path(
        "desk/receptions/talks/<uuid:pk>/appeal/",
        desk.reception_to_appeal,
        name="reception_to_appeal",
    ),
    path("desk/wishes/<uuid:pk>/appeal/", desk.wish_to_appeal, name="wish_to_appeal"),
    path("desk/appeals/<uuid:pk>/wish/", desk.appeal_to_wish, name="appeal_to_wish"),
    path("desk/projects/<uuid:pk>/links/", linking.project_links, name="project_links"),
]
