"""Trained tastes as files: whole or not at all, and never code."""

import pickle
from pathlib import Path

import numpy as np

from server.adapters.taste_files import TasteFolder


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """A broken file, or one that holds objects, is none; nothing half-written is left."""
    folder = TasteFolder(tmp_path / "taste")
    assert folder.load(1) is None
    folder.save(1, {"a": np.arange(3)})
    found = folder.load(1)
    assert found is not None
    assert found["a"].tolist() == [0, 1, 2]
    assert [one.name for one in (tmp_path / "taste").iterdir()] == ["1.npz"]

    np.savez(tmp_path / "taste" / "2.npz", a=np.array([{"x": 1}], dtype=object))
    assert folder.load(2) is None
    (tmp_path / "taste" / "3.npz").write_bytes(pickle.dumps({"a": 1}))
    assert folder.load(3) is None
    folder.remove(1)
    folder.remove(1)
    assert folder.load(1) is None
