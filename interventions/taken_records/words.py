"""What may go with a chronology, why an entry stays out, and what each paper says of itself."""

PARTS = {
    "family": "What the family was told and said",
    "referrals": "Referrals to the council",
    "shares": "Shares",
    "moves": "Managed moves",
    "documents": "A list of the documents",
}
FOR_WHOM = "It also says what the family was not told, and why"
"""Beneath the part on the family: a paper may come into their hands."""
IN = "Yes"
OUT = {
    "other": "No: it is about somebody else",
    "trust": "No: it was said in confidence",
    "harm": "No: it could harm somebody",
    "purpose": "No: it is not needed for this",
}
NOT_ALL = (
    "This paper does not hold everything that is recorded. Entries for few readers are never in it, and whoever took "
    "it could leave out what is about somebody else, was said in confidence, could harm somebody, or is not needed."
)
"""On every paper alike, so that it never tells whether anything was left out of this one."""
KEEP_SAFE = "It names a child. Keep it with you, shred it after."
UNDRAWN = "A letter that this paper can’t draw stands as its name in brackets. The text version has it as it is."
CHANGED = "The story was changed since you opened this page. Look at what stands here now, and send yours again"
TOO_MUCH = "More than {most} entries are too much for one paper. Choose fewer days."
LONG = "These papers have more than {most} pages together. Take fewer of them."
UNREADABLE = "“{}” can’t be read just now. Leave it out, or try again later"
