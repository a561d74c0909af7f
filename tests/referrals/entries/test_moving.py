"""An entry that was put on the wrong child: both stories say so, to whoever may know, and neither names the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from agencies.trail.models import TrailEntry
from referrals.cases.actions import close_case
from referrals.cases.models import Case
from referrals.documents.models import Document
from referrals.entries import actions as entries
from referrals.entries.models import Entry
from referrals.shares.models import CaseShare
from tests import documents, stories
from tests.acting.posts import named, other_case
from tests.browsing import browse, text
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ticking")]
WHY = "I wrote it on Kofi, and it was Maisie who said it."
SAID = "She rang her aunt from the office."


def put(cast: Cast, part: str = "education") -> tuple[Entry, Case]:
    """An entry of Amara's on Kofi's case, which is about Maisie."""
    case = named(cast)
    return stories.entry(cast, case, section=part, text=SAID), other_case(cast)


def move(cast: Cast, one: Entry, onto: Case | str, who: str = "amara") -> Any:
    reference = onto if isinstance(onto, str) else onto.reference
    return browse(cast, who).post(reverse("move_entry", args=[one.reference]), {"onto": reference, "why": WHY})


def read(cast: Cast, who: str, case: Case) -> str:
    return text(browse(cast, who).get(reverse("see_case", args=[case.reference])))


def page(cast: Cast, who: str, one: Entry) -> Any:
    return browse(cast, who).get(reverse("see_entry", args=[one.reference]))


def test_it_stands_on_the_right_case_and_both_stories_say_so(cast: Cast) -> None:
    one, onto = put(cast)
    old = one.case
    assert move(cast, one, onto).status_code == 302
    assert SAID not in read(cast, "amara", old)
    assert SAID in read(cast, "amara", onto)
    assert "It stood here, and was moved" in read(cast, "amara", old)
    assert "It is about this child, and was moved here." in read(cast, "amara", onto)
    assert "Maisie" not in read(cast, "amara", old)
    assert "Kofi" not in read(cast, "amara", onto)


def test_who_reads_one_of_the_two_learns_neither_the_other_name_nor_the_reason(cast: Cast) -> None:
    one, onto = put(cast)
    old = one.case
    stories.accepted(replace(cast, kofi=onto.pupil), onto)
    assert move(cast, one, onto).status_code == 302
    for answer in (page(cast, "sandra", one), browse(cast, "sandra").get(f"/cases/{onto.reference}/trail/")):
        assert answer.status_code == 200
        for word in ("Kofi", WHY, old.reference):
            assert word not in answer.content.decode()
    assert "Moved here by Amara Adeyemi" in text(page(cast, "sandra", one))
    both = text(page(cast, "amara", one))
    assert WHY in both
    assert "The case it stood on: Kofi Mensah-Hart" in both


def test_a_share_of_the_old_case_reads_it_no_more_and_the_page_says_who_had(cast: Cast) -> None:
    one, onto = put(cast)
    old, share = one.case, stories.shared(cast, one.case)
    assert SAID in read(cast, "priti", old)
    assert move(cast, one, onto).status_code == 302
    assert page(cast, "priti", one).status_code == 404
    assert SAID not in read(cast, "priti", old)
    assert "It stood here, and was moved" in read(cast, "priti", old)
    assert "Maisie" not in read(cast, "priti", old)
    assert "Priti Nair, CAMHS, last on 23 Nov 2026" in text(page(cast, "colm", one))
    assert CaseShare.objects.get(pk=share.pk).touched_at > AT


def test_a_part_that_a_share_does_not_show_leaves_no_line_and_moves_no_key(cast: Cast) -> None:
    one, onto = put(cast, "home")
    old, share = one.case, stories.shared(cast, one.case)
    before = CaseShare.objects.get(pk=share.pk).touched_at
    entries.move_entry(one, onto.reference, why=WHY, by=cast.actor("amara"), at=AT + timedelta(hours=1))
    assert "wrong child" not in read(cast, "priti", old)
    assert CaseShare.objects.get(pk=share.pk).touched_at == before


def test_a_restricted_one_stays_restricted_with_both_of_its_lines(cast: Cast) -> None:
    one, onto = put(cast)
    old = one.case
    stories.accepted(cast, old)
    stories.shared(cast, old)
    entries.restrict_entry(one, why="Told in confidence", by=cast.actor("amara"), at=AT)
    assert move(cast, Entry.objects.get(pk=one.pk), onto).status_code == 302
    assert Entry.objects.get(pk=one.pk).is_restricted
    for who in ("sandra", "priti"):
        assert "wrong child" not in read(cast, who, old)
        assert "Restricted" not in read(cast, who, old)
    assert Entry.objects.filter(title=entries.MOVED, is_restricted=True).count() == 2


def test_who_read_it_before_it_was_restricted_is_named_and_who_came_after_is_not(cast: Cast) -> None:
    one, onto = put(cast)
    stories.accepted(cast, one.case)
    stories.shared(cast, one.case)
    assert SAID in read(cast, "priti", one.case)
    restricting = browse(cast, "amara").post(reverse("restrict_entry", args=[one.reference]), {"why": "-"})
    assert restricting.status_code == 302
    assert SAID not in read(cast, "sandra", one.case)
    assert move(cast, Entry.objects.get(pk=one.pk), onto).status_code == 302
    shown = text(page(cast, "amara", one))
    assert "Priti Nair, CAMHS, last on" in shown
    assert "Sandra Pell" not in shown


def test_who_opened_the_other_case_before_it_stood_there_is_not_named(cast: Cast) -> None:
    one, onto = put(cast)
    stories.accepted(replace(cast, kofi=onto.pupil), onto)
    old = one.case
    read(cast, "sandra", onto)
    assert move(cast, one, onto).status_code == 302
    assert move(cast, one, old).status_code == 302
    assert "Sandra Pell" not in text(page(cast, "amara", one))


def test_what_hangs_on_it_goes_with_it(cast: Cast) -> None:
    one, onto = put(cast)
    paper = documents.add(cast, one.case)
    Document.objects.filter(pk=paper.pk).update(entry=one, section="")
    assert move(cast, one, onto).status_code == 302
    assert Document.objects.get(pk=paper.pk).case == onto


def test_nobody_moves_it_but_who_leads_at_the_school_and_no_partners_entry(cast: Cast) -> None:
    one, onto = put(cast)
    stories.shared(cast, one.case)
    own = stories.entry(cast, one.case, "priti", section="health")
    answers = {who: move(cast, one, onto, who).status_code for who in ("dan", "priti", "tom", "helen", "sandra")}
    assert answers == {"dan": 403, "priti": 403, "tom": 404, "helen": 404, "sandra": 404}
    assert move(cast, own, onto).status_code == 403
    assert "It is about another child" not in text(page(cast, "amara", own))


def test_a_case_that_is_hidden_closed_the_same_childs_or_nowhere_is_refused_in_the_same_words(cast: Cast) -> None:
    one, onto = put(cast)
    close_case(onto, outcome="needs_met", words="-", family_words="-", by=cast.actor("amara"), at=AT)
    elsewhere = Case.objects.create(
        pupil=onto.pupil, authority=onto.authority, school=cast.merrow, opened_at=AT, opened_by=cast.people["helen"],
        updated_at=AT, why="-",
    )  # fmt: skip
    answers = [move(cast, one, other) for other in (onto, one.case, elsewhere, "ABCD-EFGH-J", "'; drop", "O’Shea")]
    assert {answer.status_code for answer in answers} == {422}
    for answer in answers:
        assert "There is no open case of another child at your school with this reference" in text(answer)
        assert WHY in text(answer)
    assert Entry.objects.get(pk=one.pk).case == one.case


def test_it_can_be_moved_back_and_each_time_is_kept(cast: Cast) -> None:
    one, onto = put(cast)
    old = one.case
    assert move(cast, one, onto).status_code == 302
    assert move(cast, one, old).status_code == 302
    assert Entry.objects.get(pk=one.pk).case == old
    assert one.moves.count() == 2


@pytest.mark.parametrize("mover", ["amara", "colm"])
def test_the_author_of_a_restricted_one_reads_in_both_stories_that_it_was_moved_and_by_whom(
    cast: Cast, mover: str
) -> None:
    one, onto = put(cast)
    old = one.case
    entries.restrict_entry(one, why="Told in confidence", by=cast.actor("colm"), at=AT)
    assert move(cast, Entry.objects.get(pk=one.pk), onto, mover).status_code == 302
    name = cast.people[mover].name
    for case in (old, onto):
        line = Entry.objects.get(case=case, title=entries.MOVED)
        for who in ("amara", "colm", *(["dan"] if case == old else [])):
            assert f"{name} moved it" in text(page(cast, who, line))
        assert page(cast, "helen", line).status_code == 404


def trail(cast: Cast, who: str, case: Case) -> str:
    return text(browse(cast, who).get(f"/cases/{case.reference}/trail/"))


def test_both_trails_have_a_line_and_neither_names_the_other_case(cast: Cast) -> None:
    one, onto = put(cast)
    old = one.case
    stories.accepted(cast, old)
    assert move(cast, one, onto).status_code == 302
    lines = {line.case_ref: line for line in TrailEntry.objects.filter(act="move_entry", outcome="done")}
    assert set(lines) == {old.reference, onto.reference}
    for here, there in ((old, onto), (onto, old)):
        line = lines[here.reference]
        assert there.reference not in f"{line.facts}{line.why}{line.subject_ref}"
        assert "Moved an entry to another child’s case" in trail(cast, "amara", here)
    assert "Moved an entry to another child’s case" in trail(cast, "sandra", old)


def test_of_a_restricted_one_the_trail_tells_whoever_could_read_it_and_nobody_else(cast: Cast) -> None:
    one, onto = put(cast)
    old = one.case
    stories.accepted(cast, old)
    entries.restrict_entry(one, why="Told in confidence", by=cast.actor("amara"), at=AT)
    assert move(cast, Entry.objects.get(pk=one.pk), onto).status_code == 302
    assert "Moved an entry" in trail(cast, "amara", old)
    assert "Moved an entry" not in trail(cast, "sandra", old)


def test_one_that_was_moved_and_not_edited_is_not_called_edited(cast: Cast) -> None:
    one, onto = put(cast)
    assert move(cast, one, onto).status_code == 302
    assert "Edited since" not in read(cast, "amara", onto)
    facts = entries.EntryFacts("visit", one.section, "Back", "She came.", one.happened_on)
    entries.edit_entry(Entry.objects.get(pk=one.pk), facts, why="-", by=cast.actor("amara"), at=AT)
    assert "Edited since" in read(cast, "amara", onto)


def test_who_opened_its_document_on_the_wrong_child_is_named_on_both_pages_and_in_the_old_trail(cast: Cast) -> None:
    one, onto = put(cast)
    old = one.case
    paper = documents.add(cast, old)
    Document.objects.filter(pk=paper.pk).update(entry=one, section="")
    stories.shared(cast, old)
    url = reverse("see_document", args=[paper.reference])
    assert browse(cast, "priti").get(url).status_code == 200
    assert move(cast, one, onto).status_code == 302
    assert "Priti Nair, CAMHS, last on" in text(page(cast, "amara", one))
    assert "Priti Nair" in text(browse(cast, "amara").get(url))
    assert "Looked at a document" in trail(cast, "amara", old)
    assert "Priti Nair" in trail(cast, "amara", old)


def test_who_reads_the_new_trail_alone_reads_of_nobody_who_opened_its_document_on_the_wrong_child(cast: Cast) -> None:
    one, onto = put(cast)
    old = one.case
    paper = documents.add(cast, old)
    Document.objects.filter(pk=paper.pk).update(entry=one, section="")
    stories.shared(cast, old)
    stories.accepted(replace(cast, kofi=onto.pupil), onto)
    url = reverse("see_document", args=[paper.reference])
    assert browse(cast, "priti").get(url).status_code == 200
    assert move(cast, one, onto).status_code == 302
    answer = browse(cast, "sandra").get(url)
    assert answer.status_code == 200
    assert "Priti Nair" not in text(answer)
