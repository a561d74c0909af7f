"""Where the addresses of the top floor lead."""

from django.urls import path

from interventions.views import cases, sharing, work

urlpatterns = [
    path("", work.home, name="home"),
    path("my-work/", work.my_work, name="my_work"),
    path("inbox/", work.inbox, name="inbox"),
    path("inbox/<int:pk>/read-letter/", work.read_letter, name="read_letter"),
    path("search/", work.search, name="search"),
    path("duties/<ref:reference>/", work.see_duty, name="see_duty"),
    path("cases/", cases.see_cases, name="see_cases"),
    path("cases/<ref:reference>/", cases.see_case, name="see_case"),
    path("cases/<ref:reference>/reasons/", cases.see_reasons, name="see_reasons"),
    path("cases/<ref:reference>/trail/", cases.see_trail, name="see_trail"),
    path("cases/<ref:reference>/share-case/", sharing.share_case, name="share_case"),
]
