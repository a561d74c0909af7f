"""The kinds of agency in the words that people read."""

from agencies.policy import Kind

AGENCY_KINDS = {kind.value: kind.label for kind in Kind}
