"""The roles of a seat and the devices of a session in the words that people read."""

ROLES = {
    "staff": "Staff",
    "inclusion_lead": "Inclusion lead",
    "head": "Headteacher",
    "acting_head": "Acting headteacher",
    "clerk": "Clerk",
    "trust_lead": "Trust lead",
    "agency_worker": "Worker",
    "agency_manager": "Manager",
    "council_officer": "Inclusion officer",
    "council_manager": "Inclusion manager",
    "data_protection_officer": "Data protection officer",
    "auditor": "Auditor",
    "support": "Support, no personal data",
    "mis_client": "School system",
}


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
