"""Each test of documents has a folder of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where bytes are kept."""
    kept = settings.STORAGES["default"]
    options = {**kept["OPTIONS"], "location": str(tmp_path / "documents")}
    settings.STORAGES = {**settings.STORAGES, "default": {**kept, "OPTIONS": options}}
    settings.DOCUMENTS_FOLDER = options["location"]
    return tmp_path / "documents"
