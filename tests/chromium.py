"""A real Chromium for the browser tests: unpacked once, started once a process, a fresh page for each test."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from inclusion.embedded import static
from inclusion.embedded.places import ROOT, VAR

UNPACKED = VAR / "chromium"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = ["--headless", "--no-sandbox", "--no-zygote", "--disable-gpu"]
REFUSAL = "Failed to load resource: the server responded with a status of 4"
"""What Chromium says of any 4xx answer; a test that asks for a 404 page must not fail for getting it."""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
"""The package's own file names folders that are not here, and without a font Chromium dies at the first odd letter."""
REPORT = """
window.addEventListener('securitypolicyviolation',
    event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
window.addEventListener('beforeunload', () => { window.leavingSince = performance.now(); });
"""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = static.node()
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        yield started
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    named = os.environ.get("CHROMIUM")
    folder = unpack() if named is None else Path(named).parent
    environment: dict[str, str | float | bool] = {
        **os.environ,
        "LD_LIBRARY_PATH": str(folder / "al2023" / "lib"),
        "FONTCONFIG_FILE": str(folder / "inclusion-fonts.conf"),
    }
    started = playwright.chromium.launch(
        executable_path=named or str(folder / "chromium"),
        args=ARGUMENTS,
        env=environment if named is None else None,
    )
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A browser of its own (cookies and all), on our site; every page of it that complains fails the test."""
    complaints: list[str] = []
    made = browser.new_context(
        base_url=server,
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
        viewport={"width": 1280, "height": 900},
    )
    made.set_default_timeout(10_000)
    made.add_init_script(REPORT)
    made.on("console", lambda message: _note(message, complaints))
    made.on("weberror", lambda error: complaints.append(f"page error: {error.error}"))
    yield made
    made.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page at 1280 pixels; `page.set_viewport_size` makes it a phone."""
    return context.new_page()


def arrive(page: Page) -> None:
    """Wait until a page that is being left has gone: a click returns before the next one stands."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    page.wait_for_function("!(performance.now() - window.leavingSince < 5000)")
    page.wait_for_load_state()


def axe(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, one line a violation: rule, help, where."""
    arrive(page)
    if not page.evaluate("'axe' in window"):  # once a document: its code is long, and compiled again each time
        page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']} at {', '.join(str(node['target']) for node in violation['nodes'])}"
        for violation in found["violations"]
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether something is wider than the window."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands: axe at 1280 and 375, and whether it is too wide for a small phone."""
    found = []
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{page.url} at {width}: {fault}" for fault in axe(page)]
    page.set_viewport_size({"width": 320, "height": 640})
    if scrolls_sideways(page):
        found.append(f"{page.url} scrolls sideways at 320")
    if page.locator("h1").count() != 1:
        found.append(f"{page.url} has {page.locator('h1').count()} h1")
    return found


def unpack() -> Path:
    """The folder with the browser, its libraries and a font; unpacked now if it isn't yet (decision 16)."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "chromium.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not UNPACKED.exists():
            half = VAR / "chromium.half"
            subprocess.run(["rm", "-rf", str(half)], check=True)
            half.mkdir()
            script = "import('@sparticuz/chromium').then(package => package.default.executablePath())"
            environment = {**os.environ, "TMPDIR": str(half), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
            subprocess.run([static.node(), "-e", script], cwd=ROOT, env=environment, check=True)
            half.rename(UNPACKED)
        fonts = FONTS.format(fonts=UNPACKED / "fonts" / "fonts", cache=VAR / "font-cache")
        (UNPACKED / "inclusion-fonts.conf").write_text(fonts)
    return UNPACKED


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    is_asked_for = message.text.startswith(REFUSAL) and "/static/" not in message.location["url"]
    if message.type == "error" and not is_asked_for:
        complaints.append(f"console: {message.text} at {message.location}")
