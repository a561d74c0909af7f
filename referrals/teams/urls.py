"""Where the addresses of teams lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.teams import views

urlpatterns = [
    path("people/", views.see_people, name="see_people"),
    *act_paths(views),
]
