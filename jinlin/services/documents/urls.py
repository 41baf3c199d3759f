"""Which addresses do documents have?"""

from django.urls import path

from jinlin.services.documents import desk, notice_pages, portal

app_name = "documents"
urlpatterns = [
    path("verify/", portal.verify, name="verify"),
    path("verify/<str:code>/", portal.verified, name="verified"),
    path("public-notices/", notice_pages.board, name="public_notices"),
    path("public-notices/<uuid:pk>/", notice_pages.notice, name="public_notice"),
    path("documents/<uuid:pk>/", portal.page, name="page"),
    path("documents/<uuid:pk>/pdf/", portal.pdf, name="pdf"),
    path("desk/documents/", desk.board, name="board"),
    path("desk/documents/<uuid:pk>/", desk.document, name="document"),
    path("desk/documents/<uuid:pk>/whole-name/", desk.whole, name="whole"),
    path("desk/documents/<uuid:pk>/revoke/", desk.revoke, name="revoke"),
]
