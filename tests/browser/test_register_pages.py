"""A school whose system does not send its registers takes them over from a file, in a real browser."""

import os
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from referrals.attendance.models import AttendanceWeek
from referrals.pupils.models import Identifier
from tests.browser.signing import sign_in
from tests.browser.test_top_floor_pages import faults
from tests.people import Cast, make_cast

UPN = "R201100018042"


def registers(cast: Cast, folder: Path) -> Path:
    """A file of two weeks with a correction, a code that is not known, a child who is not, and a weekend."""
    Identifier.objects.create(
        pupil=cast.kofi, authority=cast.wexmoor, kind="upn", value=UPN, starts_on=date(2020, 9, 1)
    )
    AttendanceWeek.objects.create(
        pupil=cast.kofi, authority=cast.wexmoor, school=cast.alder, week=date(2025, 11, 17), am_5="N", pm_5="\\"
    )
    file = folder / "registers.csv"
    file.write_text(
        f"Name,UPN,Date,AM,PM\nKofi,{UPN},21/11/2025,I,\\\nKofi,{UPN},20/11/2025,/,\\\nKofi,{UPN},19/11/2025,A9,\\\n"
        f"Ada,K999000125001,21/11/2025,/,\\\nKofi,{UPN},22/11/2025,/,\\\nKofi,{UPN},31/11/2025,/,\\\n"
    )
    return file


def test_a_file_of_registers_is_looked_at_and_taken_over(
    server: str, context: BrowserContext, page: Page, tmp_path: Path
) -> None:
    cast, folder = make_cast(), Path(os.environ.get("LOOK") or tmp_path)
    file, found = registers(cast, tmp_path), list[str]()

    def look(name: str) -> None:
        found.extend(faults(page))
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=folder / f"registers-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(context, cast.people["amara"])
    page.goto("/pupils/")
    page.get_by_role("link", name="Registers from a file").click()
    look("choose")
    page.get_by_role("button", name="Look at the file").click()
    expect(page.locator("main")).to_contain_text("Choose a file")
    page.get_by_label("A file of your registers").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    expect(page.locator("main")).to_contain_text("4 new, 1 that correct what stands, 1 as they are here.")
    expect(page.locator("main")).to_contain_text("Line 5: Nobody with this UPN was on your roll on that day.")
    look("look")
    page.get_by_role("button", name="Take this over").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("4 marks added and 1 mark corrected. 3 lines left out.")
    look("done")
    assert not found, "\n".join(found)


def test_it_goes_without_a_script(server: str, browser: Browser, tmp_path: Path) -> None:
    cast = make_cast()
    context = browser.new_context(base_url=server, java_script_enabled=False)
    sign_in(context, cast.people["amara"])
    page = context.new_page()
    page.goto("/pupils/take-attendance/")
    page.get_by_label("A file of your registers").set_input_files(registers(cast, tmp_path))
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_role("button", name="Take this over").click()
    expect(page.locator("main")).to_contain_text("marks added and 1 mark corrected.")
    context.close()
