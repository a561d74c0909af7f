"""The fixtures of the named cast, for the hall."""

from tests.casting import cast, stopped

__all__ = ["cast", "stopped"]
