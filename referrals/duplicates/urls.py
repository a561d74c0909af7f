"""Where the addresses of possible duplicates lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.duplicates import views

urlpatterns = [
    path("duplicates/", views.see_duplicates, name="see_duplicates"),
    path("duplicates/kept-apart/", views.see_kept_apart, name="see_kept_apart"),
    path("duplicates/<ref:reference>/", views.compare_pupils, name="compare_pupils"),
    *act_paths(views),
]
