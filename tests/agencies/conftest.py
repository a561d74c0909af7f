"""The fixtures of the named cast, for the ground floor."""

from tests.casting import cast, stopped, system, ticking

__all__ = ["cast", "stopped", "system", "ticking"]
