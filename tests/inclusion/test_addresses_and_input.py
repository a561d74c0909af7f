"""What comes in is decoded once, what goes out leads nowhere unsafe, and no folder lists what is in it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from referrals.concerns.models import Concern
from tests.browsing import browse
from tests.people import Cast

SAFE = re.compile(r"\{% url |\{% static |\{\{|#|\?page=\{\{|\?all=yes#|tel:")
ADDRESS = r"""(?:href|src|action|formaction)=(["'])(.*?)\1"""
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


@pytest.mark.django_db
def test_what_was_typed_is_decoded_once_and_shown_as_typed(cast: Cast) -> None:
    typed = "%2541 &lt;b&gt; &amp;amp; \\u0041 =C3=A9"
    concern = {"pupil": cast.kofi.reference, "pupil_name": "Kofi", "seen": ["left_lesson"], "worry": "1"}
    answer = browse(cast, "tom").post("/concerns/log-concern/", {**concern, "fact": typed}, follow=True)
    assert Concern.objects.get().fact == typed
    assert "%2541 &amp;lt;b&amp;gt; &amp;amp;amp; \\u0041 =C3=A9" in answer.content.decode()


def test_no_template_links_to_an_address_that_somebody_typed() -> None:
    found = re.findall(ADDRESS, "".join(template.read_text(encoding="utf-8") for template in TEMPLATES))
    assert len(found) > 200
    assert [address for _, address in found if not SAFE.match(address)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["/static/", "/static/js/", "/static/fonts/", "/static/.."])
def test_no_folder_lists_what_is_in_it(folder: str) -> None:
    assert Client().get(folder).status_code == 404


@pytest.mark.django_db
def test_a_body_that_is_too_large_is_not_read(cast: Cast) -> None:
    url = reverse("keep_year", args=[cast.alder.reference, 2026])
    file = SimpleUploadedFile("terms.ics", b"x" * 1_000_001)
    answer = browse(cast, "colm").post(url, {"take": "1", "file": file})
    assert (answer.status_code, "<form" in answer.content.decode()) == (400, False)
