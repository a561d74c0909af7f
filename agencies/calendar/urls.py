"""Where a school's year leads."""

from django.urls import path

from agencies.calendar import views
from agencies.web.paths import act_paths

urlpatterns = [
    path("school-years/", views.see_years, name="see_years"),
    *act_paths(views),
]
