"""Where the addresses of merges lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.merges import views

urlpatterns = [
    path("merges/", views.see_merges, name="see_merges"),
    path("merges/<ref:reference>/", views.see_merge, name="see_merge"),
    *act_paths(views),
]
