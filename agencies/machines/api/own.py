"""What a client asks about itself."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import IF_NONE_MATCH, SAME, problems
from agencies.machines.api.sending import Asked, give_if_new


class Me(ApiAddress):
    """Who the token says that one is."""

    class Client(serializers.Serializer[Any]):
        """The client, its one school, and what it may use now."""

        class School(serializers.Serializer[Any]):
            """The school."""

            urn = serializers.CharField()
            name = serializers.CharField()

        name = serializers.CharField()
        school = School()
        scopes = serializers.ListField(child=serializers.CharField())

    @extend_schema(
        operation_id="me",
        responses={200: Client, **SAME, **problems()},
        parameters=[IF_NONE_MATCH],
        summary="The client, its school and its scopes",
    )
    def get(self, request: Asked) -> HttpResponse:
        """The client itself; needs no scope."""
        school = {"urn": request.client.agency.urn, "name": request.client.agency.name}
        return give_if_new(request, {"name": request.client.name, "school": school, "scopes": sorted(request.scopes)})
