"""Under which addresses are wishes found?"""

from django.http import HttpResponse
from django.urls import path

app_name = "wishes"
urlpatterns = [
    path("wishes/<uuid:pk>/", lambda r, pk: HttpResponse(), name="wish"),
    path("desk/wishes/<uuid:pk>/", lambda r, pk: HttpResponse(), name="desk_wish"),
]
