"""The vectors of sharing by their row names (data.md 1.13): V1, V2, V3, V6, V9 and V12."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from agencies.policy import MATRIX, Act, Basis, Condition, Kind, Level, Limb, Purpose, Role, Section
from agencies.policy.duty_to_share import STARTS_ON, refusal_reasons
from agencies.schoolday import end_of_day
from agencies.web.asking import NotFound
from referrals import door
from referrals.cases.models import Case, FamilyTold
from referrals.entries.models import Entry
from referrals.shares import actions as shares
from referrals.shares.facts import NotAllowed, check_terms
from referrals.shares.models import CaseShare
from tests import stories
from tests.browsing import browse, text
from tests.interventions.case_page.test_preview import terms as posted
from tests.people import AT, Cast, make_agency, make_person, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped")]
POLICE: dict[str, Any] = {"purpose": Purpose.PREVENT_HARM, "basis": Basis.CRIME_PREVENTION}
ASKED = {
    "level": "T",
    "sections": ["health"],
    "purpose": "prevent_harm",
    "basis": "crime_prevention",
    "condition": "para_10",
}


def by_reader(cast: Cast, who: str, act: Act, on: Any, at: datetime) -> Any:
    """What the door gives them of it at that instant."""
    set_clock(at)
    return door.admit(cast.actor(who, at), act, on.reference, of=type(on), at=at)


V1 = {
    "what is usual": (Section.BEHAVIOUR,),
    "never health": (Section.HEALTH,),
    "never the whole story": None,
}


@pytest.mark.parametrize("row", V1)
def test_v1_what_the_matrix_answers_the_police(cast: Cast, row: str) -> None:
    answer, sections = MATRIX[Kind.POLICE, Purpose.PREVENT_HARM], V1[row]
    assert (answer.level, answer.sections, answer.weeks) == (Level.SECTIONS, {Section.BEHAVIOUR}, 8)
    level = Level.FULL if sections is None else Level.SECTIONS
    asked = stories.terms(
        cast, agency=cast.police, level=level, sections=sections or (), until_on=date(2027, 1, 17), **POLICE
    )
    if row == "what is usual":
        check_terms(asked, AT.date())
    else:
        with pytest.raises(NotAllowed, match="may not be given that much"):
            check_terms(asked, AT.date())


def test_v1_the_form_says_which_part_and_offers_what_is_usual(cast: Cast) -> None:
    url = f"/cases/{stories.case(cast).reference}/share-case/"
    sent = posted(cast, agency=cast.police.reference, **ASKED)
    assert "take out health" in text(browse(cast, "amara").post(url, sent))
    blank = {**sent, "until_on": "", "preview": "1"} | {"level": "", "sections": [], "condition": ""}
    page = browse(cast, "amara").post(url, blank)
    assert (page.status_code, CaseShare.objects.count()) == (200, 0)
    assert "Chosen parts: behaviour; until 17 Jan 2027. Crime and Disorder Act 1998 s.115" in text(page)
    form = page.context["form"]
    filled = {name: form[name].value() for name in ("level", "sections", "condition", "until_on")}
    assert browse(cast, "amara").post(url, {**_without(blank), **filled}).status_code == 302
    share = CaseShare.objects.get()
    assert (share.level, share.sections, share.condition, share.necessity) == ("T", ["behaviour"], "para_10", "")


@pytest.mark.parametrize("ticked", [["education"], []])
def test_what_was_filled_in_is_looked_at_before_it_is_sent(cast: Cast, ticked: list[str]) -> None:
    social = make_agency(cast.wexmoor, Kind.SOCIAL_CARE, "Family Help")
    make_person("joel", "Joel Okafor", social, Role.AGENCY_WORKER)
    url = f"/cases/{stories.case(cast).reference}/share-case/"
    purpose = "early_help" if ticked else "social_care"
    blank = {"agency": social.reference, "purpose": purpose, "basis": "public_task", "sections": ticked}
    sent = posted(cast, **blank, level="", until_on="", condition="")
    page = browse(cast, "amara").post(url, sent)
    assert (page.status_code, CaseShare.objects.count()) == (200, 0)
    assert "As a worker of Family Help will see it" in text(page)
    form = page.context["form"]
    assert (form["level"].value(), form["sections"].value()) == (("T", ticked) if ticked else ("F", []))
    filled = {name: form[name].value() for name in ("level", "sections", "condition", "until_on")}
    assert browse(cast, "amara").post(url, {**sent, **filled}).status_code == 302
    share = CaseShare.objects.get()
    assert (share.level, share.sections) == (("T", ticked) if ticked else ("F", []))


def _without(sent: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sent.items() if name != "preview"}


@pytest.mark.parametrize("limb", [None, *Limb])
def test_v2_paragraph_18_needs_its_limb(cast: Cast, limb: Limb | None) -> None:
    asked = stories.terms(cast, purpose=Purpose.SAFEGUARD, basis=Basis.SAFEGUARDING, limb=limb)
    assert asked.condition is Condition.PARA_18
    if limb is not None:
        check_terms(asked, AT.date())
        return
    with pytest.raises(NotAllowed, match="Paragraph 18 needs the reason"):
        check_terms(asked, AT.date())


def test_v2_it_is_refused_before_saving_and_the_text_is_kept(cast: Cast) -> None:
    url = f"/cases/{stories.case(cast).reference}/share-case/"
    sent = posted(cast, purpose="safeguard", basis="safeguarding", condition="para_18", question="Words that are kept")
    page = browse(cast, "amara").post(url, sent)
    assert (page.status_code, CaseShare.objects.count()) == (422, 0)
    assert "Paragraph 18 needs the reason why there is no consent" in text(page)
    assert "Words that are kept" in page.content.decode()


def test_v2_the_database_refuses_it_too(cast: Cast) -> None:
    share = stories.offered(cast, stories.case(cast))
    CaseShare.objects.filter(pk=share.pk).update(closed_at=AT)
    copy = CaseShare.objects.get(pk=share.pk)
    copy.pk, copy.reference, copy.condition = None, "AAAA-AAAA-A", "para_18"
    with pytest.raises(IntegrityError, match="share_para_18_has_limb"), transaction.atomic():
        copy.save(force_insert=True)


V3 = {
    "17 Jan 23:59": (datetime(2027, 1, 17, 23, 59, tzinfo=UTC), True),
    "18 Jan 00:00": (datetime(2027, 1, 18, tzinfo=UTC), False),
}


@pytest.mark.parametrize("row", V3)
def test_v3_eight_weeks_from_a_monday(cast: Cast, row: str) -> None:
    at, opens = V3[row]
    case = stories.case(cast)
    usual = {"level": Level.SECTIONS, "sections": (Section.BEHAVIOUR,), "necessity": ""}
    share = stories.offered(cast, case, agency=cast.police, until_on=date(2027, 1, 17), **usual, **POLICE)
    shares.accept_share(share, by=cast.actor("ruth"), at=AT)
    assert share.ends_at == datetime(2027, 1, 18, tzinfo=UTC)
    if opens:
        assert by_reader(cast, "ruth", Act.SEE_CASE, case, at) == case
    else:
        with pytest.raises(NotFound):
            by_reader(cast, "ruth", Act.SEE_CASE, case, at)


def test_v6_not_told_waits_for_a_second_person_and_is_looked_at_again(cast: Cast) -> None:
    case = stories.case(cast)
    share = stories.waiting(cast, case)
    assert share.is_held
    assert FamilyTold.objects.get(told="no").review_on == date(2026, 12, 21)
    for on, act in ((share, Act.SEE_SHARE), (share, Act.ACCEPT_SHARE), (case, Act.SEE_CASE)):
        with pytest.raises(NotFound):
            by_reader(cast, "priti", act, on, AT)


V9 = {
    "29 Sep 2026, family refused": (date(2026, 9, 29), "family_refused", True),
    "29 Sep 2026, not relevant": (date(2026, 9, 29), "not_relevant", True),
    "30 Sep 2026, family refused": (date(2026, 9, 30), "family_refused", False),
    "30 Sep 2026, no agreement": (date(2026, 9, 30), "no_agreement", False),
    "30 Sep 2026, more detrimental": (date(2026, 9, 30), "more_detrimental_to_child", True),
    "30 Sep 2026, would not help": (date(2026, 9, 30), "would_not_help_function", True),
    "30 Sep 2026, not relevant": (date(2026, 9, 30), "not_relevant", True),
    "30 Sep 2026, not listed": (date(2026, 9, 30), "not_a_listed_body", True),
}


@pytest.mark.parametrize("row", V9)
def test_v9_the_reasons_for_a_refusal_by_the_day(row: str) -> None:
    on, reason, may = V9[row]
    assert (reason in refusal_reasons(on)) is may
    assert date(2026, 9, 30) == STARTS_ON


def test_v9_a_refusal_now_has_a_reason_of_the_duty(cast: Cast) -> None:
    share = stories.waiting(cast, stories.case(cast))
    with pytest.raises(NotAllowed, match="since the duty to share"):
        shares.refuse_share(share, reason="family_refused", why="-", by=cast.actor("colm"), at=AT)
    for address, who in (("refuse", "colm"), ("withdraw", "amara")):
        page = browse(cast, who).get(f"/shares/{share.reference}/{address}-share/").content.decode()
        assert "more_detrimental_to_child" in page
        assert "family_refused" not in page


def test_v9_the_duty_is_a_basis_from_its_day(cast: Cast) -> None:
    asked = stories.terms(cast, purpose=Purpose.SAFEGUARD, basis=Basis.DUTY_TO_SHARE, until_on=date(2026, 10, 10))
    check_terms(asked, date(2026, 9, 30))
    with pytest.raises(NotAllowed, match="does not carry"):
        check_terms(asked, date(2026, 9, 29))


def test_v12_a_school_without_the_pupil_reads_by_its_share_alone(cast: Cast) -> None:
    """The roll of another school ended; a summary stays until Friday, and nothing of the story opens with it."""
    case = stories.case(cast)
    stories.accepted(cast, case)
    stories.entry(cast, case)
    friday = AT.date() + timedelta(days=4)
    asked = stories.terms(
        cast,
        agency=cast.merrow,
        purpose=Purpose.EDUCATION_PROVISION,
        basis=Basis.PUBLIC_TASK,
        level=Level.SUMMARY,
        sections=(),
        until_on=friday,
    )
    by = cast.actor("sandra")
    share = shares.share_case(case, asked, stories.TOLD, seat=cast.seat("sandra"), by=by, at=AT)
    shares.accept_share(share, by=cast.actor("helen"), at=AT)
    last = end_of_day(friday) - timedelta(seconds=1)
    assert by_reader(cast, "helen", Act.SEE_CASE, case, last) == case
    assert not door.within(Entry, cast.actor("helen", last), Act.SEE_ENTRY, last).exists()
    with pytest.raises(NotFound):
        by_reader(cast, "helen", Act.SEE_CASE, case, end_of_day(friday))
    assert Case.objects.filter(pk=case.pk).exists()
