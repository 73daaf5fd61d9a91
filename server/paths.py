"""Where the data lies that ships with the server: one answer in a checkout and when installed.

In a checkout `extension`, `web`, `languages` and `config` stand beside `server`; a wheel carries
them inside it, under `server/data`.
"""

from pathlib import Path

NAMES = ("config", "extension", "languages", "web")


def data_path(name: str) -> Path:
    """Return the folder of that name; raise ValueError for a name that is none of NAMES."""
    if name not in NAMES:
        raise ValueError(f"there is no data named {name!r}: choose {', '.join(NAMES)}")
    server = Path(__file__).resolve().parent
    packed = server / "data"
    return (packed if packed.is_dir() else server.parent) / name
