"""Documents are added, followed by versions, taken back, restricted, and scanned by nobody's hand."""

from referrals.documents.actions import following
from referrals.documents.actions.adding import DocumentFacts, add_document, attach_to_concern, attach_to_referral
from referrals.documents.actions.scanning import (
    destroy_lost_files,
    keep_drawing,
    next_to_draw,
    next_to_scan,
    scan_version,
)
from referrals.documents.actions.versions import (
    add_version,
    require_asked,
    require_open,
    require_waiting,
    restrict_document,
    take_back_version,
)

__all__ = [
    "DocumentFacts",
    "add_document",
    "add_version",
    "attach_to_concern",
    "attach_to_referral",
    "destroy_lost_files",
    "following",
    "keep_drawing",
    "next_to_draw",
    "next_to_scan",
    "require_asked",
    "require_open",
    "require_waiting",
    "restrict_document",
    "scan_version",
    "take_back_version",
]
