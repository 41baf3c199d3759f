"""Which addresses lead to places?"""

from django.urls import path

from jinlin.ground.places import desk, portal

app_name = "places"
urlpatterns = [
    path("places/", portal.choose, name="choose"),
    path("p/<slug:code>/", portal.station_door, name="station-door"),
    path("desk/places/", desk.tree, name="tree"),
    path("desk/places/<uuid:pk>/", desk.place, name="place"),
    path("desk/places/units/<uuid:pk>/close/", desk.close, name="close-unit"),
    path("desk/places/stations/<uuid:pk>/", desk.station, name="station"),
]
