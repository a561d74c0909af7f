"""Where the addresses of the ground floor lead."""

from django.urls import path

from agencies import views

urlpatterns = [
    path("drafts/<slug:form>/", views.save_draft, name="save_draft"),
    path("account/", views.account, name="account"),
    path("account/mend-profile/", views.mend_profile, name="mend_profile"),
    path("account/sessions/<slug:handle>/end-session/", views.end_session, name="end_session"),
    path("people/agencies/", views.see_agencies, name="see_agencies"),
    path("people/agencies/add-agency/", views.add_agency, name="add_agency"),
    path("people/<ref:reference>/invite-person/", views.invite_person, name="invite_person"),
    path("account/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
]
