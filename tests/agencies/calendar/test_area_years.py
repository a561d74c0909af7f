"""A council publishes a school year; schools take it over, follow its changes, or keep their own."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from agencies.acting.refusals import AlreadyDone, NotNow
from agencies.area_years.actions import follow_area_years, keep_own_year, publish_year, take_year
from agencies.area_years.facts import followed
from agencies.area_years.models import AreaYear, Following
from agencies.calendar.actions import keep_year
from agencies.calendar.facts import SchoolYear
from agencies.calendar.models import TermDate
from agencies.outbox.models import Letter
from agencies.schoolday import Row, local_instant
from agencies.trail.models import TrailEntry
from tests.browsing import AGAIN, browse, carried, queries, said, text
from tests.people import AT, Cast, set_clock
from tests.referrals.duties.sweeping import address
from tests.referrals.duties.test_nobody import heard

D = date
NEXT = [Row(D(2027, 9, 2), D(2027, 10, 22), "term", "Autumn"), Row(D(2027, 11, 1), D(2027, 12, 17), "term", "Autumn")]
OURS = Row(D(2027, 10, 1), D(2027, 10, 1), "inset")
CHANGED = [Row(D(2027, 9, 6), D(2027, 10, 22), "term", "Autumn"), NEXT[1]]


def row(first: int, last: int, kind: str = "term") -> Row:
    return Row(D(2027, 9, first), D(2027, 9, last), kind)


@pytest.mark.parametrize(
    ("own", "new", "then"),
    [
        ([row(1, 9)], [row(2, 9)], [row(2, 9)]),
        ([row(1, 9), row(5, 5, "inset")], [row(2, 9)], [row(2, 9), row(5, 5, "inset")]),
        ([row(3, 9)], [row(2, 9)], [row(3, 9)]),
        ([], [row(1, 9), row(20, 29)], [row(20, 29)]),
        ([row(1, 9)], [], []),
        ([row(1, 14)], [row(1, 9), row(13, 30)], [row(1, 14), row(15, 30)]),
        ([row(1, 17)], [row(1, 9), row(16, 30)], [row(1, 17), row(20, 30)]),
        ([row(1, 9), row(21, 30)], [row(2, 22)], [row(2, 20), row(21, 30)]),
    ],
    ids=[
        "follows",
        "an INSET day of its own stays",
        "another first day stays",
        "taken out stays out",
        "gone goes",
        "a new half that meets its own begins after it",
        "and on a weekday",
        "and ends before it",
    ],
)
def test_what_a_school_changed_stays_and_the_rest_follows(own: list[Row], new: list[Row], then: list[Row]) -> None:
    assert followed(own, [row(1, 9)], new) == then


@given(st.sets(st.integers(1, 28)), st.sets(st.integers(1, 28)), st.sets(st.integers(1, 28)))
def test_following_twice_is_following_once(own: set[int], base: set[int], new: set[int]) -> None:
    mine, before, after = ([row(n, n, "inset") for n in one] for one in (own, base, new))
    once = followed(mine, before, after)
    assert followed(once, after, after) == once
    assert followed(before, before, after) == sorted(after)


def published(cast: Cast, rows: list[Row], at: datetime = AT) -> AreaYear:
    return publish_year(SchoolYear(cast.council, 2027), rows, by=cast.actor("sandra"), at=at)


def alders(cast: Cast) -> SchoolYear:
    return SchoolYear(cast.alder, 2027)


def rows_at(cast: Cast) -> set[Row]:
    found = TermDate.objects.filter(agency=cast.alder, first_on__gte=D(2027, 8, 1))
    return {Row(one.first_on, one.last_on, one.kind, one.label) for one in found}


def follow(at: datetime) -> list[Following]:
    set_clock(at)
    return follow_area_years(at)


@pytest.mark.django_db
class TestFollowing:
    def test_schools_without_that_year_are_told_once_and_can_take_it_over(self, cast: Cast) -> None:
        published(cast, NEXT)
        address(AT)
        assert {"Colm", "Amara"} <= heard(act="publish_year")
        words = Letter.objects.filter(act="publish_year").values_list("words", flat=True)
        assert set(words) == {
            "The council has published 2027/28. Yours is not written: take it over, or write your own."
        }
        with pytest.raises(AlreadyDone):
            published(cast, NEXT)
        take_year(alders(cast), version=1, by=cast.actor("colm"), at=AT)
        assert rows_at(cast) == set(NEXT)
        with pytest.raises(AlreadyDone):
            take_year(alders(cast), version=1, by=cast.actor("colm"), at=AT)

    def test_it_follows_a_change_after_five_school_days_and_not_before(self, cast: Cast) -> None:
        published(cast, NEXT)
        take_year(alders(cast), version=1, by=cast.actor("colm"), at=AT)
        keep_year(alders(cast), [*NEXT, OURS], by=cast.actor("colm"), at=AT)
        published(cast, CHANGED)
        one = Following.objects.get()
        assert one.follows_on == D(2026, 12, 1)  # Monday 23 November 2026, and Friday the 27th is INSET
        address(AT)
        assert {"Colm", "Amara"} <= heard(words__contains="Yours follows after Tuesday 1 December 2026")
        assert follow(local_instant(D(2026, 12, 1), 23)) == []
        assert rows_at(cast) == {*NEXT, OURS}
        late = local_instant(D(2026, 12, 2))
        assert [found.pk for found in follow(late)] == [one.pk]
        assert rows_at(cast) == {*CHANGED, OURS}
        assert follow(late + timedelta(days=366)) == []
        line = TrailEntry.objects.filter(act="keep_year").latest("at")
        assert (line.by_name, line.by_agency) == ("Inclusion", cast.council.name)
        address(late)
        assert {"Colm", "Amara"} <= heard(act="keep_year", words__contains="changed by its council")

    def test_a_school_that_says_no_keeps_its_own(self, cast: Cast) -> None:
        published(cast, NEXT)
        take_year(alders(cast), version=1, by=cast.actor("colm"), at=AT)
        published(cast, CHANGED)
        keep_own_year(alders(cast), by=cast.actor("amara"), at=AT)
        assert follow(AT + timedelta(days=30)) == []
        assert rows_at(cast) == set(NEXT)
        with pytest.raises(NotNow, match="its own year already"):
            keep_own_year(alders(cast), by=cast.actor("amara"), at=AT)

    def test_a_second_change_before_the_first_is_followed_is_the_one_that_is(self, cast: Cast) -> None:
        published(cast, NEXT)
        take_year(alders(cast), version=1, by=cast.actor("colm"), at=AT)
        published(cast, CHANGED)
        published(cast, NEXT[:1], at=AT + timedelta(days=2))
        assert Following.objects.get().follows_on == D(2026, 12, 3)
        follow(AT + timedelta(days=30))
        assert rows_at(cast) == set(NEXT[:1])

    def test_a_change_that_would_be_no_year_is_not_taken_over_and_the_school_is_told(self, cast: Cast) -> None:
        published(cast, NEXT)
        take_year(alders(cast), version=1, by=cast.actor("colm"), at=AT)
        own = Row(D(2027, 9, 20), D(2027, 9, 24), "term", "Autumn")
        first = Row(D(2027, 9, 2), D(2027, 9, 10), "term", "Autumn")
        ours = [first, own, NEXT[1]]
        keep_year(alders(cast), ours, by=cast.actor("colm"), at=AT)
        published(cast, [Row(D(2027, 9, 3), D(2027, 10, 22), "term", "Autumn"), CHANGED[1]])
        late = AT + timedelta(days=30)
        assert len(follow(late)) == 1
        assert rows_at(cast) == set(ours)
        one = Following.objects.get()
        assert (one.base.version, one.coming, one.follows_on, one.ended_at) == (1, None, None, None)
        address(late)
        assert {"Colm", "Amara"} <= heard(words__contains="could not be taken over")
        assert follow(late + timedelta(days=1)) == []

    def test_what_was_looked_at_is_what_is_taken(self, cast: Cast) -> None:
        published(cast, NEXT)
        published(cast, CHANGED)
        with pytest.raises(NotNow, match="has changed this year since"):
            take_year(alders(cast), version=1, by=cast.actor("colm"), at=AT)
        assert rows_at(cast) == set()


@pytest.mark.django_db
def test_another_area_hears_nothing_and_takes_nothing_over(cast: Cast) -> None:
    publish_year(SchoolYear(cast.people["far"].seats.get().agency, 2027), NEXT, by=cast.actor("far"), at=AT)
    address(AT)
    assert heard(act="publish_year") == set()
    with pytest.raises(NotNow, match="no such year"):
        take_year(alders(cast), version=1, by=cast.actor("colm"), at=AT)
    assert "Not published." in text(browse(cast, "sandra").get(AREA))


AREA = "/school-years/area/"
HALF = {"autumn_1_first": "2 9 2027", "autumn_1_last": "22 10 2027"}


def taking(cast: Cast) -> str:
    return reverse("take_year", args=[cast.alder.reference, 2027])


@pytest.mark.django_db
@pytest.mark.usefixtures("ticking")
class TestPages:
    def test_the_council_publishes_and_the_school_takes_it_over(self, cast: Cast) -> None:
        sandra, colm = browse(cast, "sandra"), browse(cast, "colm")
        url = reverse("publish_year", args=[2027])
        assert "2027/28 for the schools of Wexmoor" in text(sandra.get(url))
        first = {**carried(sandra.get(url)), **HALF}
        assert said(sandra.post(url, first))[-1].startswith("2027/28 is published.")
        assert said(sandra.post(url, first))[-1] == AGAIN
        assert "Version 1, 23 Nov 2026, Sandra Pell." in text(sandra.get(AREA))
        page = colm.get(taking(cast))
        assert "New: lessons, 2 Sep 2027 to 22 Oct 2027" in text(page)
        form = {**carried(page), "version": "1"}
        assert said(colm.post(taking(cast), form))[-1].startswith(
            "Alder Hythe School follows the council’s 2027/28 now."
        )
        assert said(colm.post(taking(cast), form))[-1] == AGAIN
        assert "Follows the council’s." in text(colm.get(AREA))
        assert "Followed by 1 school." in text(sandra.get(AREA))

    def test_a_change_that_is_coming_is_shown_and_can_be_declined(self, cast: Cast) -> None:
        published(cast, NEXT)
        take_year(alders(cast), version=1, by=cast.actor("colm"), at=AT)
        published(cast, CHANGED)
        amara = browse(cast, "amara")
        assert "The council has changed it. Yours follows after Tuesday 1 December 2026." in text(amara.get(AREA))
        url = reverse("keep_own_year", args=[cast.alder.reference, 2027])
        page = text(amara.get(url))
        assert "No more: lessons, 2 Sep 2027 to 22 Oct 2027" in page
        assert "New: lessons, 6 Sep 2027 to 22 Oct 2027" in page
        assert said(amara.post(url, carried(amara.get(url))))[-1] == "Alder Hythe School keeps its own 2027/28."
        assert amara.get(url).status_code == 409

    def test_a_version_that_was_looked_at_in_another_tab_is_not_taken_for_the_new_one(self, cast: Cast) -> None:
        published(cast, NEXT)
        colm = browse(cast, "colm")
        form = {**carried(colm.get(taking(cast))), "version": "1"}
        published(cast, CHANGED)
        answer = colm.post(taking(cast), form)
        assert (answer.status_code, "The council has changed this year since" in text(answer)) == (422, True)
        assert 'name="version" value="2"' in answer.content.decode()

    def test_a_file_fills_the_councils_form_too(self, cast: Cast) -> None:
        data = b"from,to,label\n2027-09-02,2027-10-22,Autumn term\n"
        sent = {"take": "1", "file": SimpleUploadedFile("terms.csv", data)}
        page = browse(cast, "sandra").post(reverse("publish_year", args=[2027]), sent)
        assert 'value="22 October 2027"' in page.content.decode()
        assert not AreaYear.objects.exists()

    def test_who_may(self, cast: Cast) -> None:
        published(cast, NEXT)
        for who, publish, take in (("sandra", 200, 403), ("colm", 403, 200), ("helen", 403, 404), ("tom", 403, 403)):
            client = browse(cast, who)
            assert client.get(reverse("publish_year", args=[2027])).status_code == publish, who
            assert client.get(taking(cast)).status_code == take, who
        assert browse(cast, "colm").get(reverse("take_year", args=[cast.alder.reference, 2028])).status_code == 409
        assert browse(cast, "sandra").get(reverse("publish_year", args=[2031])).status_code == 404

    def test_the_list_asks_as_much_for_one_school_as_for_many(self, cast: Cast) -> None:
        before = queries(cast, "sandra", AREA)
        published(cast, NEXT)
        for school in (cast.alder, cast.merrow):
            Following.objects.create(school=school, year=2027, base=AreaYear.objects.get(), taken_at=AT)
        assert queries(cast, "sandra", AREA) == before
