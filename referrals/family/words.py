"""What two children are to each other, in the words that people read."""

KINDS = {
    "sibling": "Brother or sister",
    "half_sibling": "Half-brother or half-sister",
    "step_sibling": "Step-brother or step-sister",
    "cousin": "Cousin",
    "household": "Lives in the same household",
    "family": "Other family",
}
