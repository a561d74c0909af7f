"""Papers stand in a folder of each test."""

from tests.referrals.documents.conftest import folder

__all__ = ["folder"]
