"""Where the addresses of drafts lead."""

from django.urls import path

from agencies.drafts import views

urlpatterns = [
    path("drafts/", views.see_drafts, name="see_drafts"),
    path("drafts/save/", views.save_draft, name="save_draft"),
    path("drafts/drop/", views.drop_draft, name="drop_draft"),
    path("given-back/", views.give_back, name="give_back"),
]
