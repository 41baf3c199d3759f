"""Which addresses do figures have?"""

from django.urls import path

from jinlin.metrics import desk

app_name = "metrics"

urlpatterns = [
    path("desk/figures/", desk.figures, name="figures"),
    path("desk/figures/<str:key>/", desk.figure, name="figure"),
    path("desk/figures/<str:key>/parts.<str:kind>", desk.take_parts, name="parts"),
    path("desk/figures/<str:key>/rows/", desk.rows, name="rows"),
]
