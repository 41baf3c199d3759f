"""Which addresses do documents have?"""

from django.urls import path

from jinlin.services.documents import desk, portal

app_name = "documents"
urlpatterns = [
    path("verify/", portal.verify, name="verify"),
    path("verify/<str:code>/", portal.verified, name="verified"),
    path("documents/<uuid:pk>/", portal.page, name="page"),
    path("documents/<uuid:pk>/pdf/", portal.pdf, name="pdf"),
    path("desk/documents/", desk.board, name="board"),
    path("desk/documents/<uuid:pk>/", desk.document, name="document"),
    path("desk/documents/<uuid:pk>/revoke/", desk.revoke, name="revoke"),
]
