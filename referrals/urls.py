"""Where the addresses of the first floor lead; each ends in the act's own word."""

from django.urls import path, re_path

from agencies.policy import Act
from referrals.api import PupilByExternalId, Referrals
from referrals.views import cases, concerns, people, referrals, shares, triage


def _word(act: Act) -> str:
    return act.value.replace("_", "-")


urlpatterns = [
    re_path(
        r"^api/v1/schools/(?P<urn>[0-9]{6})/pupils/by-external-id/(?P<external_id>[!-.0-~]{1,64})$",
        PupilByExternalId.as_view(),
        name="api_pupil",
    ),
    path("api/v1/referrals", Referrals.as_view(), name="api_referrals"),
    path("concerns/", concerns.see_concerns, name="see_concerns"),
    path("concerns/log-concern/", concerns.log_concern, name="log_concern"),
    path("concerns/<ref:reference>/", concerns.see_concern, name="see_concern"),
    path("pupils/find/", concerns.find_pupils, name="find_pupils"),
    path("pupils/add-pupil/", concerns.add_pupil, name="add_pupil"),
    path("pupils/<ref:reference>/record-pupil-fact/", concerns.record_pupil_fact, name="record_pupil_fact"),
    path("entries/<ref:reference>/", cases.see_entry, name="see_entry"),
    path("entries/<ref:reference>/restrict-entry/", cases.restrict_entry, name="restrict_entry"),
    path("referrals/<ref:reference>/", referrals.see_referral, name="see_referral"),
    path("people/", people.see_people, name="see_people"),
    path("people/<ref:reference>/<ref:person>/change-role/", people.change_role, name="change_role"),
    path("people/<ref:reference>/<ref:person>/end-seat/", people.end_seat, name="end_seat"),
    path("triage/", triage.see_queue, name="see_queue"),
    path("triage/<ref:reference>/", triage.triage_referral, name="triage_referral"),
    path("shares/<ref:reference>/", shares.see_share, name="see_share"),
    *(
        path(f"{place}/<ref:reference>/{_word(act)}/", getattr(module, act.value), name=act.value)
        for place, module, acts in (
            ("concerns", concerns, (Act.OPEN_CASE, Act.JOIN_CONCERN, Act.DISMISS_CONCERN)),
            (
                "cases",
                cases,
                (Act.NAME_LEAD, Act.ADD_ENTRY, Act.RECORD_FAMILY_TOLD, Act.CLOSE_CASE, Act.REOPEN_CASE),
            ),
            ("cases", referrals, (Act.DRAFT_REFERRAL,)),
            ("referrals", referrals, (Act.SEND_REFERRAL, Act.ANSWER_REFERRAL, Act.WITHDRAW_REFERRAL)),
            (
                "triage",
                triage,
                (
                    Act.ACKNOWLEDGE_REFERRAL,
                    Act.ACCEPT_REFERRAL,
                    Act.RETURN_REFERRAL,
                    Act.REDIRECT_REFERRAL,
                    Act.DECLINE_REFERRAL,
                ),
            ),
            (
                "shares",
                shares,
                (
                    Act.ACCEPT_SHARE,
                    Act.DECLINE_SHARE,
                    Act.ANSWER_QUESTION,
                    Act.EXTEND_SHARE,
                    Act.NARROW_SHARE,
                    Act.WIDEN_SHARE,
                    Act.WITHDRAW_SHARE,
                ),
            ),
        )
        for act in acts
    ),
]
