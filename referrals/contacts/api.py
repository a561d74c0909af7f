"""JSON of the people around a pupil, as a school's own system sends them (decision 51)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers

from agencies.machines.api.addresses import ApiAddress
from agencies.machines.api.described import needs, problems
from agencies.machines.api.sending import Asked, Strict, check_unchanged
from agencies.machines.api.strict import Name, Text, Truth
from agencies.policy import Act, Scope
from referrals.contacts import actions
from referrals.contacts.facts import Word
from referrals.contacts.words import RELATIONSHIPS, SAYS
from referrals.pupils import access

MOST, MOST_FIRST = 20, 99
ID = re.compile(r"[!-~]{1,64}")
RECEIVED = "Received. It is kept where your school has work open that writes to them; whether it has is not said here."


class ContactsOfPupil(ApiAddress):
    """The people around a pupil of the client's school: all of them at once, and never read."""

    class Sending(Strict):
        """Everybody whom the school's system has around the pupil."""

        class Contact(Strict):
            """One of them; what is left out is not said, and an empty text says that there is none."""

            external_id = Text(max_length=64)
            name = Name(max_length=120)
            relationship = serializers.ChoiceField(choices=list(RELATIONSHIPS))
            has_responsibility = Truth(required=False, allow_null=True)
            order = serializers.IntegerField(required=False, min_value=1, max_value=MOST_FIRST)
            phone = Text(max_length=40, required=False, allow_blank=True)
            email = Text(max_length=254, required=False, allow_blank=True)
            address = Text(max_length=400, required=False, allow_blank=True)
            language = Text(max_length=60, required=False, allow_blank=True)
            needs_interpreter = Truth(required=False, allow_null=True)

            def validate_external_id(self, value: str) -> str:
                """Plain letters, digits and signs, without a space."""
                if not ID.fullmatch(value):
                    raise serializers.ValidationError("invalid", code="invalid")
                return value

            def validate_email(self, value: str) -> str:
                """An address of e-mail, or none."""
                try:
                    if value:
                        EmailValidator()(value)
                except ValidationError as unfit:
                    raise serializers.ValidationError("invalid", code="invalid") from unfit
                return value

        contacts = Contact(many=True, min_length=1, max_length=MOST)  # type: ignore[call-arg]  # its list takes them

        def validate_contacts(self, sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
            """An id stands once: which of two was meant nobody can tell."""
            times = Counter(one["external_id"] for one in sent)
            twice = [{"external_id": ["twice"]} if times[one["external_id"]] > 1 else {} for one in sent]
            if any(twice):
                detail = [{name: [_twice()] for name in one} for one in twice]
                raise serializers.ValidationError(detail)
            return sent

        def words(self) -> list[Word]:
            """As plain facts."""
            return [_word(one) for one in self.validated_data["contacts"]]

    @extend_schema(
        operation_id="keep_contacts",
        auth=needs(Scope.CONTACTS_WRITE),
        request=Sending,
        responses={
            202: OpenApiResponse(description=RECEIVED),
            **problems("no-scope", "bad-json", "not-found", "changed"),
        },
        summary="Send everybody who is around a pupil",
    )
    def put(self, request: Asked, urn: str, external_id: str) -> HttpResponse:
        """Take them in: answered alike whether they are kept or not, and never given back.

        There is nothing to read here, so no tag of it is known: `If-Match` is *changed*.
        """
        seat = access.own_school(request.actor, Act.KEEP_CONTACTS, urn, to_write=True)
        pupil = access.pupil_by_external_id(request.actor, Act.SEE_PUPIL, external_id, request.at)
        body = self.Sending(data=request.data)
        body.is_valid(raise_exception=True)
        check_unchanged(request, None)
        actions.keep_contacts(pupil, body.words(), seat=seat, by=request.actor, at=request.at)
        return HttpResponse(status=202)


def _twice() -> serializers.ErrorDetail:
    return serializers.ErrorDetail("twice", code="twice")


def _word(sent: dict[str, Any]) -> Word:
    own: dict[str, str] = {
        name: sent[name] for name in ("name", "phone", "email", "address", "language") if name in sent
    }
    own |= dict(_answers(sent, needs_interpreter="interpreter"))
    tie = {"relationship": sent["relationship"], **dict(_answers(sent, has_responsibility="has_responsibility"))}
    return Word(sent["external_id"], own, tie, sent.get("order"))


def _answers(sent: dict[str, Any], **names: str) -> Iterator[tuple[str, str]]:
    """The answers of two that were given, as they are kept; null is none."""
    for theirs, ours in names.items():
        if sent.get(theirs) is not None:
            yield ours, SAYS[sent[theirs]]
