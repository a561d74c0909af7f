"""Where the addresses of people around a child lead."""

from django.urls import path

from agencies.web.paths import act_paths
from referrals.contacts import views

urlpatterns = [
    path("contacts/<ref:reference>/", views.see_contact, name="see_contact"),
    *act_paths(views),
]
