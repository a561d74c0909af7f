"""One child's story over HTTP, step by step, as the nine steps of the guided tour go."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from agencies.outbox.models import Delivery
from agencies.trail.models import TrailEntry
from referrals import door
from referrals.cases.models import Case
from referrals.concerns.models import Concern
from referrals.duties import actions as duties
from referrals.duties.models import Duty
from referrals.entries.models import Entry
from referrals.referrals.models import Referral
from referrals.shares.models import CaseShare
from tests.people import Cast, make_cast, set_clock

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class Story:
    """The cast at their browsers, and the clock."""

    def __init__(self, cast: Cast, clock: Any) -> None:
        self.cast, self.clock, self.browsers = cast, clock, {}  # type: ignore[var-annotated]

    def as_(self, name: str) -> Client:
        """The person's own browser, signed in."""
        if name not in self.browsers:
            self.browsers[name] = Client()
            self.browsers[name].force_login(self.cast.people[name], backend=BACKEND)
        return self.browsers[name]  # type: ignore[no-any-return]

    def move(self, at: datetime) -> None:
        """Go on at another hour; the sessions of before have ended by then."""
        self.clock.move_to(at)
        self.browsers.clear()

    def page(self, name: str, url: str) -> str:
        answer = self.as_(name).get(url)
        assert answer.status_code == 200, (name, url, answer.status_code)
        return re.sub(r"\s+", " ", answer.content.decode())

    def send(self, name: str, url: str, **fields: Any) -> str:
        """Send a form; it must have been taken, and the page that it leads to is given."""
        answer = self.as_(name).post(url, fields, follow=True)
        assert answer.redirect_chain, (
            name,
            url,
            answer.status_code,
            re.findall(r"error-message[^<]*<[^>]*>[^<]*", answer.content.decode()),
        )
        assert answer.status_code == 200, (name, url, answer.status_code)
        return re.sub(r"\s+", " ", answer.content.decode())

    def gone(self, name: str, url: str) -> bytes:
        answer = self.as_(name).get(url)
        assert answer.status_code == 404, (name, url, answer.status_code)
        return answer.content

    def sweep(self) -> None:
        """What the worker's ticks do, by the clock as it is now."""
        at = datetime.now(UTC)
        set_clock(at)
        duties.plan_what_is_due(at, at)
        duties.address_letters(at, at, door.audience)


@pytest.fixture
def story() -> Iterator[Story]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Story(make_cast(), clock)


def log_and_open(story: Story) -> Case:
    """Steps 1 and 2."""
    kofi = story.cast.kofi
    assert "immediate danger" in story.page("tom", "/concerns/log-concern/")
    found = story.as_("tom").post("/pupils/find/", {"pupil_name": "kof"})
    assert "Kofi Mensah-Hart" in found.content.decode()
    saved = story.send(
        "tom",
        "/concerns/log-concern/",
        pupil_name="kofi",
        pupil=kofi.reference,
        seen=["left_lesson"],
        fact="Left science when asked to read.",
        worry="2",
    )
    assert "Wednesday 25 November 2026" in saved
    concern = Concern.objects.get()
    assert "Kofi Mensah-Hart" in story.page("amara", "/my-work/")
    story.send("amara", f"/concerns/{concern.reference}/open-case/", why="Funny and loyal.", reply="Thank you, Tom.")
    case = Case.objects.get()
    assert "Thank you, Tom." in story.page("tom", f"/concerns/{concern.reference}/")
    story.gone("tom", f"/cases/{case.reference}/")
    return case


def work_on(story: Story, case: Case) -> None:
    """The rest of step 2."""
    url, people = f"/cases/{case.reference}", story.cast.people
    story.send("amara", f"{url}/name-lead/", person=people["dan"].reference)
    told = {"told": "yes", "whom": "Abena Mensah", "told_on": "19 11 2026", "how": "at school"}
    story.send("amara", f"{url}/record-family-told/", **told)
    words = {"kind": "voice", "title": "In Kofi’s words", "text": "The words don’t come, so I go."}
    story.send("dan", f"{url}/add-entry/", **words)
    seen = {"kind": "observation", "section": "education", "title": "Back in lessons", "text": "Used his card twice."}
    story.send("amara", f"{url}/add-entry/", **seen)
    home = {"kind": "contact", "section": "home", "title": "Rang his mum", "text": "A hard week at home."}
    story.send("amara", f"{url}/add-entry/", **home)
    entry = Entry.objects.get(section="home")
    story.send("amara", f"/entries/{entry.reference}/restrict-entry/", why="About his mum’s health")


