"""Where the addresses of the top floor lead."""

from django.urls import path

from agencies.policy import Act
from interventions.api import OneSuspension, Suspensions
from interventions.views import cases, moves, sharing, suspensions, work

urlpatterns = [
    path("", work.home, name="home"),
    path("my-work/", work.my_work, name="my_work"),
    path("inbox/", work.inbox, name="inbox"),
    path("inbox/<int:pk>/read-letter/", work.read_letter, name="read_letter"),
    path("search/", work.search, name="search"),
    path("duties/<ref:reference>/", work.see_duty, name="see_duty"),
    path("suspensions/", suspensions.see_suspensions, name="see_suspensions"),
    path("suspensions/impose-suspension/", suspensions.impose_suspension, name="impose_suspension"),
    path("suspensions/<ref:reference>/", suspensions.see_suspension, name="see_suspension"),
    path("api/v1/suspensions", Suspensions.as_view(), name="api_suspensions"),
    path("api/v1/suspensions/<ref:reference>", OneSuspension.as_view(), name="api_suspension"),
    path("suspensions/<ref:reference>/letter/", suspensions.see_suspension_letter, name="see_suspension_letter"),
    *(
        path(f"suspensions/<ref:reference>/{act.replace('_', '-')}/", getattr(suspensions, act), name=act.value)
        for act in (
            Act.RECORD_NOTICE,
            Act.CANCEL_SUSPENSION,
            Act.RECORD_REPRESENTATIONS,
            Act.BEGIN_BOARD_MEETING,
            Act.RECORD_BOARD_DECISION,
        )
    ),
    path("cases/", cases.see_cases, name="see_cases"),
    path("cases/<ref:reference>/", cases.see_case, name="see_case"),
    path("cases/<ref:reference>/reasons/", cases.see_reasons, name="see_reasons"),
    path("cases/<ref:reference>/trail/", cases.see_trail, name="see_trail"),
    path("cases/<ref:reference>/share-case/", sharing.share_case, name="share_case"),
    path("moves/", moves.see_moves, name="see_moves"),
    path("moves/<ref:reference>/", moves.see_move, name="see_move"),
    path("moves/<ref:reference>/letter/", moves.see_move_letter, name="see_move_letter"),
    path("cases/<ref:reference>/propose-move/", moves.propose_move, name="propose_move"),
    *(
        path(f"moves/<ref:reference>/{act.value.replace('_', '-')}/", getattr(moves, act.value), name=act.value)
        for act in (
            Act.HEAR_PUPIL,
            Act.CONSENT_TO_MOVE,
            Act.CHECK_PLACE,
            Act.RETURN_MOVE,
            Act.APPROVE_MOVE,
            Act.REFUSE_MOVE,
            Act.WITHDRAW_MOVE,
            Act.ADMIT_MOVE,
            Act.REVIEW_MOVE,
        )
    ),
]
