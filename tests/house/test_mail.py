"""No page waits for mail: only what the mail process runs speaks to the mail server."""

import ast
from pathlib import Path

from tests.house.test_rooms import FLOORS, modules

SPEAKING = {"agencies/outbox/sending.py"}
WRITING = {"agencies/accounts/mails.py", "referrals/duties/tasks.py"}


def imported(tree: ast.Module) -> set[str]:
    """Every module and name that is imported."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


def holding(*names: str) -> set[str]:
    """Which of our modules import one of these."""
    return {str(Path(path)) for path, tree in modules(*FLOORS) if imported(tree) & set(names)}


def test_only_the_mail_process_speaks_to_the_mail_server() -> None:
    assert holding("django.core.mail", "smtplib") == SPEAKING | WRITING
    assert holding("django.core.mail.get_connection", "smtplib") == SPEAKING
    assert holding("agencies.outbox.sending") == WRITING
