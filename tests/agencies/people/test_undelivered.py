"""Mail that could not be delivered is shown to who leads the team, who sends it again."""

from typing import Any

import pytest

from agencies.outbox.models import Delivery
from agencies.policy import Act
from agencies.trail.models import TrailEntry
from tests.browsing import browse, read, said
from tests.people import Cast
from tests.referrals.duties.sweeping import due_mail, lease

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def dead(cast: Cast) -> Delivery:
    """Amara's mail, given up because the server refuses her address."""
    row = due_mail(cast)
    Delivery.objects.filter(pk=row.pk).update(state="dead", attempts=20, last_error="SMTPRecipientsRefused")
    return row


def resend(cast: Cast, who: str, whose: str = "amara") -> Any:
    url = f"/people/{cast.alder.reference}/{cast.people[whose].reference}/resend-mail/"
    return browse(cast, who).post(url, follow=True)


def test_the_head_is_told_that_letters_did_not_reach_somebody_and_why_and_no_child(cast: Cast) -> None:
    row = dead(cast)
    day = row.letter.posted_at
    page = read(cast, "colm", "/people/")
    assert f"1 letter could not be mailed to this address, the first of {day.day} {day:%b %Y}" in " ".join(page.split())
    assert "the mail server refused the address" in page
    assert "Kofi" not in page


def test_a_press_sends_them_again_once_and_stands_in_the_trail(cast: Cast) -> None:
    row = dead(cast)
    assert "What waited for Amara Adeyemi is sent again." in " ".join(said(resend(cast, "colm")))
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error) == ("waiting", 0, "")
    assert lease(row.not_before) is not None
    [line] = TrailEntry.objects.filter(act=Act.RESEND_MAIL, outcome="done")
    assert (line.by_name, line.subject_ref, line.facts["letters"]) == (
        "Colm Brannigan",
        cast.people["amara"].reference,
        1,
    )
    resend(cast, "colm")
    assert TrailEntry.objects.filter(act=Act.RESEND_MAIL, outcome="done").count() == 1


@pytest.mark.parametrize(("who", "status"), [("amara", 403), ("grace", 404), ("mona", 404), ("priti", 404)])
def test_only_who_leads_the_team_sends_them_again(cast: Cast, who: str, status: int) -> None:
    row = dead(cast)
    assert resend(cast, who).status_code == status
    row.refresh_from_db()
    assert row.state == "dead"
