"""Each share keeps to the half of the story that it was given for, until whoever gave it says otherwise."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from agencies.acting.refusals import NotNow
from agencies.directory.models import Agency
from agencies.outbox.models import Letter
from agencies.policy import Act, Basis, Level, Purpose
from referrals import door
from referrals.contacts.models import Contact
from referrals.duplicates.models import Duplicate
from referrals.family.models import FamilyLink
from referrals.merges.models import Merge
from referrals.professionals.models import Professional
from referrals.pupils.models import Identifier, Pupil
from referrals.shares import actions as shares
from referrals.shares.models import CaseShare
from tests import contacts, family, merges, professionals, stories
from tests.browsing import browse, carried, text
from tests.people import AT, Cast, make_pupil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
FULL: dict[str, Any] = {
    "purpose": Purpose.SOCIAL_CARE,
    "basis": Basis.PUBLIC_TASK,
    "level": Level.FULL,
    "sections": (),
}
READS: dict[str, tuple[type, Act]] = {
    "contact": (Contact, Act.SEE_CONTACTS),
    "professional": (Professional, Act.SEE_PROFESSIONALS),
    "familylink": (FamilyLink, Act.SEE_LINKS),
}


def at_alder(cast: Cast, pupil: Pupil, do: Callable[[], Any]) -> Any:
    """What a helper does of Kofi, done of this record."""
    kofi, cast.kofi = cast.kofi, pupil
    try:
        return do()
    finally:
        cast.kofi = kofi


def halves(cast: Cast) -> tuple[Duplicate, CaseShare]:
    """Kofi's case is shared whole with CAMHS; around him and around the other record stands somebody each."""
    Agency.objects.filter(pk=cast.camhs.pk).update(kind="social_care")
    cast.camhs.refresh_from_db()
    two = merges.pair(cast)
    for pupil, name in ((two.one, "Abena Mensah"), (two.other, "Kwasi Mensah")):
        contacts.add(cast, pupil, name=name)
        at_alder(cast, pupil, lambda name=name: professionals.add(cast, name=f"Nurse of {name}"))  # type: ignore[misc]
        sister = make_pupil(cast.alder, f"Esi of {name}", "Mensah")
        at_alder(cast, sister, lambda: shared(cast))
        at_alder(cast, pupil, lambda sister=sister: family.link(cast, sister))  # type: ignore[misc]
    return two, shared(cast)


def shared(cast: Cast) -> CaseShare:
    return stories.shared(cast, stories.case(cast), **FULL)


def seen(cast: Cast, kind: str) -> set[int]:
    """The rows of this kind that CAMHS reads."""
    model, act = READS[kind]
    return set(door.within(model, cast.actor("priti"), act).values_list("pk", flat=True))


def by_half(kind: str, two: Duplicate) -> tuple[set[int], set[int]]:
    model, _ = READS[kind]
    if kind == "familylink":
        return tuple(
            {one.pk for one in FamilyLink.objects.all() if p in (one.one_id, one.other_id)}
            for p in (two.one_id, two.other_id)
        )  # type: ignore[return-value]
    rows = [
        set(model._default_manager.filter(pupil=pk).values_list("pk", flat=True)) for pk in (two.one_id, two.other_id)
    ]  # type: ignore[attr-defined]
    return rows[0], rows[1]


@pytest.mark.parametrize("kind", READS)
@pytest.mark.parametrize("stays", ["one", "other"])
def test_a_share_shows_nothing_of_the_other_half_until_whoever_gave_it_says_so(
    cast: Cast, kind: str, stays: str
) -> None:
    two, share = halves(cast)
    own, others = by_half(kind, two)
    assert own
    assert others
    before = seen(cast, kind)
    assert own <= before
    assert not others & before
    merge = merges.merged(cast, two=two, stays=getattr(two, stays))
    assert seen(cast, kind) == before
    share.refresh_from_db()
    assert share.is_half
    shares.show_other_half(share, why="They help both.", by=cast.actor("amara"), at=AT)
    assert seen(cast, kind) >= own | others
    merges.split(cast, merge)
    assert seen(cast, kind) == before


