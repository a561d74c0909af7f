"""Above every form about a child stand 999 and the front door (law.md 3.4), whoever fills it in."""

import re

import pytest

from agencies.acting.lives import ROWS
from tests.house.test_personas import World, client_of, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db
OF_A_CHILD = {
    "arrivals", "cases", "concerns", "entries", "moves", "pupils", "referrals", "shares", "suspensions", "triage",
}  # fmt: skip
"""Where the address of an act begins that is on a child's record, or makes one."""
ASKS = re.compile(r"<textarea|<select|type=\"(radio|checkbox|text)\"")
FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)
SAID = ("call 999</a>", "front door", "01632 960100", "this form is not an emergency or child-protection referral.")


@pytest.mark.parametrize("persona", ["own_lead", "officer", "social_worker", "asked_school"])
def test_every_form_about_a_child_says_whom_to_ring(world: World, persona: str) -> None:
    client, asked = client_of(world, persona), []
    for act, row in ROWS.items():
        url = world.url(act) if row.at and not row.is_sent_only else "/"
        if url.split("/")[1] not in OF_A_CHILD:
            continue
        answer = client.get(url)
        main = (
            answer.content.decode().partition("<main")[2].partition("</main>")[0] if answer.status_code == 200 else ""
        )
        if any(ASKS.search(form) for form in FORM.findall(main)):
            asked.append(act)
            said = re.sub(r"\s+", " ", main).lower()
            assert [words for words in SAID if words not in said] == [], act
    assert asked
