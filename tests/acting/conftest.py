"""The fixtures of the named cast, for what is of all nouns."""

from tests.casting import cast, stopped, system, ticking

__all__ = ["cast", "stopped", "system", "ticking"]
