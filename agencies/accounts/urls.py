"""Where the addresses of one's own account lead."""

from django.urls import path

from agencies.accounts import views
from agencies.web.paths import act_paths

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/first-code/", views.first_code, name="first_code"),
    path("account/sign-ins/", views.own_sign_ins, name="own_sign_ins"),
    path("people/sign-ins/", views.see_sign_ins, name="see_sign_ins"),
    *act_paths(views),
]
