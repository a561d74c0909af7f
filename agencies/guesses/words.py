"""How long somebody has to wait, in words."""


def wait_words(seconds: int) -> str:
    """What a form says while its sender has to wait."""
    unit = "second" if seconds == 1 else "seconds"
    return f"Wait {seconds} {unit}, then try again: there were too many attempts"
