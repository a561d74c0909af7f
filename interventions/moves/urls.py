"""Where the addresses of managed moves lead."""

from django.urls import path

from agencies.web.paths import act_paths
from interventions.moves import views

urlpatterns = [
    path("moves/", views.see_moves, name="see_moves"),
    path("moves/<ref:reference>/", views.see_move, name="see_move"),
    path("moves/<ref:reference>/letter/", views.see_move_letter, name="see_move_letter"),
    *act_paths(views),
]
