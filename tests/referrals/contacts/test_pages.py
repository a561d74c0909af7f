"""People around a child: added, changed, restricted and ended on pages, each old value kept."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from agencies.acting.refusals import NotNow
from agencies.people.models import Seat
from agencies.trail.models import TrailEntry
from referrals.contacts import actions
from referrals.contacts.models import Contact, ContactPerson
from referrals.pupils.models import Enrolment, FieldChange
from tests import contacts, stories
from tests.browsing import browse, carried, text
from tests.people import AT, LONG_AGO, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]


def add_url(cast: Cast) -> str:
    return f"/pupils/{cast.kofi.reference}/add-contact/"


def typed(**more: Any) -> dict[str, Any]:
    return {"name": "Abena Mensah", "relationship": "mother", "has_responsibility": "yes", "may_be_told": "yes", **more}


def post(cast: Cast, url: str, who: str = "amara", **sent: Any) -> Any:
    return browse(cast, who).post(url, sent, follow=True)


def test_a_person_is_added_on_a_page_and_what_nobody_was_asked_is_not_known(cast: Cast) -> None:
    shown = text(post(cast, add_url(cast), **typed(phone="01632 960111")))
    for said in ("They are added.", "Abena Mensah", "Mother of Kofi Mensah-Hart. Added by Amara", "01632 960111"):
        assert said in shown, said
    for what in ("Address", "Language", "Interpreter"):
        assert f"<dt>{what}</dt> <dd>Not known</dd>" in shown, what
    assert "none" not in shown.lower().split("what was changed")[0].split("<h1>")[1]


def test_sent_twice_and_from_two_tabs_makes_one(cast: Cast) -> None:
    browser = browse(cast, "amara")
    form = carried(browser.get(add_url(cast)))
    for once in (form, form, carried(browser.get(add_url(cast)))):
        browser.post(add_url(cast), {**once, **typed()})
    assert Contact.objects.count() == 1


def test_bad_input_keeps_what_was_typed_in_the_users_words(cast: Cast) -> None:
    shown = text(post(cast, add_url(cast), **typed(may_be_told="no", email="abena at home", name="Ann O’Shea")))
    for said in ("Say why they may not be told", "Enter a valid email", "Ann O’Shea", "abena at home"):
        assert said in shown, said
    assert Contact.objects.count() == 0


def test_whoever_is_there_already_is_not_added_again(cast: Cast) -> None:
    contacts.add(cast)
    assert "Abena Mensah is recorded for this child already." in text(post(cast, add_url(cast), **typed()))
    assert Contact.objects.count() == 1


def test_the_same_person_of_two_children_is_one_with_two_ties_and_the_form_asks(cast: Cast) -> None:
    ama = make_pupil(cast.alder, "Ama", "Mensah")
    there = contacts.add(cast, ama, **contacts.WHOLE)
    asked = text(post(cast, add_url(cast), **typed(name="abena  mensah")))
    assert "Somebody of that name is recorded already." in asked
    assert "Abena Mensah, mother of Ama Mensah" in asked
    post(cast, add_url(cast), **typed(phone="01632 960222", same=there.reference))
    one, two = Contact.objects.order_by("pk")
    assert (one.person, one.pupil, two.pupil) == (two.person, ama, cast.kofi)
    assert (two.person.phone, two.person.address) == ("01632 960222", contacts.WHOLE["address"])
    assert "mother of Ama Mensah" in text(browse(cast, "amara").get(f"/contacts/{two.reference}/"))
    assert set(FieldChange.objects.values_list("pupil", "field", "old", "new")) == {
        (ama.pk, "phone", "01632 960111", "01632 960222")
    }
    changed = {**typed(name="Abena Owusu", phone="01632 960333"), **carried_of(cast, two)}
    post(cast, f"/contacts/{two.reference}/change-contact/", **changed)
    assert ContactPerson.objects.get().name == "Abena Owusu"
    history = FieldChange.objects.filter(field="phone", new="01632 960333")
    assert set(history.values_list("pupil", flat=True)) == {ama.pk, cast.kofi.pk}


def test_somebody_else_of_that_name_is_another_person(cast: Cast) -> None:
    contacts.add(cast, make_pupil(cast.alder, "Ama", "Mensah"))
    post(cast, add_url(cast), **typed(same="else"))
    assert ContactPerson.objects.count() == 2


def test_of_a_person_whom_another_school_knows_nobody_is_asked(cast: Cast) -> None:
    other = make_pupil(cast.merrow, "Ama", "Mensah")
    contacts.add(cast, other, "helen")
    assert "They are added." in text(post(cast, add_url(cast), **typed()))
    assert ContactPerson.objects.count() == 2


def carried_of(cast: Cast, one: Contact, who: str = "amara") -> dict[str, str]:
    return carried(browse(cast, who).get(f"/contacts/{one.reference}/change-contact/"))


def test_a_change_keeps_the_old_and_a_stale_page_shows_both(cast: Cast) -> None:
    one = contacts.add(cast, phone="01632 960111")
    mine, stale = (carried_of(cast, one, who) for who in ("amara", "colm"))
    url = f"/contacts/{one.reference}/change-contact/"
    first = text(post(cast, url, **{**mine, **typed(phone="01632 960222")}))
    assert "It is changed." in first
    assert '<td data-l="Before">01632 960111</td>' in first
    shown = text(post(cast, url, "colm", **{**stale, **typed(phone="01632 960333")}))
    assert "01632 960333" in shown
    assert "it says “01632 960222” now" in shown
    assert ContactPerson.objects.get().phone == "01632 960222"


def test_a_restriction_holds_towards_one_child_or_all_and_is_lifted_with_a_reason(cast: Cast) -> None:
    one = contacts.add(cast)
    url = f"/contacts/{one.reference}/restrict-contact/"
    assert "Say why, in a line" in text(post(cast, url, reach="child", why=""))
    assert "Restricted towards Kofi, by Amara" in text(post(cast, url, reach="child", why="Order of 2 May."))
    both = text(post(cast, url, reach="everywhere", why="Order of 3 May."))
    for said in ("Restricted towards every child at your school", "Restricted towards Kofi, by Amara"):
        assert said in both, said
    still = text(post(cast, url, reach="child", why="Order of 4 May."))
    assert "Restricted towards every child at your school, by Amara Adeyemi: Order of 3 May." in still
    own = text(post(cast, url, reach="lift_everywhere", why="The order ended."))
    assert "Restricted towards every child" not in own
    assert "Restricted towards Kofi, by Amara Adeyemi: Order of 4 May." in own
    lifted = text(post(cast, url, reach="lift_child", why="That one too."))
    assert "Restricted towards" not in lifted
    reasons = (
        "Lifted everywhere: towards every child at your school, 23 Nov 2026, Amara Adeyemi: The order ended.",
        "Lifted towards this child, 23 Nov 2026, Amara Adeyemi: That one too.",
    )
    for said in ('<td data-l="Before">Order of 3 May.</td>', *reasons):
        assert said in lifted, said
    assert Contact.objects.get().version == 4


def test_lifting_on_a_siblings_page_leaves_what_holds_towards_the_other(cast: Cast) -> None:
    one = contacts.add(cast)
    two = contacts.add(cast, make_pupil(cast.alder, "Ama", "Mensah"), same=one.person)
    contacts.restrict(cast, one, "child")
    url = f"/contacts/{two.reference}/restrict-contact/"
    opened = text(browse(cast, "amara").get(url))
    for said in ("Lift what holds towards this child", "Lift what holds everywhere", "What you change of the person"):
        assert said not in opened, said
    assert "What you restrict or lift everywhere is so for Kofi Mensah-Hart too." in opened
    for reach in ("everywhere", "child", "lift_child"):
        post(cast, url, reach=reach, why=f"On her page: {reach}.")
    one, two = (Contact.objects.get(pk=each.pk) for each in (one, two))
    assert (one.restricted_why, two.restricted_why) == ("Court order of 2 May.", "")
    assert one.person.restricted_why == "On her page: everywhere."
    post(cast, url, reach="lift_everywhere", why="It ended.")
    post(cast, url, reach="lift_everywhere", why="Sent from another tab.")
    assert Contact.objects.get(pk=one.pk).restricted_why == "Court order of 2 May."
    assert ContactPerson.objects.get().restricted_at is None


def test_a_stale_page_restricts_nobody_and_keeps_the_words(cast: Cast) -> None:
    one = contacts.add(cast)
    url = f"/contacts/{one.reference}/restrict-contact/"
    contacts.restrict(cast, one, "everywhere")
    stale = carried(browse(cast, "colm").get(url))
    contacts.restrict(cast, one, "lift_everywhere")
    shown = post(cast, url, "colm", **stale, reach="lift_everywhere", why="My own words.")
    assert "This was changed since you opened it. It is not restricted now." in text(shown)
    assert "My own words." in text(shown)
    held = {**carried(shown), "reach": "child", "why": "My own words."}
    seen = Contact.objects.get(pk=one.pk)
    with pytest.raises(NotNow, match="changed since"):
        actions.restrict_contact(seen, reach="child", why="Mine.", asked="1.1", by=cast.actor("amara"), at=AT)
    assert "Restricted towards Kofi, by Colm" in text(post(cast, url, "colm", **held))


def test_an_ended_contact_is_read_and_can_not_be_changed(cast: Cast) -> None:
    one = contacts.add(cast)
    assert "She moved away." in text(post(cast, f"/contacts/{one.reference}/end-contact/", why="She moved away."))
    answer = browse(cast, "amara").get(f"/contacts/{one.reference}/change-contact/")
    assert (answer.status_code, "This contact was ended" in text(answer)) == (409, True)
    page = text(browse(cast, "amara").get(f"/pupils/{cast.kofi.reference}/"))
    assert "Abena" not in page.replace(f'<a href="/contacts/{one.reference}/">Abena Mensah, mother</a>', "")
    assert contacts.add(cast).pk != one.pk


def test_who_leads_or_safeguards_at_the_school_of_the_roll_opens_it_and_nobody_else(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    stories.accepted(cast, case)
    one = contacts.add(cast)
    url = f"/contacts/{one.reference}/"
    assert {name for name in cast.people if browse(cast, name).get(url).status_code == 200} == {"amara", "colm"}
    for name in ("tom", "priti", "sandra", "helen", "far"):
        theirs = browse(cast, name).get(url)
        assert theirs.content == browse(cast, name).get("/contacts/AAAA-AAAA-A/").content, name
        assert browse(cast, name).post(f"{url}end-contact/", {"why": "x"}).status_code == 404, name
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=date(2026, 7, 31))
    assert browse(cast, "amara").get(url).status_code == 404


def test_within_the_school_year_of_leaving_the_school_reads_restricts_and_ends_and_no_more(cast: Cast) -> None:
    one = contacts.add(cast)
    url = f"/contacts/{one.reference}/"
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=date(2026, 8, 1))
    page = text(browse(cast, "amara").get(url))
    for said, is_there in (("restrict-contact/", True), ("end-contact/", True), ("change-contact/", False)):
        assert (said in page) is is_there, said
    assert f'href="/pupils/{cast.kofi.reference}/"' not in page
    assert "Restricted towards Kofi" in text(post(cast, f"{url}restrict-contact/", reach="child", why="An order."))
    assert browse(cast, "amara").post(f"{url}change-contact/", typed(phone="01632 960222")).status_code == 403
    assert browse(cast, "amara").get(add_url(cast)).status_code == 404
    assert "It is ended." in text(post(cast, f"{url}end-contact/", why="It was an error."))
    for name in ("tom", "helen", "sandra"):
        assert browse(cast, name).get(url).status_code == 404, name


def test_another_school_of_the_child_reads_nothing_and_begins_its_own(cast: Cast) -> None:
    one = contacts.add(cast)
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=AT.date(), kind="dual")
    assert browse(cast, "helen").get(f"/contacts/{one.reference}/").status_code == 404
    page = text(browse(cast, "helen").get(f"/pupils/{cast.kofi.reference}/"))
    assert "Nobody has been recorded at Merrow Lane Primary." in page
    assert "They are added." in text(post(cast, add_url(cast), "helen", **typed(name="Kwame Canary")))
    assert "Kwame Canary" not in text(browse(cast, "amara").get(f"/pupils/{cast.kofi.reference}/"))


def test_what_was_changed_of_the_child_says_nothing_of_the_people_around(cast: Cast) -> None:
    one = contacts.add(cast, phone="01632 960111")
    post(cast, f"/contacts/{one.reference}/change-contact/", **{**carried_of(cast, one), **typed(phone="01632 960222")})
    shown = text(browse(cast, "amara").get(f"/pupils/{cast.kofi.reference}/changes/"))
    assert "Nothing was changed so far." in shown
    assert "960" not in shown.split("<h1>")[1].split("</main>")[0]


def test_of_the_school_that_the_child_has_left_who_works_at_both_reads_nothing(cast: Cast) -> None:
    one, url = contacts.add(cast), f"/pupils/{cast.kofi.reference}/"
    Seat.objects.create(person=cast.people["amara"], agency=cast.merrow, role="inclusion_lead", starts_at=LONG_AGO)
    Enrolment.objects.filter(pupil=cast.kofi).update(ends_on=AT.date().replace(day=1))
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=AT.date())
    page = browse(cast, "amara").get(url)
    assert (page.status_code, "Abena Mensah" in text(page)) == (200, False)
    assert browse(cast, "amara").get(f"/contacts/{one.reference}/").status_code == 200
    Enrolment.objects.filter(pupil=cast.kofi, school=cast.alder).update(ends_on=date(2026, 7, 31))
    assert browse(cast, "amara").get(f"/contacts/{one.reference}/").status_code == 404


def test_the_council_that_helps_one_school_reads_nothing_of_what_another_recorded(cast: Cast) -> None:
    stories.accepted(cast, stories.case(cast))
    Enrolment.objects.create(pupil=cast.kofi, school=cast.merrow, starts_on=AT.date(), kind="dual")
    contacts.add(cast, who="helen")
    assert "Abena Mensah" not in text(browse(cast, "sandra").get(f"/pupils/{cast.kofi.reference}/"))


def test_what_cannot_be_kept_is_refused_in_a_sentence_at_each_address(cast: Cast) -> None:
    one = contacts.add(cast)
    browser, acts = browse(cast, "amara"), f"/contacts/{one.reference}"
    for name in ("a\0b", "\0", "\ufeff", "\ufffdna", "ﾠ", "%_", "’; --", "İ" * 120, "x" * 5000):
        status = browser.post(add_url(cast), typed(name=name, same="\0", once="\0")).status_code
        assert status in (302, 422), name
    shown = browser.post(add_url(cast), typed(name="a\0b"))
    assert (shown.status_code, "Take out the character" in text(shown)) == (422, True)
    odd = {**typed(name="a\0b"), "asked": "\0", "reach": "\0", "why": "\0", "phone": "\0", "position": "\0"}
    for act in ("change-contact", "restrict-contact", "end-contact"):
        assert browser.post(f"{acts}/{act}/", odd).status_code == 422, act


def test_of_two_at_once_the_second_is_told_and_changes_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ama = make_pupil(cast.alder, "Ama", "Mensah")
    one = contacts.add(cast, ama, phone="01632 960111")
    colm: dict[str, Any] = {"by": cast.actor("colm"), "at": AT}

    def first(name: str, phone: str) -> None:
        do = getattr(actions, name)

        def second(*args: Any, **asked: Any) -> Any:
            monkeypatch.undo()
            actions.change_contact(Contact.objects.get(pk=one.pk), {**contacts.NOTHING, "phone": phone}, **colm)
            return do(*args, **asked)

        monkeypatch.setattr(actions, name, second)

    mine, url = carried_of(cast, one), f"/contacts/{one.reference}/change-contact/"
    first("change_contact", "01632 960222")
    shown = text(post(cast, url, **{**mine, **typed(phone="01632 960333")}))
    assert ("Somebody was first" in shown, "01632 960333" in shown) == (True, True)
    first("add_contact", "01632 960444")
    shown = text(post(cast, add_url(cast), **typed(phone="01632 960555", same=one.reference)))
    assert ("Somebody was first" in shown, Contact.objects.count()) == (True, 1)
    assert ContactPerson.objects.get().phone == "01632 960111"  # the first one's went with this one transaction here


def test_father_and_grandfather_of_one_name_are_two_or_one_as_the_form_is_told(cast: Cast) -> None:
    father = contacts.add(cast, name="John O’Shea", relationship="father")
    grandfather = typed(name="John O’Shea", relationship="grandparent")
    asked = text(post(cast, add_url(cast), **grandfather))
    for said in ("Is it the same person?", "John O’Shea, father of Kofi Mensah-Hart", "Somebody else"):
        assert said in asked, said
    there = text(post(cast, add_url(cast), **grandfather, same=father.reference))
    assert "John O’Shea is recorded for this child already." in there
    assert "They are added." in text(post(cast, add_url(cast), **grandfather, same="else"))
    assert ContactPerson.objects.count() == 2


def test_a_restriction_that_was_ended_is_said_when_the_person_is_added_again(cast: Cast) -> None:
    one = contacts.add(cast)
    contacts.restrict(cast, one, "child")
    post(cast, f"/contacts/{one.reference}/end-contact/", why="He moved.")
    asked = text(post(cast, add_url(cast), **typed()))
    for said in ("Ended on 23 Nov 2026: He moved", "Was restricted until 23 Nov 2026, because: Court order of 2 May"):
        assert said in asked, said
    again = text(post(cast, add_url(cast), **typed(same=one.reference)))
    assert "Restricted towards Kofi, by Amara Adeyemi: Court order of 2 May." in again
    ended = f'Not any more: <a href="/contacts/{one.reference}/">Abena Mensah, mother</a>'
    assert ended in text(browse(cast, "amara").get(f"/pupils/{cast.kofi.reference}/"))
    stories.accepted(cast, stories.case(cast))
    assert "Not any more" not in text(browse(cast, "sandra").get(f"/pupils/{cast.kofi.reference}/"))


def test_the_trail_says_who_read_how_somebody_is_reached(cast: Cast) -> None:
    case = stories.case(cast)
    stories.shared(cast, case)
    stories.accepted(cast, case)
    child = f"/pupils/{cast.kofi.reference}/"
    browse(cast, "amara").get(child)
    assert not TrailEntry.objects.filter(act="see_contacts").exists()
    one, hidden = contacts.add(cast, phone="01632 960111"), contacts.add(cast, name="Kwame Mensah")
    contacts.restrict(cast, hidden, "child")
    both = sorted([one.reference, hidden.reference])
    for name in ("amara", "sandra", "priti"):
        browse(cast, name).get(child)
    lines = TrailEntry.objects.filter(act="see_contacts", outcome="opened")
    shown = {line.by_name.split()[0]: line.facts["shown"] for line in lines}
    assert shown == {"Amara": both, "Sandra": both, "Priti": [one.reference]}
    browse(cast, "amara").get(f"/contacts/{one.reference}/")
    assert TrailEntry.objects.filter(act="see_contact", subject_ref=one.reference, outcome="opened").count() == 1


def test_a_name_is_looked_for_by_its_index(cast: Cast) -> None:
    contacts.add(cast)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off")
    plan = ContactPerson.objects.filter(school_id=cast.alder.pk, name__iexact="abena mensah").explain()
    assert "contact_person_named" in plan
