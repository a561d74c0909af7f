"""Where the search box leads."""

from django.urls import path

from referrals.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
]
