"""JSON of how the school's referrals stand."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import PAGED, needs, problems
from agencies.machines.api.sending import Asked, give_page
from agencies.policy import Act, Scope
from agencies.schoolday import local_day
from referrals import door
from referrals.pupils.access import external_ids_of
from referrals.referrals import pages
from referrals.referrals.access import of_schools
from referrals.referrals.models import Referral


class Referrals(ApiAddress):
    """How the school's referrals stand, and nothing that is written in them."""

    query = PAGED

    class ReferralPage(serializers.Serializer[Any]):
        """One page, and the address of the next or null."""

        class ReferralStatus(serializers.Serializer[Any]):
            """State, next step and clock of one referral; `pupil` is the client's own id or null."""

            id = serializers.CharField()
            pupil = serializers.CharField(allow_null=True)
            state = serializers.CharField()
            next_step = serializers.CharField()
            due = serializers.DateField(allow_null=True)
            sent_at = serializers.DateTimeField()
            href = serializers.URLField()

        items = ReferralStatus(many=True)
        next = serializers.URLField(allow_null=True)

    @extend_schema(
        operation_id="referrals",
        auth=needs(Scope.REFERRALS_READ),
        responses={200: ReferralPage, **problems("no-scope", "bad-cursor")},
        summary="How the school’s referrals stand",
        parameters=query,
    )
    def get(self, request: Asked) -> HttpResponse:
        """The referrals that were sent for pupils on the roll today, newest first."""
        found = door.within(Referral, request.actor, Act.SEE_STATUS).select_related("case")

        def show(rows: list[Referral]) -> list[pages.ReferralBody]:
            door.note_list(request.actor, Act.SEE_STATUS, "referral", [row.reference for row in rows], request.at)
            ids = external_ids_of(request.actor, [row.case.pupil_id for row in rows])
            return pages.referrals_for_system(rows, ids, local_day(request.at))

        return give_page(request, found, ("-sent_at", "-id"), show, of_schools(request.actor, Act.SEE_STATUS))
