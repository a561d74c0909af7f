"""Every model says how long it is kept: one class of docs/domain/data.md 1.11, and no default."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from agencies.policy.retention import KEPT, Retention

ROOT = Path(__file__).resolve().parents[2]
OURS = sorted(
    (one for name in ("agencies", "referrals", "interventions") for one in apps.get_app_config(name).get_models()),
    key=lambda one: one.__name__,
)


@pytest.mark.parametrize("model", [one for one in OURS if one._meta.managed], ids=lambda one: one.__name__)
def test_a_model_names_its_class_itself(model: type[models.Model]) -> None:
    assert vars(model).get("retention") in Retention


def test_each_class_is_somebodys_and_has_an_end_and_a_source() -> None:
    used = {vars(model).get("retention") for model in OURS} - {None}
    assert used == set(Retention) == set(KEPT)
    assert all(kept.until and kept.source for kept in KEPT.values())
    assert "### 1.11 Retention" in (ROOT / "docs/domain/data.md").read_text(encoding="utf-8")
