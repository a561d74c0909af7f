"""Where the addresses of concerns lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.concerns import views

urlpatterns = [
    path("concerns/", views.see_concerns, name="see_concerns"),
    path("concerns/<ref:reference>/", views.see_concern, name="see_concern"),
    *act_paths(views),
]
