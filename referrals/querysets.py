"""The path by which the first migration knows the key of a name."""

from referrals.pupils.querysets import NameKey as NameKey