def refer(story: Story, case: Case) -> Referral:
    """Steps 3 and 4."""
    ask = {"hopes": "Work with Kofi at home.", "worries": "He leaves lessons.", "family_told": "yes", "need": "3"}
    ask |= {"urgency": "routine", "basis": "public_task"}
    tried = {"what_1": "Lunch club", "happened_1": "7", "planned_1": "12", "result_1": "No fights"}
    story.send("amara", f"/cases/{case.reference}/draft-referral/", **ask, **tried)
    referral = Referral.objects.get()
    story.gone("sandra", f"/triage/{referral.reference}/")
    story.send("amara", f"/referrals/{referral.reference}/send-referral/")
    assert "Kofi Mensah-Hart" in story.page("sandra", "/triage/")
    page = story.page("sandra", f"/triage/{referral.reference}/")
    assert "Lunch club" in page
    assert "Monday 30 November 2026" in page  # five working days
    story.gone("sandra", f"/cases/{case.reference}/")
    story.send("sandra", f"/triage/{referral.reference}/acknowledge-referral/")
    story.send("sandra", f"/triage/{referral.reference}/return-referral/", question_1="Has he seen the counsellor?")
    question = referral.questions.get()
    story.move(MONDAY + timedelta(days=1))
    story.send("amara", f"/referrals/{referral.reference}/answer-referral/", **{f"answer_{question.pk}": "Twice."})
    story.send("sandra", f"/triage/{referral.reference}/accept-referral/", words_said="We will help Kofi.")
    assert "We will help Kofi." in story.page("amara", f"/referrals/{referral.reference}/")
    return referral


def terms(story: Story) -> dict[str, Any]:
    return {
        "agency": story.cast.camhs.reference,
        "purpose": "health_support",
        "question": "Is there a need that school is missing?",
        "level": "T",
        "sections": ["education", "voice"],
        "basis": "health_care",
        "condition": "health_care",
        "until_on": "15 January 2027",
        "told": "yes",
        "whom": "Abena Mensah",
        "told_on": "23 11 2026",
    }


def share(story: Story, case: Case) -> CaseShare:
    """Steps 5 and 6."""
    url = f"/cases/{case.reference}/share-case/"
    preview = story.as_("sandra").post(url, {**terms(story), "preview": "1"}).content.decode()
    assert "Used his card twice." in preview
    assert not CaseShare.objects.exists()
    story.send("sandra", url, **terms(story))
    made: CaseShare = CaseShare.objects.get()
    offer = story.page("priti", f"/shares/{made.reference}/")
    assert "Is there a need that school is missing?" in offer
    assert "Kofi" not in offer
    story.gone("priti", f"/cases/{case.reference}/")
    page = story.send("priti", f"/shares/{made.reference}/accept-share/")
    assert "Used his card twice." in page
    assert "A hard week at home." not in page
    assert "Restricted" not in page
    report = {"kind": "observation", "title": "Seen in clinic", "text": "He spoke freely."}
    story.send("priti", f"/cases/{case.reference}/add-entry/", **report)
    story.send("priti", f"/shares/{made.reference}/answer-question/", answer="Yes: word finding.")
    assert "Yes: word finding." in story.page("amara", f"/cases/{case.reference}/")
    return made


