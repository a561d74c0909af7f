"""Where the addresses of shares lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.shares import views

urlpatterns = [
    path("shares/<ref:reference>/", views.see_share, name="see_share"),
    *act_paths(views),
]
