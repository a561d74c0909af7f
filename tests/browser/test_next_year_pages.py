"""A lead plans the next school year of the roll, wide and on a phone."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from referrals.pupils.models import Enrolment
from tests.browser.signing import sign_in
from tests.chromium import faults
from tests.people import make_cast, make_pupil


def test_forms_and_leavers_are_planned_from_the_list_of_pupils(
    context: BrowserContext, page: Page, server: str, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    for name, form, born in (("Ada Bell", "11A", date(2011, 1, 9)), ("Niko Zed", "9W", date(2013, 1, 9))):
        Enrolment.objects.filter(pupil=make_pupil(cast.alder, *name.split(), born)).update(form=form)
    sign_in(context, cast.people["amara"])
    page.goto("/pupils/")
    page.get_by_role("link", name="Next school year: forms and leavers").click()
    expect(page.get_by_label("9W becomes")).to_have_value("10W")
    page.get_by_role("checkbox", name="11A").check()
    found = faults(page)
    page.screenshot(path=str(folder / "next-year.png"), full_page=True)
    page.get_by_label("A single pupil who goes to another form").select_option("Zed, Niko (9W)")
    page.get_by_label("Their form then").fill("10X")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text("It is planned: another form for")).to_be_visible()
    expect(page.get_by_label("Zed, Niko (9W), goes to")).to_have_value("10X")
    page.set_viewport_size({"width": 375, "height": 700})
    page.get_by_label("Their last day").fill("1 October 2027")
    page.get_by_role("button", name="Plan it").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("and before 1 Sep 2027")
    page.screenshot(path=str(folder / "next-year-375.png"), full_page=True)
    found += faults(page)
    assert not found, "\n".join(found)
