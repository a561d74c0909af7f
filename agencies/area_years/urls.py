"""Where a council's school years lead."""

from django.urls import path

from agencies.area_years import views
from agencies.web.paths import act_paths

urlpatterns = [
    path("school-years/area/", views.see_area_years, name="see_area_years"),
    *act_paths(views),
]
