"""An entry by kind, with facts apart from opinion; edited by its author, restricted and unrestricted by who leads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.trail.models import TrailEntry
from referrals.cases.actions import join_concern
from referrals.cases.models import Case
from referrals.entries import actions as entries
from referrals.entries.models import Entry, EntryEdit
from referrals.shares.actions import withdraw_share
from referrals.shares.models import CaseShare
from tests import stories
from tests.acting.posts import entry, named
from tests.browsing import browse, carried, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
VISIT: dict[str, Any] = {
    "kind": "visit",
    "title": "At home",
    "text": "Two rooms, five people. Kofi did his homework on the stairs.",
    "opinion": "A quiet place would help him more than a mentor.",
    "told_by": "Siobhán O’Shea and Łukasz 🙂",
    "happened_on": "20 Nov 2026",
    "happened_time": "4.15 pm",
    "place": "The flat in Canal Road",
    "section": "home",
}
OTHER = {"kind": "visit", "title": "Back in lessons", "text": "He came back twice.", "why": "I had it from Mr Osei."}
CANARY = "Quillfeather"


def add(cast: Cast, **changes: Any) -> tuple[Any, Case]:
    case = named(cast)
    return browse(cast, "amara").post(reverse("add_entry", args=[case.reference]), {**VISIT, **changes}), case


def read(cast: Cast, who: str, name: str, reference: str) -> str:
    return text(browse(cast, who).get(reverse(name, args=[reference])))


def test_a_visit_has_its_facts_its_opinion_its_time_and_its_place(cast: Cast) -> None:
    answer, case = add(cast)
    assert answer.status_code == 302, text(answer)
    one = case.entries.get(title="At home")
    assert (one.kind, one.opinion, one.place, one.is_apart) == ("visit", VISIT["opinion"], VISIT["place"], True)
    assert one.happened_at == datetime(2026, 11, 20, 16, 15, tzinfo=UTC)
    for page in (read(cast, "amara", "see_case", case.reference), read(cast, "amara", "see_entry", one.reference)):
        for said in (VISIT["text"], VISIT["opinion"], VISIT["told_by"], "4:15pm", VISIT["place"], "Visit"):
            assert said in page
        assert "not written apart" not in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"happened_on": "23 Nov 2026", "happened_time": "23:59"}, "That time has not come yet"),
        ({"happened_time": "late"}, "Enter the time as hours and minutes"),
        ({"kind": "act"}, "Choose one of the answers"),
        ({"text": ""}, "Say what happened, or what was said"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(cast: Cast, changes: dict[str, str], said: str) -> None:
    answer, case = add(cast, **changes)
    assert answer.status_code == 422
    assert said in text(answer)
    assert VISIT["opinion"] in text(answer)
    assert not case.entries.filter(title="At home").exists()


@pytest.mark.parametrize("kind", ["contact", "visit", "meeting", "observation", "decision", "voice"])
def test_each_kind_is_kept_and_the_childs_words_stand_in_their_own_part(cast: Cast, kind: str) -> None:
    answer, case = add(cast, kind=kind)
    assert answer.status_code == 302
    assert case.entries.get(title="At home").section == ("voice" if kind == "voice" else "home")


def test_of_an_entry_from_before_it_is_said_that_its_kind_was_not_recorded(cast: Cast) -> None:
    old = entry(cast)
    Entry.objects.filter(pk=old.pk).update(kind="contact", is_apart=False)
    assert "Kind not recorded: a talk, a call or a visit" in read(cast, "amara", "see_entry", old.reference)
    assert "Facts and opinion were not written apart" in read(cast, "amara", "see_entry", old.reference)
    assert "Kind not recorded" in read(cast, "amara", "see_case", old.case.reference)
    Entry.objects.filter(pk=old.pk).update(kind="observation")
    assert "not recorded" not in read(cast, "amara", "see_entry", old.reference)


def edit(cast: Cast, one: Entry, who: str = "amara", **changes: Any) -> Any:
    sent = {**OTHER, "happened_on": f"{one.happened_on:%d %m %Y}", **changes}
    return browse(cast, who).post(reverse("edit_entry", args=[one.reference]), sent)


def test_an_entry_is_never_given_todays_day_because_its_own_was_cleared(cast: Cast) -> None:
    one = entry(cast)
    Entry.objects.filter(pk=one.pk).update(happened_on=AT.date() - timedelta(days=20))
    form = text(browse(cast, "amara").get(reverse("edit_entry", args=[one.reference])))
    assert "Leave empty for today" not in form
    answer = edit(cast, one, happened_on="")
    assert answer.status_code == 422
    assert "Say on which day it was" in text(answer)
    assert OTHER["text"] in text(answer)
    assert Entry.objects.get(pk=one.pk).happened_on == AT.date() - timedelta(days=20)
    assert not EntryEdit.objects.exists()


def test_its_author_edits_it_and_both_texts_and_the_reason_stay(cast: Cast) -> None:
    one = entry(cast)
    assert edit(cast, one).status_code == 302
    assert edit(cast, one, text="He came back three times.", why="And on Friday.").status_code == 302
    page = read(cast, "amara", "see_entry", one.reference)
    for said in ("He came back.", "He came back twice.", "He came back three times.", OTHER["why"], "And on Friday."):
        assert said in page
    rows = list(EntryEdit.objects.order_by("number").values_list("number", "text", "kind"))
    assert rows == [(1, "He came back.", "observation"), (2, "He came back twice.", "visit")]
    assert "Edited since" in read(cast, "amara", "see_case", one.case.reference)
    line = TrailEntry.objects.filter(act="edit_entry").order_by("id").first()
    assert line is not None
    assert "He came back" not in f"{line.facts}{line.why}"


def test_nobody_else_edits_it_and_no_line_of_an_act_is_edited(cast: Cast) -> None:
    one = entry(cast)
    stories.safeguarding_lead(cast)
    answers = {name: edit(cast, one, name).status_code for name in ("dan", "colm", "okoro", "tom", "helen")}
    assert answers == {"dan": 403, "colm": 403, "okoro": 403, "tom": 404, "helen": 404}
    line = Entry.objects.filter(case=one.case, kind="concern").get()
    assert line.author == cast.people["tom"]
    act = Entry.objects.filter(case=one.case, kind="act", author=cast.people["amara"]).first()
    if act is not None:
        assert edit(cast, act).status_code == 403
        assert "Edit it" not in read(cast, "amara", "see_entry", act.reference)
    assert not EntryEdit.objects.exists()


def test_a_partner_edits_what_the_team_wrote_while_the_share_lives(cast: Cast) -> None:
    case = named(cast)
    share = stories.shared(cast, case)
    own = stories.entry(cast, case, "priti", section="health")
    assert "Edit it" in read(cast, "priti", "see_entry", own.reference)
    assert (
        reverse("see_entry", args=[own.reference])
        in browse(cast, "priti").get(f"/cases/{case.reference}/").content.decode()
    )
    assert edit(cast, own, "priti").status_code == 302
    withdraw_share(share, why="Over.", by=cast.actor("amara"), at=AT)
    assert edit(cast, own, "priti", text="Again.").status_code == 404


def test_a_second_tab_sees_what_it_says_now_and_keeps_what_was_typed(cast: Cast) -> None:
    one, client = entry(cast), browse(cast, "amara")
    url = reverse("edit_entry", args=[one.reference])
    opened = {**carried(client.get(url)), "asked": "1"}
    assert edit(cast, one).status_code == 302
    answer = client.post(url, {**opened, **OTHER, "text": "He stayed for art."})
    assert answer.status_code == 422
    assert "it says “He came back twice.” now" in text(answer) or "You edited an entry" in text(answer)
    assert "He stayed for art." in text(answer)
    assert Entry.objects.get(pk=one.pk).text == "He came back twice."


def test_a_stale_version_is_told_both_texts(cast: Cast) -> None:
    one = entry(cast)
    by = {"by": cast.actor("amara"), "at": AT}
    facts = entries.EntryFacts("visit", one.section, "Back", "He came back twice.", one.happened_on)
    entries.edit_entry(one, facts, why="Osei.", **by)
    answer = edit(cast, one, asked="1", text="He stayed for art.", title="Back")
    assert answer.status_code == 422
    assert "it says “He came back twice.” now" in text(answer)
    assert "He stayed for art." in text(answer)
    with pytest.raises(NotNow):
        entries.edit_entry(one, facts, why="Late.", version=1, **by)


def test_with_nothing_different_nothing_is_kept(cast: Cast) -> None:
    one = entry(cast)
    same = {"kind": "observation", "title": one.title, "text": one.text, "happened_on": "23 Nov 2026"}
    answer = edit(cast, one, **same)
    assert answer.status_code == 422
    assert "Nothing of it is different" in text(answer)
    assert not EntryEdit.objects.exists()


def moved(share: CaseShare, do: Any) -> bool:
    before = CaseShare.objects.get(pk=share.pk).touched_at
    do()
    return CaseShare.objects.get(pk=share.pk).touched_at != before


def test_a_receivers_list_moves_where_the_share_shows_the_entry_and_nowhere_else(cast: Cast) -> None:
    case = named(cast)
    seen, hidden = (stories.entry(cast, case, section=part) for part in ("education", "home"))
    share = stories.shared(cast, case)
    by, later = cast.actor("amara"), iter(AT + timedelta(minutes=n) for n in range(1, 20))

    def change(one: Entry, words: str) -> None:
        facts = entries.EntryFacts("visit", one.section, "-", words, one.happened_on)
        entries.edit_entry(Entry.objects.get(pk=one.pk), facts, why="-", by=by, at=next(later))

    assert moved(share, lambda: change(seen, "One"))
    assert not moved(share, lambda: change(hidden, "One"))
    for one in (seen, hidden):
        entries.restrict_entry(Entry.objects.get(pk=one.pk), why="-", by=by, at=next(later))
    assert not moved(share, lambda: change(seen, "Two"))
    for one, is_shown in ((hidden, False), (seen, True)):
        fresh = Entry.objects.get(pk=one.pk)
        free = lambda fresh=fresh: entries.unrestrict_entry(fresh, why="-", by=by, at=next(later))  # noqa: E731
        assert moved(share, free) is is_shown


def test_a_restriction_ends_with_a_reason_and_the_history_of_both_is_the_schools(cast: Cast) -> None:
    case = named(cast)
    stories.shared(cast, case)
    one = stories.entry(cast, case)
    entries.restrict_entry(one, why="Not told yet", by=cast.actor("amara"), at=AT)
    assert browse(cast, "priti").get(reverse("see_entry", args=[one.reference])).status_code == 404
    url = reverse("unrestrict_entry", args=[one.reference])
    answers = {
        name: browse(cast, name).post(url, {"why": "x"}).status_code for name in ("dan", "priti", "tom", "helen")
    }
    assert answers == {"dan": 403, "priti": 404, "tom": 404, "helen": 404}
    assert browse(cast, "colm").post(url, {"why": ""}).status_code == 422
    assert browse(cast, "colm").post(url, {"why": "They know now"}).status_code == 302
    for said in ("Not told yet", "They know now"):
        assert said in read(cast, "amara", "see_entry", one.reference)
        assert said not in read(cast, "priti", "see_entry", one.reference)
    assert browse(cast, "colm").get(url).status_code == 409


def test_what_was_ticked_as_danger_stays_restricted(cast: Cast) -> None:
    concern = stories.danger(cast)
    case = stories.case(cast)
    join_concern(concern, case, reply="-", by=cast.actor("amara"), at=AT)
    line = Entry.objects.get(case=case, kind="danger")
    assert "End the restriction" not in read(cast, "colm", "see_entry", line.reference)
    assert (
        browse(cast, "colm").post(reverse("unrestrict_entry", args=[line.reference]), {"why": "x"}).status_code == 403
    )
    with pytest.raises(NotNow, match="stays restricted"):
        entries.unrestrict_entry(line, why="x", by=cast.actor("colm"), at=AT)


@pytest.mark.parametrize("field", ["opinion", "place", "told_by", "title", "text", "why"])
def test_a_word_in_each_new_field_reaches_whoever_may_read_the_entry_and_nobody_else(
    cast: Cast, field: str, caplog: pytest.LogCaptureFixture
) -> None:
    case = named(cast)
    stories.accepted(cast, case)
    stories.shared(cast, case)
    one = stories.entry(cast, case, section="home")
    said = {"kind": "visit", "title": "T", "text": "T", "opinion": "O", "place": "P", "told_by": "W", "why": "Y"}
    assert edit(cast, one, **{**said, field: f"{CANARY} said"}).status_code == 302
    assert edit(cast, one, **said, happened_on="22 Nov 2026").status_code == 302
    pages = [f"/cases/{case.reference}/", f"/entries/{one.reference}/", f"/cases/{case.reference}/documents/"]
    pages += [
        f"/cases/{case.reference}/trail/",
        reverse("see_child", args=[cast.kofi.reference]),
        "/inbox/",
        "/my-work/",
        "/cases/",
    ]
    told = {
        name: any(CANARY in browse(cast, name).get(url).content.decode() for url in pages)
        for name in ("amara", "dan", "colm", "sandra", "priti", "tom", "helen", "far")
    }
    assert told == {
        **dict.fromkeys(("amara", "dan", "colm", "sandra"), True),
        **dict.fromkeys(("priti", "tom", "helen", "far"), False),
    }
    entries.restrict_entry(Entry.objects.get(pk=one.pk), why="-", by=cast.actor("amara"), at=AT)
    assert not any(CANARY in browse(cast, "sandra").get(url).content.decode() for url in pages)
    assert CANARY not in caplog.text
