"""The MIDI file reader on files that a seeded script damaged: nothing thrown, nothing lost."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.midi_files import lost, rows
from benchmarks.midi_mutants import DAMAGES, Mutant, mutants
from server.core.smf import MidiFile, read_smf
from tests.server.core.test_both_note_readers import a_file


def check(mutant: Mutant) -> None:
    """Ask for every note before the damage, and for warnings that point into the file."""
    result = read_smf(mutant.data)
    if isinstance(result, MidiFile):
        assert all(0 <= flaw.offset <= len(mutant.data) for flaw in result.warnings), mutant.name
        assert result.warnings or not mutant.name.startswith("cut "), mutant.name
    assert not lost(rows(mutant.whole[: mutant.at]), rows(mutant.data)), mutant.name


def test_made_files_lose_nothing() -> None:
    """Each kind of damage, many times."""
    dice = Random(3)
    made = [("made", a_file(dice)) for _ in range(40)]

    for mutant in mutants(made, 40 * len(DAMAGES) * 5):
        check(mutant)


def test_the_files_of_the_specification_lose_nothing(shared: Callable[[str], Path]) -> None:
    """The small ones; `benchmarks/midi_files.py` asks all."""
    found = [(p.name, p.read_bytes()) for p in sorted(shared("midi/spec/midi").iterdir())]

    for mutant in mutants([each for each in found if len(each[1]) < 3000], 900):
        check(mutant)


def test_mutants_are_the_same_each_time() -> None:
    """And say where they differ from the whole."""
    made = [("made", a_file(Random(1)))]
    one, other = list(mutants(made, 90)), list(mutants(made, 90))

    assert one == other
    assert all(each.data[: each.at] == each.whole[: each.at] for each in one)
    assert all(
        each.data[each.at : each.at + 1] != each.whole[each.at : each.at + 1]
        for each in one
        if each.data != each.whole
    )
