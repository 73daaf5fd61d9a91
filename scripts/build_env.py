"""Write config/.env.example: what config/compose.yaml asks for, every secret, and common settings.

Captions come from the table of settings, so that nothing here says something else.
"""

import argparse
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from server.core.setting import Setting  # noqa: E402
from server.core.settings import SETTINGS  # noqa: E402

FILE = ROOT / "config" / ".env.example"
HEAD = """\
# Copy this to .env: beside compose.yaml for containers, else into the folder where `rubato` is
# started. Keep it readable by you alone (chmod 600 .env) and out of every repository.
# What begins with a # is not set. config/rubato.toml has all settings; RUBATO_<NAME> sets any.
"""
ASKED = (
    ("PUBLIC_NAME", "localhost",
     "The name under which people reach the server; Caddy gets its certificate."),
    ("POSTGRES_PASSWORD", "",
     "The password between server and database; `openssl rand -hex 24` makes one."),
    ("COMPOSE_PROFILES", "cpu", "Ollama beside the server: cpu, gpu (NVIDIA), or empty for none."),
    ("WORKERS", "2", "How many processes serve."),
)  # fmt: skip
"""What config/compose.yaml takes: name, default, caption."""
COMMON = frozenset(
    {
        "anonymous_read", "google_client_id", "google_accounts", "requests_a_minute",
        "chat_model", "embedding_model", "openai_url", "whisper_model", "voice",
        "kept_recordings_megabytes", "mail_server", "mail_user", "slow_query_ms", "update_url",
        "log_level",
    }
)  # fmt: skip
"""Settings that are often set, beside those that are secret."""
IN_COMPOSE = frozenset({"database_url"})
"""Secrets that compose.yaml puts together itself; elsewhere one sets them."""
WIDTH = 98


def text() -> str:
    """Give the whole file."""
    return "\n".join((HEAD, "# For compose.yaml:\n", *_asked(), "# Settings:\n", *_settings()))


def _asked() -> Iterator[str]:
    for name, default, caption in ASKED:
        yield f"{_caption(caption)}\n{name}={default}\n"


def _settings() -> Iterator[str]:
    for setting in (one for one in SETTINGS if one.secret or one.name in COMMON):
        said = setting.caption
        if setting.name in IN_COMPOSE:
            said += " compose.yaml sets it by itself."
        yield f"{_caption(said)}\n# {variable(setting)}={_written(setting)}\n"


def variable(setting: Setting) -> str:
    """Give the name by which it is set in .env: the short one where it has one."""
    return setting.env[0] if setting.env else setting.variables[0]


def _written(setting: Setting) -> str:
    default = setting.default
    if isinstance(default, bool):
        return str(default).lower()
    return ",".join(default) if isinstance(default, tuple) else str(default)


def _caption(said: str) -> str:
    return "\n".join(f"# {line}" for line in textwrap.wrap(said, WIDTH))


def main(arguments: list[str] | None = None) -> int:
    """Write it; with --check only say whether it is as it would be written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args(arguments).check
    behind = not FILE.exists() or FILE.read_text(encoding="utf-8") != text()
    if behind and not check:
        FILE.write_text(text(), encoding="utf-8")
    said = "as it is" if not behind else "behind the settings" if check else "written"
    print(f"{FILE.name}: {said}")
    return int(behind and check)


if __name__ == "__main__":
    sys.exit(main())
