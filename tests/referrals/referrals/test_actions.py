"""What a referral refuses beyond its table of states."""

import pytest
from django.db import transaction

from agencies.acting.refusals import NotNow
from agencies.policy import Act
from referrals.referrals.models import Referral
from tests.acting.records import DO, sent
from tests.people import Cast

pytestmark = pytest.mark.django_db


def test_a_referral_is_acknowledged_once(cast: Cast) -> None:
    referral = sent(cast)
    stale = Referral.objects.get(pk=referral.pk)
    DO[Act.ACKNOWLEDGE_REFERRAL](cast, referral)
    with pytest.raises(NotNow), transaction.atomic():
        DO[Act.ACKNOWLEDGE_REFERRAL](cast, stale)
