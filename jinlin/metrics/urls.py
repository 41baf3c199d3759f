"""Which addresses do figures have?"""

from django.urls import path

from jinlin.metrics import desk, portal, proving
from jinlin.metrics.desk import opening

app_name = "metrics"

urlpatterns = [
    path("figures/", portal.figures, name="public"),
    path("figures/figures.csv", portal.take, {"kind": "figures"}, name="public_csv"),
    path("figures/measures.csv", portal.take, {"kind": "measures"}, name="public_measures"),
    path("figures/figures.json", portal.take, {"kind": "json"}, name="public_json"),
    path("figures/datapackage.json", portal.take, {"kind": "package"}, name="public_package"),
    path("figures/of/<str:key>/", portal.figure, name="public_figure"),
    path("figures/seals/", proving.seals, name="seals"),
    path("figures/seals.txt", proving.seals_as_text, name="seals_text"),
    path("figures/check/", proving.check, name="check"),
    path("figures/check/check-proof.html", proving.check_file, name="check_file"),
    path("figures/proof/<uuid:pk>/", proving.proof, name="proof"),
    path("figures/proof/<uuid:pk>/proof.json", proving.take_proof, name="take_proof"),
    path("desk/public-figures/", opening.opened, name="opened"),
    path("desk/public-figures/fewest/", opening.fewest, name="fewest"),
    path("desk/reports/", desk.reports, name="reports"),
    path("desk/reports/<uuid:pk>/", desk.report, name="report"),
    path("desk/reports/<uuid:pk>/recount/", desk.recount, name="recount"),
    path("desk/reports/<uuid:pk>/sign/", desk.sign, name="sign"),
    path("desk/reports/<uuid:pk>/report.xlsx", desk.take_report, name="take_report"),
    path("desk/reports/<uuid:pk>/report.docx", desk.take_words, name="take_words"),
    path("desk/overview/", desk.overview, name="overview"),
    path("figures/definitions/", portal.definitions, name="definitions"),
    path("desk/catalogue/", desk.catalogue, name="catalogue"),
    path("desk/figures/", desk.figures, name="figures"),
    path("desk/figures/<str:key>/", desk.figure, name="figure"),
    path("desk/figures/<str:key>/parts.<str:kind>", desk.take_parts, name="parts"),
    path("desk/figures/<str:key>/rows/", desk.rows, name="rows"),
]
