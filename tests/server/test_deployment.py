"""What config holds to run a server for others: containers that may little, with no secret."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from scripts.build_env import ASKED, FILE, text, variable
from server.adapters.settings_files import dotenv_layer, variables_layer
from server.core.layers import resolve
from server.core.settings import SETTINGS

CONFIG = Path(__file__).resolve().parents[2] / "config"
COMPOSE: dict[str, Any] = yaml.safe_load((CONFIG / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
CONTAINERFILE = (CONFIG / "Containerfile").read_text(encoding="utf-8")
TAKEN = re.compile(r"\$\{(\w+)([:?-][^}]*)?\}")
SECRET = re.compile(r"PASSWORD|SECRET|KEY|_URL$")
SHUT = {"postgres", "chroma"}
"""Services that nobody but the server has to reach, and that have nothing to ask of the world."""

every = pytest.mark.parametrize("name", SERVICES)


def stages() -> dict[str, str]:
    """Give the lines of each stage of the Containerfile, by its name."""
    parts = re.split(r"^FROM (\S+) AS (\w+)$", CONTAINERFILE, flags=re.MULTILINE)
    return dict(zip(parts[2::3], parts[3::3], strict=True))


@every
def test_nobody_is_root(name: str) -> None:
    """Each service says who it is, and that is somebody without rights."""
    assert SERVICES[name]["user"] in {"10001:10001", "postgres"}


@every
def test_it_may_little(name: str) -> None:
    """No rights, no way to gain any, nothing to write to but its volume."""
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in service["tmpfs"]


@every
def test_it_is_watched(name: str) -> None:
    """It says whether it is well, and is started again where it ends."""
    service = SERVICES[name]

    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["restart"] == "unless-stopped"


def test_only_caddy_is_reached_from_outside() -> None:
    """Neither the server, nor its database, index or models have a port on the machine."""
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["caddy"]
    assert all("network_mode" not in service for service in SERVICES.values())
    for name in SHUT:
        assert list(SERVICES[name]["networks"]) == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_images_name_their_version() -> None:
    """What is fetched has a tag that is not 'latest'; what is built has a stage."""
    fetched = re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE)
    fetched += [one["image"] for one in SERVICES.values() if "build" not in one]

    assert all(re.fullmatch(r"docker\.io/\w+/\w+:\d[\w.-]+", image) for image in fetched), fetched
    for service in SERVICES.values():
        assert "build" not in service or service["build"]["target"] in stages()


@pytest.mark.parametrize("name", [name for name in stages() if name != "wheel"])
def test_each_image_ends_as_nobody(name: str) -> None:
    """Its last user is the one that compose names, who owns what volumes are laid over."""
    body = stages()[name]
    laid = {
        volume.split(":")[1]
        for service in SERVICES.values()
        if service.get("build", {}).get("target") == name
        for volume in service["volumes"]
        if not volume.startswith(".")
    }

    assert re.findall(r"^USER (\S+)$", body, re.MULTILINE)[-1] == "10001:10001"
    assert all(re.search(rf"(install|chown).*{folder}\b", body) for folder in laid), laid


def test_no_secret_is_built_into_an_image() -> None:
    """What is not named stays outside, all that is copied is named, and .env is taken out again."""
    lines = (CONFIG.parent / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)

    assert lines[1] == "*"
    assert lines.index("config/.env") > lines.index("!config")
    for name in " ".join(copied).split():
        assert f"!{name}" in lines
    assert "ARG" not in CONTAINERFILE


def test_volumes_are_named() -> None:
    """Nothing of the machine is laid into a container but Caddy's own file, to be read."""
    used = [volume for service in SERVICES.values() for volume in service["volumes"]]
    bound = [volume for volume in used if volume.startswith((".", "/"))]

    assert bound == ["./Caddyfile:/etc/caddy/Caddyfile:ro"]
    assert {volume.split(":")[0] for volume in used} - {"."} - {"./Caddyfile"} == set(
        COMPOSE["volumes"]
    )


def values() -> Iterator[tuple[str, str, str]]:
    """Give each variable of each service."""
    for name, service in SERVICES.items():
        for key, value in service.get("environment", {}).items():
            yield name, key, value


def test_secrets_come_from_outside() -> None:
    """A password in the file is a name of one in .env, which must be there."""
    for name, key, value in values():
        if SECRET.search(key) and "://" not in value:
            assert re.fullmatch(r"\$\{\w+:\?[^}]+\}", value), f"{name}: {key}"
        assert not re.search(r"://[^/$]*:[^/$]+@", value), f"{name}: {key} holds a password"


def test_what_is_asked_is_in_the_example() -> None:
    """Each name that compose takes from .env is told there, and the other way round."""
    taken = {found[0] for found in TAKEN.findall((CONFIG / "compose.yaml").read_text("utf-8"))}

    assert taken | {"COMPOSE_PROFILES"} == {name for name, _default, _caption in ASKED}
    profiles = [one for service in SERVICES.values() for one in service.get("profiles", [])]
    assert profiles == ["cpu", "gpu"]


def test_the_server_understands_its_environment() -> None:
    """What the container sets are settings, each with a value that it may have."""
    given = {"PUBLIC_NAME": "piano.example.org", "POSTGRES_PASSWORD": "x" * 8}
    environment = {
        key: TAKEN.sub(lambda found: given.get(found[1], (found[2] or "")[2:]), value)
        for name, key, value in values()
        if name == "server"
    }
    found = resolve([variables_layer({key: (value, key) for key, value in environment.items()})])

    assert found.problems == ()
    assert found.settings.workers == 2
    assert found.settings.public_url == "https://piano.example.org"
    assert found.settings.trusted_proxies == (
        SERVICES["caddy"]["networks"]["front"]["ipv4_address"],
    )


def test_the_example_is_as_it_would_be_written() -> None:
    """`python scripts/build_env.py` would change nothing."""
    assert FILE.read_text(encoding="utf-8") == text()


def test_every_secret_is_in_the_example() -> None:
    """With its caption, and set to nothing."""
    said = FILE.read_text(encoding="utf-8")
    unwrapped = said.replace("\n# ", " ")
    for setting in SETTINGS:
        if setting.secret:
            assert f"\n# {variable(setting)}=\n" in said
            assert setting.caption in unwrapped


def test_the_example_is_a_settings_file(tmp_path: Path) -> None:
    """With every # before a name taken away it is read, and nothing in it is unknown."""
    file = tmp_path / ".env"
    file.write_text(re.sub(r"^# (?=[A-Z_]+=)", "", FILE.read_text("utf-8"), flags=re.MULTILINE))
    found = resolve([dotenv_layer(file)])

    assert [line for line in found.problems if "unknown" in line or "no setting" in line] == []
    assert found.problems == ()
