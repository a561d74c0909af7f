"""The fixtures of the named cast, for the top floor."""

from tests.casting import cast, stopped, ticking

__all__ = ["cast", "stopped", "ticking"]
