"""The memory of a graphics processor that models may run on, as its own tool tells it."""

import shutil
import subprocess

TOOL = "nvidia-smi"
PATIENCE = 5.0
"""Seconds."""
MEBIBYTE = 1 << 20


def accelerator_memory() -> tuple[str, int]:
    """Give the name of the largest one and its bytes; no name and 0 where there is none."""
    found = shutil.which(TOOL)
    if found is None:
        return "", 0
    try:
        told = subprocess.run(  # noqa: S603
            [found, "--query-gpu=name,memory.total", "--format=csv,noheader,nounits"],
            capture_output=True, text=True, timeout=PATIENCE, check=True,
        ).stdout  # fmt: skip
        rows = [line.rsplit(",", 1) for line in told.splitlines() if "," in line]
        return max(((name.strip(), int(size) * MEBIBYTE) for name, size in rows),
                   key=lambda row: row[1], default=("", 0))  # fmt: skip
    except (OSError, subprocess.SubprocessError, ValueError):
        return "", 0  # a driver that does not answer runs no model either
