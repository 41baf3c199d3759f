"""Under which addresses (after /files/) are photos found?"""

from django.urls import path

from jinlin.core.files import serving as files

app_name = "core"
urlpatterns = [
    path("<uuid:key>/", files.file, name="file"),
    path("<uuid:key>/thumb/", files.thumbnail, name="thumbnail"),
]
