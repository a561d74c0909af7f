"""The roles of a seat and the devices of a session in the words that people read."""

from datetime import datetime
from unicodedata import combining, normalize

from agencies.policy import Role
from agencies.words import clock, short_day

ROLE_WORDS = {role.value: role.label for role in Role}

FIELDS = {
    "urn": "URN",
    "name": "Name",
    "phone": "Phone",
    "safeguarding_lead": "Safeguarding lead",
    "safeguarding_phone": "Their phone",
    "address": "Address",
    "clerk_name": "Clerk to the governing board",
    "clerk_phone": "The clerk’s phone",
    "clerk_address": "Where families write to the board",
    "closed_at": "Closed",
    "role": "Role",
    "ends_at": "End of the seat",
}
"""What can be changed of an agency or a seat."""


def value_words(field: str, text: str | None) -> str:
    """A value of an agency or a seat as it is kept, in words."""
    if not text:
        return "nothing"
    if field.endswith("_at"):
        moment = datetime.fromisoformat(text)
        return f"{short_day(moment)}, {clock(moment)}"
    return ROLE_WORDS.get(text, text) if field == "role" else text


BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook"),
    ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def device(user_agent: str) -> str:
    """A browser and what it runs on, "Firefox on Windows", from what it says of itself."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


CAPITALS = str.maketrans("АВЕЅІЈКМНОРСТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTXYABEZHIKMNOPTYX")
SMALL = str.maketrans("аеоѕіјрсухԁһԛԝӏαορυνικτχı01|5ł", "aeosijpcyxdhqwlaopuviktxiolisl")
PAIRS = (("æ", "ae"), ("ø", "o"), ("đ", "d"), ("rn", "m"), ("vv", "w"), ("l", "i"))


def likeness(name: str) -> str:
    """What is left of a name without case, accents, spaces and signs, with one letter for those that look alike."""
    bare = "".join(one for one in normalize("NFKD", name) if not combining(one))
    plain = bare.translate(CAPITALS).casefold().translate(SMALL)
    for shape, stands in PAIRS:
        plain = plain.replace(shape, stands)
    return "".join(one for one in plain if one.isalnum())
