"""Mail about accounts waits as rows that hold no link and no address."""

import pytest
from django.db import IntegrityError, transaction

from agencies.outbox import actions as outbox
from agencies.outbox.models import AccountMail
from agencies.outbox.states import MailKind
from tests.people import AT, make_cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [kind for kind in MailKind if kind is not MailKind.INVITATION])
def test_any_kind_is_posted_for_somebody(kind: MailKind) -> None:
    tom = make_cast().people["tom"]
    outbox.post_account_mail(tom.pk, kind, at=AT)
    row = AccountMail.objects.get()
    assert (row.person, row.kind, row.state, row.not_before) == (tom, kind.value, "waiting", AT)


def test_only_a_reset_goes_to_nobody_and_only_an_invitation_has_a_seat() -> None:
    cast = make_cast()
    seat = cast.people["tom"].seats.get()
    outbox.post_account_mail(None, MailKind.PASSWORD_RESET, at=AT)
    outbox.post_account_mail(seat.person_id, MailKind.INVITATION, at=AT, seat_id=seat.pk, invited_by="Colm")
    for person, kind, place in (
        (None, MailKind.NEW_DEVICE, None),
        (seat.person_id, MailKind.INVITATION, None),
        (seat.person_id, MailKind.NEW_DEVICE, seat.pk),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            outbox.post_account_mail(person, kind, at=AT, seat_id=place)
    assert AccountMail.objects.count() == 2
