"""The codes of an entry in the words that people read."""

OWN_KINDS = {
    "contact": "Contact: a talk, a call, a visit",
    "observation": "Observation",
    "voice": "The child’s own words",
}
SECTIONS = {
    "education": "Education",
    "attendance": "Attendance",
    "behaviour": "Behaviour",
    "health": "Health",
    "social_care": "Social care",
    "justice": "Justice",
    "home": "Home",
    "voice": "The child’s voice",
    "casework": "Casework",
}
