"""`rubato eval --answers` over a small collection of our own, and an Ollama that is none."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.cli import main
from tests.fixtures.fake_ollama import Script, fake_ollama

TEXTS = {
    "bach": "Johann Sebastian Bach was born in Eisenach in 1685. He wrote many fugues.",
    "bell": "The great bell of the tower weighs 4200 pounds. It is rung on Sundays.",
    "lake": "The lake is 31 metres deep. Herons live at its northern shore.",
}
ASKED = {
    "bach": "Where was Johann Sebastian Bach born?",
    "bell": "How much does the great bell weigh?",
    "lake": "How deep is the lake?",
}
KNOWN = {
    "bach": "Bach was born in Eisenach in 1685.",
    "bell": "The great bell weighs 4200 pounds.",
    "lake": "The lake is 31 metres deep.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write three documents, a question of each, and what should be answered."""
    files = {
        "corpus.jsonl": [{"_id": key, "title": key, "text": text} for key, text in TEXTS.items()],
        "queries.jsonl": [{"_id": key, "text": text} for key, text in ASKED.items()],
        "answers.jsonl": [{"_id": key, "answer": text} for key, text in KNOWN.items()],
    }
    for name, lines in files.items():
        (tmp_path / name).write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "qrels.tsv").write_text("\n".join(f"{key}\t{key}\t1" for key in TEXTS))
    return tmp_path


@pytest.fixture
def ollama() -> Iterator[tuple[str, Script]]:
    """Serve two models: one reads, one makes things up."""
    with fake_ollama() as (address, script):
        script.models = {"reads:1b": 1, "dreams:1b": 1}
        script.answer = lambda body: [_told(body["model"], body["messages"][-1]["content"])]
        yield address, script


def _told(model: str, shown: str) -> str:
    if model == "dreams:1b":
        return "Napoleon lived on the moon in 1999 [1]."
    key = next(key for key, question in ASKED.items() if question in shown)
    parts = shown.split("<passage ")[1:]
    number = next(at for at, part in enumerate(parts, 1) if TEXTS[key][:30] in part)
    return f"{KNOWN[key]} [{number}]"


def test_two_models_against_each_other(
    folder: Path, ollama: tuple[str, Script], capsys: pytest.CaptureFixture[str]
) -> None:
    """What passages carry, and what meets the reference; what one loses is told."""
    ways = ["--with", "model=reads:1b", "--against", "model=dreams:1b"]
    flags = ["--answers", "--ollama-url", ollama[0]]
    assert main(["eval", str(folder), *flags, *ways, "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    first, second = (one["measures"] for one in told["configurations"])
    assert [one["by_model"] for one in told["configurations"]] == [3, 3]
    assert (first["carried"]["mean"], first["reference"]["mean"]) == (1, 1)
    assert (second["carried"]["mean"], second["reference"]["mean"]) == (0, 0)
    assert second["answered"]["values"] == [1, 1, 1]
    gained, likely = told["significance"]["carried"]
    assert gained == -1
    assert 0 < likely <= 1
    assert ollama[1].asked[0]["options"]["temperature"] == 0


def test_without_a_model_the_quotes_are_measured(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a table; without references there is nothing to meet."""
    (folder / "answers.jsonl").unlink()
    way = ["--answers", "--ollama-url", "http://127.0.0.1:9", "--with", "length=sentence"]
    assert main(["eval", str(folder), *way]) == 0

    told = capsys.readouterr().out
    assert "3 questions, 0 by a model" in told
    assert [line.split() for line in told.splitlines()[1:]] == [
        ["answered", "1.0000"],
        ["carried", "1.0000"],
    ]


def test_what_should_not_be_known(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty reference is met by claiming nothing."""
    lines = [json.dumps({"_id": key, "answer": ""}) for key in KNOWN]
    (folder / "answers.jsonl").write_text("\n".join(lines))
    asked = [
        {"_id": "bach", "text": "Which comets were photographed yesterday?"},
        *({"_id": key, "text": ASKED[key]} for key in ("bell", "lake")),
    ]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)))
    way = ["--answers", "--ollama-url", "http://127.0.0.1:9", "--json"]
    assert main(["eval", str(folder), *way]) == 0

    (told,) = json.loads(capsys.readouterr().out)["configurations"]
    assert told["measures"]["answered"]["values"] == [0, 1, 1]
    assert told["measures"]["reference"]["values"] == [1, 0, 0]


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("moved=0", "here a configuration has model"),
        ("way=sideways", "way is one of"),
        ("check=maybe", "yes or no"),
        ("words=5", "20 to 2000"),
        ("prompt=none-such", "none-such"),
        ("model=none:1b", "none:1b"),
    ],
)
def test_a_way_that_cannot_be(
    folder: Path,
    ollama: tuple[str, Script],
    capsys: pytest.CaptureFixture[str],
    way: str,
    said: str,
) -> None:
    """It is said what can."""
    flags = ["--answers", "--ollama-url", ollama[0], "--with", way]
    assert main(["eval", str(folder), *flags]) == 1
    assert said in capsys.readouterr().err


def test_references_that_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line is told."""
    (folder / "answers.jsonl").write_text('{"_id": "bach"}')
    assert main(["eval", str(folder), "--answers"]) == 1
    assert "answers.jsonl, line 1" in capsys.readouterr().err
