"""Where the addresses of settings lead."""

from django.urls import path

from agencies.settings import views
from agencies.web.paths import act_paths

urlpatterns = [
    path("settings/", views.see_settings, name="see_settings"),
    path("settings/<slug:code>/", views.see_council_settings, name="see_council_settings"),
    *act_paths(views),
]