def test_a_share_that_is_extended_keeps_to_its_half_and_a_new_one_is_of_the_whole(cast: Cast) -> None:
    two, share = halves(cast)
    _, others = by_half("contact", two)
    merges.merged(cast, two=two)
    share.refresh_from_db()
    until = share.ends_at.date() + timedelta(days=3)
    longer = shares.extend_share(share, until_on=until, why="It helps.", by=cast.actor("amara"), at=AT)
    assert longer.is_half
    assert not others & seen(cast, "contact")
    shares.withdraw_share(longer, why="-", by=cast.actor("amara"), at=AT)
    stories.shared(cast, longer.case, at=AT, **FULL)
    assert others <= seen(cast, "contact")


def test_the_page_names_what_it_does_and_only_whoever_gave_it_may(cast: Cast) -> None:
    two, share = halves(cast)
    stories.accepted(cast, share.case)
    url = f"/shares/{share.reference}/"
    amara = browse(cast, "amara")
    assert "show-other-half" not in amara.get(url).content.decode()
    assert amara.get(f"{url}show-other-half/").status_code == 409
    merges.merged(cast, two=two)
    assert "show-other-half" in amara.get(url).content.decode()
    assert "show-other-half" not in browse(cast, "sandra").get(url).content.decode()
    assert browse(cast, "sandra").get(f"{url}show-other-half/").status_code == 409
    assert browse(cast, "priti").get(f"{url}show-other-half/").status_code in (403, 404)
    form = amara.get(f"{url}show-other-half/")
    said = (
        "After this, CAMHS can also see who is around the child, who is family and which professionals work "
        "with the child, of both halves"
    )
    assert said in text(form)
    done = amara.post(f"{url}show-other-half/", {**carried(form), "why": "They help both."}, follow=True)
    assert "It shows both halves from now on." in text(done)
    share.refresh_from_db()
    assert not share.is_half
    assert Letter.objects.filter(act="show_other_half").count() == 1
    with pytest.raises(NotNow):
        shares.show_other_half(share, why="-", by=cast.actor("amara"), at=AT)


def test_a_number_of_the_other_half_is_not_given_to_match_the_child_by(cast: Cast) -> None:
    """The NHS number, which a share for health gives, came with the other record."""
    two = merges.pair(cast)
    sent = {"value": "1", "starts_on": "23 11 2026", "why": "The officer agreed."}
    assert browse(cast, "grace").post("/settings/999/share_nhs_number/keep-setting/", sent).status_code == 302
    stories.shared(cast, stories.case(cast))
    said: dict[str, Any] = {"authority": cast.wexmoor, "kind": "nhs", "starts_on": AT.date()}
    Identifier.objects.create(pupil=two.other, value="9434765919", **said)
    priti, url = browse(cast, "priti"), f"/pupils/{two.one.reference}/"
    assert "NHS number" in text(priti.get(url))
    merges.merged(cast, two=two)
    assert "9434765919" not in text(priti.get(url))
    shares.show_other_half(CaseShare.objects.get(), why="One child.", by=cast.actor("amara"), at=AT)
    assert "9434765919" in text(priti.get(url))


def test_the_page_of_the_child_shows_an_agency_no_more_than_before(cast: Cast) -> None:
    two, _ = halves(cast)
    priti = browse(cast, "priti")
    before = text(priti.get(f"/pupils/{two.one.reference}/"))
    assert "Abena Mensah" in before
    merges.merged(cast, two=two)
    after = text(priti.get(f"/pupils/{two.one.reference}/"))
    for name in ("Kwasi Mensah", "Nurse of Kwasi", "Esi of Kwasi"):
        assert name not in before
        assert name not in after
    assert "Abena Mensah" in after
    assert Merge.objects.get().state == "merged"