def test_a_concern_becomes_a_shared_case_that_ends(story: Story) -> None:
    case = log_and_open(story)
    work_on(story, case)
    refer(story, case)
    made = share(story, case)
    for name in ("helen", "far", "support", "ruth", "tom"):
        assert story.gone(name, f"/cases/{case.reference}/") == story.gone(name, "/cases/AAAA-AAAA-A/")

    why = story.page("amara", f"/cases/{case.reference}/reasons/")
    for who in ("Priti Nair", "Sandra Pell", "Dan Whitlock", "Colm Brannigan"):
        assert who in why
    assert "Priti Nair" in story.page("amara", f"/cases/{case.reference}/trail/")

    story.send(
        "sandra",
        f"/shares/{made.reference}/withdraw-share/",
        reason="would_not_help_function",
        why="The assessment is done.",
    )
    story.gone("priti", f"/cases/{case.reference}/")
    ended = story.page("priti", "/my-work/")
    assert "Sandra Pell" in ended
    assert "Kofi" not in ended

    closing = {"outcome": "needs_met", "words_said": "He stays in lessons.", "family_words": "We are glad."}
    story.send("amara", f"/cases/{case.reference}/close-case/", **closing)
    story.send("amara", f"/cases/{case.reference}/reopen-case/", why="It came back after Christmas.")
    story.gone("priti", f"/cases/{case.reference}/")
    assert TrailEntry.objects.filter(act="see_case", outcome="refused").count() >= 8


def test_a_forgotten_concern_goes_up_its_ladder_and_no_further_than_the_school(story: Story) -> None:
    log_and_open_only_concern(story)
    heard: dict[str, set[str]] = {}
    for day, hour in ((24, 9), (25, 9), (26, 9), (27, 9), (30, 9)):
        story.clock.move_to(datetime(2026, 11, day, hour, tzinfo=UTC))
        story.sweep()
    for row in Delivery.objects.filter(letter__step__gt="").select_related("letter", "person"):
        heard.setdefault(row.letter.step, set()).add(row.person.name)
    assert heard == {"before": {"Amara Adeyemi"}, "due": {"Amara Adeyemi"}, "late_1": {"Colm Brannigan"}}
    assert Duty.objects.get().state == "open"


def log_and_open_only_concern(story: Story) -> None:
    kofi = story.cast.kofi.reference
    fields = {"pupil_name": "kofi", "pupil": kofi, "seen": ["missing"], "fact": "Not in maths.", "worry": "2"}
    story.send("tom", "/concerns/log-concern/", **fields)


def test_a_share_ends_by_its_date_in_an_open_session(story: Story) -> None:
    case = log_and_open(story)
    work_on(story, case)
    refer(story, case)
    made = share(story, case)
    story.move(made.ends_at - timedelta(seconds=1))
    assert "Used his card twice." in story.page("priti", f"/cases/{case.reference}/")
    story.clock.move_to(made.ends_at)
    story.gone("priti", f"/cases/{case.reference}/")


def test_a_seat_that_ends_ends_it_in_an_open_session(story: Story) -> None:
    case = log_and_open(story)
    work_on(story, case)
    refer(story, case)
    share(story, case)
    story.cast.people["priti"].seats.update(ends_at=datetime.now(UTC))  # type: ignore[attr-defined]
    story.gone("priti", f"/cases/{case.reference}/")
    assert "Kofi" not in story.page("priti", "/my-work/")


def test_every_list_that_shows_a_child_leaves_one_line_with_what_it_showed(story: Story) -> None:
    case = log_and_open(story)
    referral = refer(story, case)
    last = TrailEntry.objects.order_by("-id").values_list("id", flat=True)[0]
    for name, path in (("amara", "/cases/"), ("amara", "/my-work/"), ("amara", "/concerns/"), ("sandra", "/triage/")):
        story.page(name, path)
    story.as_("amara").post("/search/", {"q": "kofi"}, follow=True)
    story.as_("tom").post("/pupils/find/", {"pupil_name": "kof"})
    lines = TrailEntry.objects.filter(id__gt=last).order_by("id")
    shown = {line.subject_kind: line.facts["shown"] for line in lines}
    assert shown["case list"] == shown["search"] == [case.reference]
    assert shown["pupils"] == [story.cast.kofi.reference]
    assert shown["concern list"] == [Concern.objects.get().reference]
    assert case.reference not in str(shown.get("queue", "")), referral
    assert {line.outcome for line in lines} == {"opened"}
