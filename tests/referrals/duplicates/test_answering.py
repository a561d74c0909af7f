"""An officer reads the list, compares two records, and says that they are two children."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.acting.refusals import NotNow
from agencies.likeness import days_near
from agencies.outbox.models import Letter
from agencies.trail.models import TrailEntry
from referrals.duplicates import actions
from referrals.duplicates.facts import digest, with_numbers
from referrals.duplicates.models import Duplicate
from referrals.family.models import FamilyLink
from referrals.pupils.models import Enrolment, Identifier, Pupil
from tests import stories
from tests.arriving import UPN
from tests.browsing import browse, carried, statements, text
from tests.duplicates import found, look, record
from tests.people import AT, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
LIST = "/duplicates/"
APART = "/duplicates/kept-apart/"
WHY = "I rang both schools: one is in Year 9 and the other in Year 7."


def stands(pair: Duplicate) -> str:
    return digest(*Pupil.objects.filter(pk__in=[pair.one_id, pair.other_id]).prefetch_related(*with_numbers()))


def apart(cast: Cast, pair: Duplicate, who: str = "sandra") -> None:
    pair.refresh_from_db()
    actions.keep_apart(pair, why=WHY, asked=stands(pair), by=cast.actor(who), at=AT)


def url(pair: Duplicate, act: str = "") -> str:
    return f"/duplicates/{pair.reference}/{act}"


def test_an_officer_goes_from_the_overview_to_the_list_and_compares(cast: Cast) -> None:
    pair, client = found(cast, known_as="Kwame"), browse(cast, "sandra")
    assert f'href="{LIST}"' in client.get("/overview/").content.decode()
    listed = text(client.get(LIST))
    for said in ("Kofi Mensah-Hart and Kwame Mensah Hart", "Alike, 65 points", "23 Nov 2026"):
        assert said in listed
    assert "Alder Hythe" not in listed.partition("<main")[2]
    shown = text(client.get(url(pair)))
    for said in (
        "Is it one child?",
        "First record: Kofi Mensah-Hart",
        "Second record: Kwame Mensah Hart",
        "Alike: 65 points",
        "Born on the same day",
        "+25",
        "The same family name, but for marks or a letter",
        "+20",
        "Alder Hythe School, from",
        "Merrow Lane Primary, from 2 Sep 2026",
        "What else is known of either child is not shown here.",
        "Propose one record",
    ):
        assert said in shown, said
    lines = TrailEntry.objects.filter(act__in=["see_duplicates", "compare_pupils"]).order_by("id")
    assert [(one.act, one.outcome, one.subject_ref) for one in lines] == [
        ("see_duplicates", "opened", ""),
        ("compare_pupils", "opened", pair.reference),
    ]
    assert lines[0].facts == {"shown": sorted([pair.one.reference, pair.other.reference])}


def test_numbers_are_shown_with_what_is_doubtful_or_over(cast: Cast) -> None:
    pair = found(cast)
    said: dict[str, Any] = {"kind": "upn", "starts_on": AT.date(), "authority_id": pair.authority_id}
    Identifier.objects.create(pupil=pair.one, value="R201100018042", is_doubtful=True, **said)
    Identifier.objects.create(pupil=pair.one, value="H801200001001", ends_on=AT.date(), **said)
    Identifier.objects.create(pupil=pair.one, value="G80120000101A", is_in_error=True, **said)
    shown = text(browse(cast, "grace").get(url(pair)))
    assert "R201100018042, which another record has too" in shown
    assert "H801200001001, until Monday 23 November 2026" in shown
    assert "not known" in shown
    assert "UPN (not the same)" in re.sub(r"<[^>]*>", "", shown)
    Identifier.objects.create(pupil=pair.other, value="R201100018042", is_doubtful=True, **said)
    Identifier.objects.create(pupil=pair.other, value="H801200001001", is_doubtful=True, **said)
    assert "UPN (the same)" in re.sub(r"<[^>]*>", "", text(browse(cast, "grace").get(url(pair))))
    assert "G80120000101A" not in shown


def test_nothing_of_a_case_a_concern_or_a_flag_is_shown(cast: Cast) -> None:
    pair = found(cast)
    client = browse(cast, "sandra")
    before = [client.get(one).content for one in (LIST, url(pair))]
    case = stories.accepted(cast, stories.case(cast)).case
    assert case.pupil_id in (pair.one_id, pair.other_id)
    assert [_bare(one) for one in before] == [_bare(client.get(one).content) for one in (LIST, url(pair))]


def _bare(page: bytes) -> str:
    return page.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize("to", [LIST, "/duplicates/kept-apart/"])
@pytest.mark.parametrize("who", ["tom", "amara", "helen", "priti", "far", "support", "dpo"])
def test_nobody_else_reaches_it(cast: Cast, who: str, to: str) -> None:
    pair = found(cast)
    if to != LIST:
        apart(cast, pair)
    client, absent = browse(cast, who), url(pair).replace(pair.reference, "K7Q4-M2XH-5")
    assert client.get(to).status_code == 200 if who == "far" else client.get(to).status_code == 403
    if who == "far":
        assert re.search(r"No pair (waits|stands) here\.", text(client.get(to)))
    for act in ("", "keep-apart/", "reopen-duplicate/"):
        assert client.get(url(pair, act)).status_code == client.get(absent + act).status_code == 404
        assert client.post(url(pair, act), {"why": WHY}).status_code == (405 if act == "" else 404)
    assert Duplicate.objects.get().state == ("waiting" if to == LIST else "apart")


def test_they_are_two_children_and_a_second_click_is_harmless(cast: Cast) -> None:
    pair, client = found(cast), browse(cast, "sandra")
    form = client.get(url(pair, "keep-apart/"))
    assert "No school is told." in text(form)
    empty = client.post(url(pair, "keep-apart/"), carried(form))
    assert (empty.status_code, "Say how you know" in text(empty)) == (422, True)
    sent = {**carried(form), "why": WHY}
    done = client.post(url(pair, "keep-apart/"), sent, follow=True)
    assert "They are two children. The pair is off the list." in text(done)
    assert "No pair waits here." in text(done)
    again = client.post(url(pair, "keep-apart/"), sent, follow=True)
    assert "Already done" in text(again)
    assert TrailEntry.objects.filter(act="keep_apart", why=WHY).count() == 1
    pair.refresh_from_db()
    assert (pair.state, pair.apart_by, pair.apart_why) == ("apart", cast.people["sandra"], WHY)
    shown = text(client.get(url(pair)))
    assert "Sandra Pell said on 23 Nov 2026 that they are two children" in shown
    assert "Not the same child" not in shown.partition("<main")[2]
    assert browse(cast, "grace").get(url(pair, "keep-apart/")).status_code == 409


def test_who_comes_second_is_told_who_was_first(cast: Cast) -> None:
    pair, client = found(cast), browse(cast, "grace")
    form = client.get(url(pair, "keep-apart/"))
    apart(cast, pair)
    late = client.post(url(pair, "keep-apart/"), {**carried(form), "why": "other words"})
    assert "Sandra Pell" in text(late)
    assert Duplicate.objects.get().apart_why == WHY


def test_what_was_changed_since_the_page_was_opened_is_looked_at_again(cast: Cast) -> None:
    pair, client = found(cast), browse(cast, "sandra")
    form = client.get(url(pair, "keep-apart/"))
    Pupil.objects.filter(pk=pair.other_id).update(known_as="Kwame")
    late = client.post(url(pair, "keep-apart/"), {**carried(form), "why": WHY})
    assert "A record was changed since you opened this page." in text(late)
    assert WHY in text(late)
    assert Duplicate.objects.get().state == "waiting"


def test_what_was_said_by_mistake_is_opened_again_from_the_list_of_those_kept_apart(cast: Cast) -> None:
    pair, client = found(cast, known_as="Kwame"), browse(cast, "grace")
    assert "No pair stands here." in text(client.get(APART))
    assert client.get(url(pair, "reopen-duplicate/")).status_code == 409
    apart(cast, pair)
    assert f'href="{APART}"' in client.get(LIST).content.decode()
    listed = client.get(APART)
    for said in ("Kofi Mensah-Hart and Kwame Mensah Hart", "Sandra Pell", "23 Nov 2026", WHY):
        assert said in text(listed), said
    assert TrailEntry.objects.filter(act="see_duplicates").latest("id").facts == {
        "shown": sorted([pair.one.reference, pair.other.reference])
    }
    assert f'href="{url(pair)}"' in listed.content.decode()
    assert f'href="{url(pair, "reopen-duplicate/")}"' in client.get(url(pair)).content.decode()
    form = client.get(url(pair, "reopen-duplicate/"))
    assert "What was said before stays in the trail. No school is told." in text(form)
    assert client.post(url(pair, "reopen-duplicate/"), carried(form)).status_code == 422
    sent = {**carried(form), "why": "I read the wrong line."}
    done = client.post(url(pair, "reopen-duplicate/"), sent, follow=True)
    assert "The pair is on the list again." in text(done)
    assert f'href="{url(pair, "keep-apart/")}"' in done.content.decode()
    assert "reopen-duplicate" not in done.content.decode().partition("<main")[2]
    assert "Already done" in text(client.post(url(pair, "reopen-duplicate/"), sent, follow=True))
    assert [
        one.why for one in TrailEntry.objects.filter(act__in=["keep_apart", "reopen_duplicate"]).order_by("id")
    ] == [
        WHY,
        "I read the wrong line.",
    ]
    now = Duplicate.objects.get()
    assert (now.state, now.apart_by, now.apart_why, now.compared) == ("waiting", None, "", "")
    assert "Kofi Mensah-Hart" in text(client.get(LIST))
    assert "No pair stands here." in text(client.get(APART))
    assert not Letter.objects.filter(act="reopen_duplicate").exists()
    look(pair.one, pair.other)
    assert Duplicate.objects.get().state == "waiting"


def test_a_pair_that_is_alike_no_more_or_asked_of_elsewhere_is_not_opened_again(cast: Cast) -> None:
    pair, client = found(cast), browse(cast, "grace")
    apart(cast, pair)
    form = client.get(url(pair, "reopen-duplicate/"))
    sent = {**carried(form), "why": "I read the wrong line."}
    said = {"agency": cast.council, "kind": "sibling", "linked_at": AT, "linked_by": cast.people["grace"]}
    link = FamilyLink.objects.create(one=pair.one, other=pair.other, **said)
    assert "No pair stands here." in text(client.get(APART))
    late = client.post(url(pair, "reopen-duplicate/"), sent)
    assert (late.status_code, "or are linked as family. Say it there." in text(late)) == (422, True)
    assert "I read the wrong line." in text(late)
    link.delete()
    Pupil.objects.filter(pk=pair.other_id).update(given_name="Yaw", family_name="Boateng")
    assert "No pair stands here." in text(client.get(APART))
    assert client.get(url(pair, "reopen-duplicate/")).status_code == 409
    assert client.post(url(pair, "reopen-duplicate/"), sent).status_code == 422
    assert Duplicate.objects.get().state == "apart"
    assert not TrailEntry.objects.filter(act="reopen_duplicate", outcome="done").exists()


def test_who_opens_it_again_second_is_told_who_was_first(cast: Cast) -> None:
    pair, client = found(cast), browse(cast, "grace")
    apart(cast, pair)
    form = client.get(url(pair, "reopen-duplicate/"))
    actions.reopen_duplicate(pair, why=WHY, by=cast.actor("sandra"), at=AT)
    assert "Sandra Pell" in text(client.post(url(pair, "reopen-duplicate/"), {**carried(form), "why": "Mine."}))
    assert TrailEntry.objects.filter(act="reopen_duplicate", outcome="done").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("given_name", "Kofie"), ("known_as", "Kwame"), ("family_name", "Mensah"), ("born_on", None)],
)
def test_it_comes_back_only_where_something_that_identifies_was_changed(
    cast: Cast, field: str, value: str | None
) -> None:
    pair = found(cast)
    apart(cast, pair)
    look(pair.one, pair.other)
    Enrolment.objects.filter(pupil=pair.one).update(form="9Z")
    Pupil.objects.filter(pk=pair.one_id).update(version=7)
    look(pair.one, pair.other)
    assert Duplicate.objects.get().state == "apart"
    born = (day for day in days_near(cast.kofi.born_on) if day != cast.kofi.born_on)
    Pupil.objects.filter(pk=pair.other_id).update(**{field: value or next(born)})
    look(pair.other)
    now = Duplicate.objects.get()
    assert (now.state, now.apart_by, now.apart_why, now.compared) == ("waiting", None, "", "")


def test_it_comes_back_with_a_number(cast: Cast) -> None:
    pair = found(cast)
    apart(cast, pair)
    Identifier.objects.create(
        pupil=pair.one, value="R201100018042", kind="upn", starts_on=AT.date(), authority_id=pair.authority_id
    )
    look(pair.one)
    assert Duplicate.objects.get().state == "waiting"


def test_a_pair_that_clashes_by_now_is_as_one_that_is_alike_no_more(cast: Cast) -> None:
    """Before the tick has seen it: of what clashed not a word."""
    pair, client = found(cast), browse(cast, "sandra")
    said: dict[str, Any] = {"kind": "upn", "starts_on": AT.date(), "authority_id": pair.authority_id}
    pages = []
    for clashes in (False, True):
        Pupil.objects.filter(pk=pair.other_id).update(given_name="Yaw", family_name="Boateng")
        if clashes:
            for pupil in (pair.one, pair.other):
                Identifier.objects.create(pupil=pupil, value="R201100018042", is_doubtful=True, **said)
        listed, shown = client.get(LIST), client.get(url(pair))
        assert (listed.status_code, shown.status_code) == (200, 409)
        assert client.get(url(pair, "keep-apart/")).status_code == 409
        pages.append((_bare(listed.content), _bare(shown.content)))
    assert pages[0] == pages[1]
    assert "No pair waits here." in pages[0][0]
    with pytest.raises(NotNow):
        actions.keep_apart(pair, why=WHY, asked="", by=cast.actor("sandra"), at=AT)


def test_what_was_typed_is_kept_where_the_two_clash_meanwhile_and_no_word_says_so(cast: Cast) -> None:
    pair, client = found(cast), browse(cast, "sandra")
    form = client.get(url(pair, "keep-apart/"))
    Pupil.objects.filter(pk=pair.other_id).update(given_name="Yaw", family_name="Boateng")
    for pupil in (pair.one, pair.other):
        Identifier.objects.create(
            pupil=pupil, value=UPN, is_doubtful=True, kind="upn", starts_on=AT.date(), authority_id=pair.authority_id
        )
    late = client.post(url(pair, "keep-apart/"), {**carried(form), "why": WHY})
    assert late.status_code == 422
    shown = text(late).partition("<main")[2]
    assert "A record was changed since you opened this page." in shown
    assert WHY in shown
    assert not [word for word in (UPN, "Boateng", "Yaw", "First record") if word in shown]


def test_whom_somebody_links_as_family_goes_from_the_list_at_once(cast: Cast) -> None:
    """Before the tick has seen it."""
    pair, client = found(cast), browse(cast, "sandra")
    said = {"agency": cast.council, "kind": "sibling", "linked_at": AT, "linked_by": cast.people["grace"]}
    FamilyLink.objects.create(one=pair.one, other=pair.other, **said)
    assert "No pair waits here." in text(client.get(LIST))


def test_the_list_goes_on_page_by_page_at_a_constant_cost(cast: Cast) -> None:
    client = browse(cast, "sandra")
    found(cast)
    client.get(LIST)
    one = len(statements(lambda: client.get(LIST)))
    letters = "abcdefghijklmnopqrstuvwxyz"
    born = [cast.kofi.born_on.replace(year=1995 + n) for n in range(len(letters))]
    named = [(f"Ada{x}{x}{x}", f"Quill{x}man{x}") for x in letters]
    made = [record(cast.merrow, *names, day) for names, day in zip(named, born, strict=True)]
    made += [record(cast.alder, p.given_name, p.family_name, p.born_on) for p in made]
    look(*made)
    assert Duplicate.objects.filter(state="waiting").count() >= 27
    first = client.get(LIST)
    assert len(statements(lambda: client.get(LIST))) == one <= 14
    cursor = first.content.decode().partition("?after=")[2].partition('"')[0]
    second = client.get(f"{LIST}?after={cursor}")
    seen = [text(answer).count(" points</td>") for answer in (first, second)]
    assert (seen[0], sum(seen)) == (25, Duplicate.objects.filter(state="waiting").count())
    pair = Duplicate.objects.latest("pk")
    for one in Duplicate.objects.filter(state="waiting").order_by("-pk")[:2]:
        apart(cast, one)
        lists = len(statements(lambda: client.get(APART)))
        assert lists <= 14
    compare = len(statements(lambda: client.get(url(pair))))
    assert compare <= 16


def test_what_the_database_takes(cast: Cast) -> None:
    pair = found(cast)
    to_itself = {"one_id": pair.other_id}
    for wrong in ({"state": "apart"}, {"state": "odd"}, {"band": "conflict"}, {"apart_why": "x"}, to_itself):
        with pytest.raises(IntegrityError), transaction.atomic():
            Duplicate.objects.filter(pk=pair.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duplicate.objects.create(one=pair.one, other=pair.other, band="strong", points=70, why=[], found_at=AT)
    assert reverse("see_duplicates") == LIST
