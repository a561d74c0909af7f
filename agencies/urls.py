"""Where the addresses of the ground floor lead."""

from django.urls import path

from agencies import views

urlpatterns = [
    path("drafts/<slug:form>/", views.save_draft, name="save_draft"),
    path("account/", views.account, name="account"),
    path("account/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
]
