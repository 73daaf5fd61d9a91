"""`rubato eval FOLDER`: measures retrieval over a judged collection, one way or two against it."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from server.core.errors import InvalidError, NotFoundError
from server.core.retrieval_ports import Embedder

EPILOG = """\
examples:
  rubato eval cranfield
  rubato eval cranfield --with embedder=models/all-MiniLM-L6-v2/onnx
  rubato eval cranfield --with embedder=ollama:nomic-embed-text --against embedder=none
  rubato eval german --with language=de --against moved=0,feedback=0 --json

FOLDER holds cran.all.1400, cran.qry and cranqrel, or corpus.jsonl, queries.jsonl and qrels.tsv
(lines of {"_id", "title", "text"}, and question, document, grade with tabs between).
A configuration is name=value, more with commas:
  embedder   none (latent topics learnt from the documents), a folder with model.onnx and
             tokenizer.json, or ollama:MODEL
  language   codes of the stemmers, such as en or en+de
  feedback   the part of the terms that feedback adds, 0 to 1 (0.2)
  moved      how far a score moves towards its neighbours', 0 to 1 (0.35)
  diverse    how much a passage loses for being like one before it, 0 to 1 (0.1)
  doubles    whether what is said twice keeps its place: yes (each copy is judged), or no
Nothing is downloaded, no server is needed, and nothing of one's own documents is touched.
Exit code: 0 measured; 1 the folder or the embedder cannot be used; 2 usage."""

WAYS = ("feedback", "moved", "diverse", "doubles")
DEFAULTS = {"embedder": "none", "language": "en", "doubles": "yes"}
NAMES = ("embedder", "language", *WAYS)
ROUNDS = 10_000
"""Times that chance is tried in the test of significance."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato eval`."""
    parser = subparsers.add_parser(
        "eval",
        help="measure how well passages are found, over a judged collection",
        description="Measure retrieval: each leg alone, and both together.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("folder", metavar="FOLDER", type=Path, help="the judged collection")
    add("--with", dest="way", metavar="CONFIG", type=_config, default={}, help="how it is done")
    add("--against", metavar="CONFIG", type=_config, help="another way, compared with the first")
    add("--json", action="store_true", help="print JSON, with each question's figures")
    parser.set_defaults(run=run)


def _config(text: str) -> dict[str, str]:
    """Read name=value, more with commas."""
    config: dict[str, str] = {}
    for part in filter(None, text.split(",")):
        name, equals, value = part.partition("=")
        if not equals or name.strip() not in NAMES:
            raise argparse.ArgumentTypeError(f"{part!r}: write name=value; {', '.join(NAMES)}")
        config[name.strip()] = value.strip()
    return config


def run(args: argparse.Namespace) -> int:
    """Measure, and print."""
    from server.services.retrieval_evaluation import Report  # noqa: PLC0415  (numpy)

    collection = _read(args.folder)
    config = {**DEFAULTS, **args.way}
    configs = [config] if args.against is None else [config, {**config, **args.against}]
    reports: list[Report] = [_measure(collection, each) for each in configs]
    compared = _compared(*reports) if len(reports) > 1 else {}
    if args.json:
        told = [_json(each, report) for each, report in zip(configs, reports, strict=True)]
        print(json.dumps({"configurations": told, "significance": compared}, indent=2))
        return 0
    for number, (each, report) in enumerate(zip(configs, reports, strict=True)):
        print("\n" * bool(number) + _table(each, report))
    for measure, (gained, likely) in compared.items():
        print(f"\n{measure:<11} {gained:+.4f}   p = {likely:.4f}", end="")
    print("\n" * bool(compared), end="")
    return 0


def _read(folder: Path) -> Any:
    """Read the collection, in whichever form its files are."""
    from server.core.retrieval import collection  # noqa: PLC0415

    if not folder.is_dir():
        raise NotFoundError(f"there is no folder {folder}")
    forms: Mapping[tuple[str, str, str], Callable[[str, str, str], Any]] = {
        collection.CRANFIELD: collection.cranfield,
        collection.PLAIN: collection.plain,
    }
    for names, read in forms.items():
        files = [folder / name for name in names]
        if all(file.is_file() for file in files):
            texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
            return read(texts[0], texts[1], texts[2])
    either = " or ".join(", ".join(names) for names in forms)
    raise NotFoundError(f"{folder} is no judged collection: it needs {either}")


def _measure(collection: Any, config: Mapping[str, str]) -> Any:
    from server.adapters.snowball_stemmer import SnowballStemmer  # noqa: PLC0415
    from server.core.retrieval.exact_vectors import ExactVectors  # noqa: PLC0415
    from server.services.retrieval import Retrieval  # noqa: PLC0415
    from server.services.retrieval_evaluation import evaluated  # noqa: PLC0415

    stem = SnowballStemmer(config["language"].split("+"))
    embedder = _embedder(config["embedder"])
    retrieval = Retrieval(stem, embedder, lambda _name, _size: ExactVectors(), _ways(config))
    try:
        report = evaluated(retrieval, collection, time.perf_counter)
    finally:
        retrieval.close()
    if problem := retrieval.standing().problem:
        print(f"rubato: {problem}", file=sys.stderr)
    return report


def _embedder(name: str) -> Embedder | None:
    if name in ("", "none"):
        return None
    if name.startswith("ollama:"):
        from server.adapters.ollama_embedder import OllamaEmbedder  # noqa: PLC0415

        return OllamaEmbedder(name.removeprefix("ollama:"))
    from server.adapters.minilm_embedder import MiniLmEmbedder  # noqa: PLC0415

    return MiniLmEmbedder(Path(name).expanduser())


def _ways(config: Mapping[str, str]) -> Any:
    from server.core.retrieval.ranking import Ways  # noqa: PLC0415

    kinds = {field.name: field.type for field in fields(Ways)}
    chosen: dict[str, Any] = {
        name: _value(name, config[name], kinds[name]) for name in WAYS if name in config
    }
    return Ways(**chosen)


def _value(name: str, text: str, kind: Any) -> float | bool:
    if kind is bool:
        if text not in ("yes", "no"):
            raise InvalidError(f"{name} is yes or no, not {text!r}")
        return text == "yes"
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise InvalidError(f"{name} is a number from 0 to 1, not {text!r}")
    return value


def _compared(first: Any, second: Any) -> dict[str, tuple[float, float]]:
    """Give what the second gains in each measure, and how likely that is by chance."""
    import numpy as np  # noqa: PLC0415

    from server.core.retrieval.measures import significance  # noqa: PLC0415

    chance = np.random.default_rng(1)
    signs = chance.choice(np.array([-1, 1], np.int8), (ROUNDS, first.questions))
    return {
        measure: (
            second.fused.mean(measure) - values,
            significance(first.fused.values[measure], second.fused.values[measure], signs),
        )
        for measure in first.fused.values
        for values in [first.fused.mean(measure)]
    }


def _table(config: Mapping[str, str], report: Any) -> str:
    told = ", ".join(f"{name}={value}" for name, value in config.items())
    counts = f"{report.documents:,} documents, {report.passages:,} passages"
    asked = f"{report.questions:,} questions, {report.milliseconds:.1f} ms a question"
    heads = "".join(f"{measure:>12}" for measure in report.fused.values)
    lines = [f"{told}: {counts}, {asked}", f"  {'':<24}{heads}"]
    for leg in report.legs:
        weight = f" × {report.weight:.2f}" if leg.leg == report.second else ""
        means = "".join(f"{leg.mean(measure):>12.4f}" for measure in leg.values)
        lines.append(f"  {leg.leg + weight:<24}{means}")
    return "\n".join(lines)


def _json(config: Mapping[str, str], report: Any) -> dict[str, Any]:
    return {
        "configuration": dict(config),
        "documents": report.documents,
        "passages": report.passages,
        "questions": report.questions,
        "milliseconds": report.milliseconds,
        "second": report.second,
        "weight": report.weight,
        "legs": {
            leg.leg: {
                measure: {"mean": leg.mean(measure), "values": list(values)}
                for measure, values in leg.values.items()
            }
            for leg in report.legs
        },
    }
