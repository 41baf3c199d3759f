"""Which addresses do the journeys have?"""

from django.urls import path

from jinlin.journeys import desk, handing_in

app_name = "journeys"

urlpatterns = [
    path("desk/visits/hand-in/", handing_in.take_form, name="hand_in"),
    path("desk/visits/hand-in/file/", handing_in.take_file, name="hand_in_file"),
    path(
        "desk/receptions/talks/<uuid:pk>/appeal/",
        desk.reception_to_appeal,
        name="reception_to_appeal",
    ),
    path("desk/wishes/<uuid:pk>/appeal/", desk.wish_to_appeal, name="wish_to_appeal"),
    path("desk/appeals/<uuid:pk>/wish/", desk.appeal_to_wish, name="appeal_to_wish"),
]
