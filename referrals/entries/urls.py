"""Where the addresses of entries lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.entries import views

urlpatterns = [
    path("entries/<ref:reference>/", views.see_entry, name="see_entry"),
    *act_paths(views),
]
