"""Where the list of a school's pupils leads."""

from django.urls import path

from interventions.pupil_list import views

urlpatterns = [path("pupils/", views.see_pupils, name="see_pupils")]
