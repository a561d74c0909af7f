"""The fixtures of the named cast, for what is of all nouns."""

from tests.casting import cast, stopped, ticking

__all__ = ["cast", "stopped", "ticking"]
