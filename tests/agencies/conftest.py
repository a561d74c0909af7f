"""The fixtures of the named cast, for the ground floor."""

from tests.casting import cast, other, stopped, system, ticking

__all__ = ["cast", "other", "stopped", "system", "ticking"]
