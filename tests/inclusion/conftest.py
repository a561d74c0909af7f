"""The fixtures of the named cast, for the hall."""

from tests.casting import cast, stopped, system

__all__ = ["cast", "stopped", "system"]
