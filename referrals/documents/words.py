"""The codes of a document in the words that people read."""

from referrals.documents.states import Kind, Version

ENDINGS = {
    Kind.PDF: ".pdf",
    Kind.DOCX: ".docx",
    Kind.EML: ".eml",
    Kind.JPEG: ".jpg",
    Kind.PNG: ".png",
    Kind.WEBP: ".webp",
}
MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.EML: "message/rfc822",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
}
SORTS = {
    "assessment": "Assessment",
    "report": "Report",
    "plan": "Plan",
    "letter": "Letter or e-mail",
    "work": "The child’s own work",
    "photo": "Photo",
    "other": "Something else",
}
TAGS = {Version.WAITING: "wait", Version.CLEAN: "ok", Version.REFUSED: "no", Version.TAKEN_BACK: "no"}
INFECTED = "The virus scanner found something in it ({}), and its bytes were destroyed."
TOO_LARGE = "The virus scanner takes no file of this size, so its bytes were destroyed. Add it in parts."


def size_words(size: int) -> str:
    """A size as people say it: "412 KB", "3.1 MB"."""
    return f"{max(size // 1000, 1)} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB".replace(".0 ", " ")
