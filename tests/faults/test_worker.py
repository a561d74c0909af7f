"""A real worker, beat, broker and SMTP server: a reminder arrives, whatever is killed or wiped on the way."""

import os
import signal
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from agencies.models import Delivery, Letter
from referrals.models import Duty, DutyStep
from tests import stories
from tests.live import Background, Sink, wait_for
from tests.people import make_cast, set_clock

LEASE = 3
WORDS = "A thing in Inclusion"


@pytest.fixture
def background_with_short_leases(background: Background) -> Background:
    """What a killed worker had in hand is taken up again after three seconds."""
    background.environment["LEASE_SECONDS"] = str(LEASE)
    return background


def overdue_duty() -> Duty:
    """One duty of a school's lead, due today at eight, with its one rung to tell."""
    now = timezone.now()
    cast = make_cast()
    stories.concern(cast, at=now - timedelta(days=1))
    Letter.objects.all().delete()
    duty = Duty.objects.get()
    DutyStep.objects.filter(duty=duty).exclude(name="due").delete()
    DutyStep.objects.filter(duty=duty).update(at=now - timedelta(minutes=1))
    return duty


def sent() -> bool:
    return Delivery.objects.filter(channel="email", state="sent").exists()


def assert_once(duty: Duty) -> None:
    """Once in the product: one letter, one e-mail and one line in the inbox, both sent."""
    assert Letter.objects.filter(subject_ref=duty.reference).count() == Letter.objects.count() == 1
    rows = Delivery.objects.values_list("channel", "state", "person__email")
    assert sorted(rows) == [("email", "sent", "amara@example.test"), ("inbox", "sent", "amara@example.test")]


def assert_arrived(sink: Sink) -> None:
    assert {message["To"] for message in sink.messages} == {"amara@example.test"}
    assert len({message["Message-ID"] for message in sink.messages}) == 1
    assert not any("Kofi" in message.as_string() for message in sink.messages)


def test_an_overdue_duty_reaches_the_mail_server(worker_and_beat: Background, sink: Sink) -> None:
    duty = overdue_duty()
    wait_for(sent, 40, "the reminder")
    assert_once(duty)
    assert len(sink.messages) == 1
    assert_arrived(sink)
