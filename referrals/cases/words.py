"""The codes of a case in the words that people read."""

TOLD = {"yes": "Yes, they were told", "not_yet": "Not yet", "no": "No, and there is a reason"}
SAID = "said"
"""Nothing was told then: what they said when the case was closed, kept when it was reopened."""
NOT_TOLD = {
    "risk_of_harm": "Telling raises the risk of significant harm to someone",
    "prejudice_crime": "It would hinder preventing or detecting a crime",
    "induced_illness": "Illness may be made up or brought about",
    "honour_abuse": "Honour-based abuse or forced marriage",
    "exploitation": "Trafficking or exploitation by family or people near",
    "loss_of_evidence": "Evidence could be lost, or somebody could flee",
    "court_order": "A court order forbids it",
}
OUTCOMES = {
    "needs_met": "Needs met; school carries on as usual",
    "support_continues": "Support continues in school without a case",
    "moved": "Moved to another school or area",
    "other_plan": "Another plan has taken over",
    "family_chose": "The family chose to end it",
}
