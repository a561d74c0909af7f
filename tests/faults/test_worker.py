"""A real worker, beat, broker and SMTP server: a reminder arrives, whatever is killed or wiped on the way."""

import asyncio
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import transaction
from django.utils import timezone

from agencies.outbox import actions as outbox
from agencies.outbox.models import Delivery, Letter
from agencies.outbox.states import MailKind
from referrals import door
from referrals.duties import actions as duties
from referrals.duties.models import Duty, DutyStep
from tests import stories
from tests.gate import OPEN, SILENT, Gate
from tests.live import Background, Sink, wait_for
from tests.people import make_cast, make_person, set_clock

LEASE = 3
WORDS = "A thing in Inclusion"


@pytest.fixture
def background_with_short_leases(background: Background) -> Background:
    """What a killed worker had in hand is taken up again after three seconds."""
    background.environment["LEASE_SECONDS"] = str(LEASE)
    return background


@transaction.atomic
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


@pytest.mark.parametrize("is_accepted", [False, True], ids=["before", "after"])
def test_the_mail_process_killed_in_the_middle_of_handing_over(
    background_with_short_leases: Background, sink: Sink, is_accepted: bool
) -> None:
    """Killed before or after the server had the whole message: both times it was not recorded, and is sent again."""
    background, honest, in_hand = background_with_short_leases, sink.handle_DATA, threading.Event()

    async def hang(server: SMTP, session: Session, envelope: Envelope) -> str:
        if is_accepted:
            await honest(server, session, envelope)
        in_hand.set()
        await asyncio.sleep(60)
        return "451 Too late"

    sink.handle_DATA = hang  # type: ignore[method-assign]
    duty = overdue_duty()
    background.start()
    assert in_hand.wait(40), background.log("mail")
    background.kill("mail")
    assert not sent()
    sink.handle_DATA = honest  # type: ignore[method-assign]
    background.start("mail")
    wait_for(sent, 40, "the reminder")
    assert_once(duty)
    assert_arrived(sink)
    assert len(sink.messages) == 1 + is_accepted
    assert Delivery.objects.get(channel="email").attempts == 2


def test_the_broker_stopped_and_wiped(background_with_short_leases: Background, sink: Sink, settings: Any) -> None:
    """All that the broker held is gone, who had the row in hand is dead; it is leased again, and its letter arrives."""
    background, settings.LEASE_SECONDS = background_with_short_leases, LEASE
    background.start()
    wait_for(lambda: "plan_what_is_due" in background.log("worker"), 40, "a tick")
    background.stop_valkey(wipe=True)
    duty = overdue_duty()
    lease_and_die()
    assert Delivery.objects.get(channel="email").attempts == 1
    background.start_valkey()
    wait_for(sent, 60, "the reminder")
    assert_once(duty)
    assert_arrived(sink)
    assert len(sink.messages) == 1
    assert Delivery.objects.get(channel="email").attempts == 2


def lease_and_die() -> None:
    """What worker and mail process do up to the lease; nothing is sent."""
    now = timezone.now()
    with transaction.atomic():
        set_clock(now)
        duties.plan_what_is_due(now, now)
        duties.address_letters(now, now, door.audience)
        assert duties.lease_next(now, door.audience) is not None


TICK = 3


@transaction.atomic
def due_duties(count: int) -> None:
    """So many duties of a school's lead whose hour has just come."""
    now = timezone.now()
    cast = make_cast()
    for _ in range(count):
        stories.concern(cast, at=now - timedelta(days=1))
    Letter.objects.all().delete()
    DutyStep.objects.exclude(name="due").delete()
    DutyStep.objects.update(at=now - timedelta(minutes=1))


def test_a_mail_server_that_is_silent_stops_no_sweep(background: Background, sink: Sink, gate: Gate) -> None:
    """Ten due duties stand in the inbox within two ticks while sign-in mail hangs; no attempt is lost, all arrives."""
    background.environment |= {"EMAIL_URL": f"smtp://127.0.0.1:{gate.port}", "TICK_SECONDS": str(TICK)}
    gate.mode = SILENT
    outbox.post_account_mail(make_person("nia", "Nia New").pk, MailKind.NEW_DEVICE, at=timezone.now())
    background.start()
    wait_for(lambda: gate.knocks and "plan_what_is_due" in background.log("worker"), 60, "mail that hangs")
    begun = time.monotonic()
    due_duties(10)
    wait_for(lambda: Delivery.objects.filter(channel="inbox", state="sent").count() == 10, 40, "ten lines")
    assert time.monotonic() - begun <= 2 * TICK
    assert set(Delivery.objects.filter(channel="email").values_list("state", "attempts")) == {("waiting", 0)}
    gate.mode = OPEN
    wait_for(lambda: len(sink.messages) == 2, 40, "the mail")
    first, second = sink.messages
    assert (first["To"], second["To"]) == ("nia@example.test", "amara@example.test"), "sign-in mail first"
    wait_for(lambda: Delivery.objects.filter(channel="email", state="sent").count() == 10, 10, "ten reminders")
