"""Which files of a folder others than their owner may read."""

import os
from collections.abc import Sequence
from pathlib import Path

OTHERS_CAN = 0o077


def readable_by_others(folder: Path, names: Sequence[str]) -> Sequence[str]:
    """Give those of the named files that others may reach; on Windows modes say nothing."""
    if os.name == "nt" or not folder.is_dir():
        return []
    # Behind a folder that only its owner may enter, the modes of what lies in it do not matter.
    if not folder.stat().st_mode & OTHERS_CAN:
        return []
    found = [folder / name for name in names if (folder / name).exists()]
    return [str(path) for path in found if path.lstat().st_mode & OTHERS_CAN]
