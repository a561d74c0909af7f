"""What a case refuses beyond its table of states."""

import pytest
from django.db import transaction

from agencies.acting.refusals import NotNow
from tests.acting.records import close, draft, sent
from tests.people import Cast

pytestmark = pytest.mark.django_db


def test_a_case_with_a_referral_under_way_is_not_closed(cast: Cast) -> None:
    for make in (draft, sent):
        with transaction.atomic():
            with pytest.raises(NotNow):
                close(cast, make(cast).case)
            transaction.set_rollback(True)
