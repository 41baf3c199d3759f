"""Which addresses do figures have?"""

from django.urls import path

from jinlin.metrics import desk, portal

app_name = "metrics"

urlpatterns = [
    path("figures/", portal.figures, name="public"),
    path("figures/figures.csv", portal.take, {"kind": "csv"}, name="public_csv"),
    path("figures/figures.json", portal.take, {"kind": "json"}, name="public_json"),
    path("figures/datapackage.json", portal.take, {"kind": "package"}, name="public_package"),
    path("desk/reports/", desk.reports, name="reports"),
    path("desk/reports/<uuid:pk>/", desk.report, name="report"),
    path("desk/reports/<uuid:pk>/recount/", desk.recount, name="recount"),
    path("desk/reports/<uuid:pk>/sign/", desk.sign, name="sign"),
    path("desk/reports/<uuid:pk>/report.xlsx", desk.take_report, name="take_report"),
    path("desk/overview/", desk.overview, name="overview"),
    path("figures/definitions/", portal.definitions, name="definitions"),
    path("desk/catalogue/", desk.catalogue, name="catalogue"),
    path("desk/figures/", desk.figures, name="figures"),
    path("desk/figures/<str:key>/", desk.figure, name="figure"),
    path("desk/figures/<str:key>/parts.<str:kind>", desk.take_parts, name="parts"),
    path("desk/figures/<str:key>/rows/", desk.rows, name="rows"),
]
