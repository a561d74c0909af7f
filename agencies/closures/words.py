"""Why a school is shut for a day."""

WHY = {
    "weather": "Snow or other weather",
    "building": "Heating, water or the building",
    "polling": "Used as a polling station",
    "strike": "A strike",
    "illness": "Illness",
    "emergency": "An emergency near by",
    "other": "Another reason",
}
