"""Why two records can't become one, in words that tell of no case and no concern."""

TWO_PLACES = "Each record has an open main place on a roll. A school that has the child no more ends its place first."
TWO_IDS = "A school’s system has the child twice. The school puts that right first."
BOTH = (
    "Both records have what one can’t have twice, or something of both has to be put side by side first. What it is, "
    "is not shown here: let the schools of both records look at theirs."
)
TAKEN = (
    "Something that came with the record that went can’t go back: it hangs elsewhere, or is there again by now. Ask "
    "whoever keeps the service."
)
