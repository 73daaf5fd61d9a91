"""`rubato eval` over a small collection of our own."""

import json
from pathlib import Path

import pytest

from server.cli import main

SUBJECTS = {
    "wings": "wing lift drag airfoil slipstream flow",
    "heat": "heat slab conduction temperature wall flux",
    "music": "piano chord pedal hammer string scale",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write 60 documents of three subjects, six questions, and what is worth what."""
    documents, judged = [], ["query-id\tcorpus-id\tscore"]
    for number in range(60):
        subject = list(SUBJECTS)[number % 3]
        words = SUBJECTS[subject].split()
        text = " ".join(words[(number + i) % 6] for i in range(4)) + f" n{number}"
        documents.append({"_id": f"d{number}", "title": subject, "text": text})
        judged += [f"{subject}\td{number}\t{1 + number % 2}"]
    questions = [{"_id": each, "text": words[:9]} for each, words in SUBJECTS.items()]
    for name, lines in (("corpus.jsonl", documents), ("queries.jsonl", questions)):
        (tmp_path / name).write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "qrels.tsv").write_text("\n".join(judged))
    return tmp_path


def test_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each leg and both together, with the measures."""
    assert main(["eval", str(folder)]) == 0

    told = capsys.readouterr().out
    assert "60 documents, 60 passages, 3 questions" in told
    assert "nDCG@10" in told
    assert [line.split()[0] for line in told.splitlines()[2:]] == ["words", "latent", "fused"]


def test_two_ways_against_each_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the second gains, and how likely by chance; all of it as JSON."""
    asked = ["eval", str(folder), "--with", "feedback=0.1,language=en+de", "--against", "moved=0"]
    assert main([*asked, "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    first, second = told["configurations"]
    assert (first["configuration"]["feedback"], "moved" in first["configuration"]) == ("0.1", False)
    assert second["configuration"]["moved"] == "0"
    assert second["configuration"]["language"] == "en+de"
    assert 0 < first["legs"]["words"]["nDCG@10"]["mean"] <= 1
    assert len(first["legs"]["fused"]["MRR"]["values"]) == 3
    gained, likely = told["significance"]["nDCG@10"]
    assert -1 <= gained <= 1
    assert 0 < likely <= 1
    assert main(asked) == 0
    assert "p = " in capsys.readouterr().out


def test_passages_of_two_sizes_and_cutters(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Long documents are cut as one's own are, smaller or overlapping; they stay as many."""
    lines = [json.loads(line) for line in (folder / "corpus.jsonl").read_text().splitlines()]
    for line in lines:
        line["text"] = " ".join(f"Sentence {at} of {line['text']} ends here." for at in range(30))
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)))
    way = ["--with", "words=160", "--against", "words=60,cutter=windows"]
    assert main(["eval", str(folder), *way, "--json"]) == 0

    first, second = json.loads(capsys.readouterr().out)["configurations"]
    assert first["documents"] == second["documents"] == 60
    assert 60 < first["passages"] < second["passages"]


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("words=5", "20 to 2000"),
        ("words=many", "20 to 2000"),
        ("cutter=scissors", "blocks or windows"),
        ("embedder=/nowhere/model", "has no model.onnx"),
        ("language=xx", "cannot be stemmed"),
        ("moved=2", "0 to 1"),
        ("moved=much", "0 to 1"),
        ("doubles=maybe", "yes or no"),
    ],
)
def test_a_way_that_cannot_be(
    folder: Path, capsys: pytest.CaptureFixture[str], way: str, said: str
) -> None:
    """It is said what can."""
    assert main(["eval", str(folder), "--with", way]) == 1
    assert said in capsys.readouterr().err


def test_a_name_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The names are told."""
    with pytest.raises(SystemExit) as left:
        main(["eval", str(folder), "--with", "speed=9"])

    assert left.value.code == 2
    assert "embedder" in capsys.readouterr().err


def test_what_is_no_collection(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No folder, no files in it, or broken ones."""
    assert main(["eval", str(tmp_path / "none")]) == 1
    assert main(["eval", str(tmp_path)]) == 1
    for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv"):
        (tmp_path / name).write_text("{")
    assert main(["eval", str(tmp_path)]) == 1

    first, second, third = capsys.readouterr().err.splitlines()
    assert "there is no folder" in first
    assert "cran.all.1400" in second
    assert "corpus.jsonl, line 1" in third
