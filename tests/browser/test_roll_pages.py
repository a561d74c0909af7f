"""A school without a system that sends its roll brings it up to date from a file, in a real browser."""

import os
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from referrals.pupils.models import Pupil
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import make_cast, make_pupil

ROLL = """Forename,Surname,DOB,Reg,Phone,PARENT_1_NAME,PARENT_1_RELATIONSHIP,PARENT_1_PHONE
Ada,O'Shea,04/03/2014,8A,07412345678,Niamh O'Shea,Bonus mum,
Kofi,Mensah-Hart,04/03/2013,10B,,Abena Mensah,Mum,01632 960111
Kofie,Mensah-Harte,04/03/2013,9W,,,,
Bea,Cole,29/02/2013,8A,,,,
"""


def test_a_roll_is_looked_at_answered_and_taken_over(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    make_pupil(cast.alder, "Kofia", "Mensah-Hart")
    found: list[str] = []
    file = tmp_path / "roll.csv"
    file.write_text(ROLL)

    def look(name: str) -> None:
        found.extend(faults(page))
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"roll-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(context, cast.people["amara"])
    page.goto("/pupils/")
    page.get_by_role("link", name="Bring your roll up to date from a file").click()
    look("choose")
    page.get_by_role("button", name="Look at the file").click()
    expect(page.locator("main")).to_contain_text("Choose a file")
    page.get_by_label("A file of your roll").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    expect(page.locator("main")).to_contain_text("There is no 29 February 2013")
    expect(page.locator("main")).to_contain_text("1 person around 1 pupil in the file.")
    expect(page.locator("main")).to_contain_text("“Bonus mum” is no relationship that is known here.")
    look("look")
    with page.expect_download() as given:
        page.get_by_role("button", name="The lines left out, as a file").click()
    assert "There is no 29 February 2013" in given.value.path().read_text(encoding="utf-8-sig")
    page.get_by_label("No, it is another child").check()
    page.get_by_role("button", name="Take this over").click()
    expect(page.locator("main")).to_contain_text("Say how you know that they are another child")
    expect(page.get_by_label("No, it is another child")).to_be_checked()
    look("refused")
    page.get_by_label("Of those who are another child").fill("Cousins, both in school today")
    page.get_by_role("button", name="Take this over").click()
    expect(page.locator("main")).to_contain_text("2 pupils added and 1 pupil changed. 1 line left out. The people")
    assert Pupil.objects.filter(family_name="O'Shea").exists()
    assert not found, "\n".join(found)
