"""Where the addresses of a person's own work lead."""

from django.urls import path

from agencies.web.paths import act_paths
from interventions.work import views

urlpatterns = [
    path("", views.home, name="home"),
    path("my-work/", views.my_work, name="my_work"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<uuid:reference>/read-letters/", views.read_letters, name="read_letters"),
    path("inbox/<uuid:reference>/read-letter/", views.read_letter, name="read_letter"),
    path("duties/<ref:reference>/", views.see_duty, name="see_duty"),
    path("my-work/hand-over/", views.hand_over, name="hand_over"),
    *act_paths(views),
]
