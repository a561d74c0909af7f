"""The fixtures of the named cast, for the plain examples."""

from tests.casting import cast, stopped, ticking

__all__ = ["cast", "stopped", "ticking"]
