"""Layers of settings: the stronger wins, and each mistake says where it stands."""

import pytest

from server.core.layers import Given, Layer, nearest, resolve


def layer(place: str = "here", /, **values: object) -> Layer:
    """Make a layer whose values all stand at one place."""
    return Layer({name: Given(raw, place) for name, raw in values.items()})


def test_stronger_layer_wins() -> None:
    """The last layer that sets a value gives it, and is its origin."""
    found = resolve([layer("file", port=1, host="a"), layer("flag", port="2")])

    assert (found.values["port"], found.origins["port"]) == (2, "flag")
    assert (found.values["host"], found.origins["host"]) == ("a", "file")
    assert found.origins["log_level"] == "default"


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("port", " 8080 ", 8080),
        ("port", 0, 0),
        ("allow_network", "YES", True),
        ("allow_network", False, False),
        ("allowed_origins", "https://a.example, http://b.example:81",
         ("https://a.example", "http://b.example:81")),
        ("trusted_hosts", ["Piano.example.org"], ("Piano.example.org",)),
        ("trusted_hosts", "", ()),
    ],
)  # fmt: skip
def test_values_are_read(name: str, raw: object, value: object) -> None:
    """Texts from the environment and values from TOML become the setting's type."""
    found = resolve([layer("here", **{name: raw})])

    assert (found.problems, found.values[name]) == ((), value)


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("port", "70000", "port must be a whole number from 0 to 65535, not '70000'"),
        ("port", True, "port must be"),
        ("port", "٣", "port must be"),
        ("port", "--5", "port must be"),
        ("lowest_note", 104, "from 0 to 103"),
        ("log_level", "loud", "one of debug, info, warning, error"),
        ("allow_network", "maybe", "true or false"),
        ("allowed_origins", "*", "takes no *"),
        ("allowed_origins", "https://*.example.org", "is no origin"),
        ("allowed_origins", "example.org", "is no origin"),
        ("allowed_origins", "https://example.org/page", "is no origin"),
        ("trusted_hosts", "*", "takes no *"),
        ("trusted_hosts", "https://piano.example.org", "is no host name"),
        ("trusted_hosts", "piano.example.org:80", "is no host name"),
        ("extension_ids", "abc", "is no extension id"),
        ("prot", 1, "there is no setting prot; did you mean port?"),
        ("zzz", 1, "known are host, port"),
    ],
)
def test_mistakes_are_told(name: str, raw: object, told: str) -> None:
    """A refused value says place, setting and what is allowed, and changes nothing."""
    found = resolve([layer("rubato.toml line 3", **{name: raw})])

    assert len(found.problems) == 1
    assert found.problems[0].startswith("rubato.toml line 3: ")
    assert told in found.problems[0]
    assert found.values == resolve([]).values


def test_secret_value_is_not_repeated() -> None:
    """A database URL of the wrong kind is refused without showing it."""
    (problem,) = resolve([layer(database_url=["postgresql://u:hush@h/d"])]).problems

    assert "hush" not in problem


def test_nearest_says_what_is_known() -> None:
    """Where nothing is near, all that is known is named."""
    assert nearest("swfit", ["base", "swift"]) == "did you mean swift?"
    assert nearest("q", ["base", "swift"]) == "known are base, swift."
