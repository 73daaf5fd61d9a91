"""Sound checks: what a language file of role sounds must be, one row of the table for each rule.

Mirrored in ``extension/core/sound_checks.js``; both answer ``tests/vectors/sounds.json`` alike.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from server.core.language import Problem
from server.core.role_sounds import (
    LEVELS,
    LONGEST_MS,
    ROLES,
    RoleSound,
    Strike,
    note_at,
    step_of,
)

Timbres = Mapping[str, Sequence[int]]
"""The notes that each timbre was sampled at."""
Fault = tuple[str, str]
"""What is wrong and how to mend it; the sound's title goes before the first."""

STRETCH = 9
"""Semitones that a sample may be played higher or lower: beyond, the instrument is not known."""
ROWS = 5
"""Rows from the middle one to an edge."""
REGISTER = 12
"""Two sounds are of another register from here on, in semitones."""
LONGER = 1.5
"""Two rhythms differ where a strike is so much longer against the first."""


def _strikes_of(sound: RoleSound) -> list[Strike]:
    return [*sound.strikes, *(sound.dense or sound.strikes)]


def _role(sound: RoleSound, _: Timbres) -> Fault | None:
    if sound.role in ROLES:
        return None
    return "is no role that has a sound", f"use one of {', '.join(ROLES)}"


def _level(sound: RoleSound, _: Timbres) -> Fault | None:
    if sound.role == "heading":
        fits = sound.level is not None and 1 <= sound.level <= LEVELS
    else:
        fits = sound.level is None
    fix = f"give each heading a level from 1 to {LEVELS}, and nothing else one"
    return None if fits else ("has a wrong level", fix)


def _timbre(sound: RoleSound, timbres: Timbres) -> Fault | None:
    if sound.timbre in timbres:
        return None
    reason = f"has the timbre “{sound.timbre}”, which there is not"
    return reason, f"use one of {', '.join(sorted(timbres))}"


def _note(sound: RoleSound, _: Timbres) -> Fault | None:
    if 24 <= sound.note <= 108 and step_of(sound.note) >= 0:
        return None
    return (
        f"has the note {sound.note}",
        "use a C, D, E, G or A between 24 and 108; 60 is middle C",
    )


def _no_strikes(sound: RoleSound, _: Timbres) -> Fault | None:
    if sound.strikes:
        return None
    return "has no strikes", "give it one at least, as in {at = 0, ms = 110}"


def _strike(sound: RoleSound, _: Timbres) -> Fault | None:
    fits = all(
        -10 <= strike.step <= 10
        and 0 <= strike.at <= LONGEST_MS
        and 10 <= strike.ms <= LONGEST_MS
        and 0 < strike.gain <= 1
        for strike in _strikes_of(sound)
    )
    limits = f"at: 0 to {LONGEST_MS} ms, ms: 10 to {LONGEST_MS}, step: -10 to 10"
    return (
        None
        if fits
        else ("has a strike that cannot be played", f"{limits}, gain: above 0, up to 1")
    )


def _order(sound: RoleSound, _: Timbres) -> Fault | None:
    begins = [[strike.at for strike in all_of] for all_of in (sound.strikes, sound.dense)]
    if all(ats == sorted(ats) for ats in begins):
        return None
    return "has strikes out of order", "write them in the order in which they are heard"


def _long(sound: RoleSound, _: Timbres) -> Fault | None:
    if all(strike.at + strike.ms <= LONGEST_MS for strike in _strikes_of(sound)):
        return None
    reason = f"lasts longer than {LONGEST_MS} ms"
    return reason, "shorten its strikes or bring them together"


def _reach(sound: RoleSound, timbres: Timbres) -> Fault | None:
    steps = [strike.step for strike in _strikes_of(sound)]
    middle, sampled = step_of(sound.note), timbres[sound.timbre]
    for note in (note_at(middle - ROWS + min(steps)), note_at(middle + ROWS + max(steps))):
        if min(abs(one - note) for one in sampled) > STRETCH:
            notes = ", ".join(map(str, sampled))
            return (
                f"would play {sound.timbre} at {note}, too far from its samples at {notes}",
                "choose a note nearer to them, smaller steps or another timbre",
            )
    return None


RULES: tuple[tuple[str, Callable[[RoleSound, Timbres], Fault | None]], ...] = (
    ("role", _role),
    ("level", _level),
    ("timbre", _timbre),
    ("note", _note),
    ("strikes", _no_strikes),
    ("strike", _strike),
    ("order", _order),
    ("long", _long),
    ("reach", _reach),
)


def check_sounds(sounds: Sequence[RoleSound], timbres: Timbres, file: str = "") -> list[Problem]:
    """Find what is wrong with the sounds of a file; none where they can be played."""
    broken = [problem for sound in sounds for problem in _faults(sound, timbres, file)]
    return broken or [*_missing_or_twice(sounds, file), *_alike(sounds, file)]


def _faults(sound: RoleSound, timbres: Timbres, file: str) -> list[Problem]:
    """Give the first rule that it breaks."""
    for code, find in RULES:
        if found := find(sound, timbres):
            return [_problem(sound, code, *found, file)]
    return []


def _problem(sound: RoleSound, code: str, message: str, fix: str, file: str) -> Problem:
    return Problem(
        f"sound-{code}", f"{sound.title} {message}", fix, "sounds", file=file, line=sound.line
    )


def _missing_or_twice(sounds: Sequence[RoleSound], file: str) -> Iterator[Problem]:
    for role in ROLES:
        for level in range(1, LEVELS + 1) if role == "heading" else (None,):
            those = [sound for sound in sounds if (sound.role, sound.level) == (role, level)]
            one = those[-1] if those else RoleSound(role, "", 0, (), level=level)
            if not those:
                yield _problem(one, "missing", "has no sound", "add a [[sound]] for it", file)
            elif len(those) > 1:
                yield _problem(one, "twice", "has several sounds", "leave one of them", file)


def _alike(sounds: Sequence[RoleSound], file: str) -> Iterator[Problem]:
    """Compare roles; the levels of a heading are one role: their interval tells them."""
    fix = (
        "let them differ in two of timbre, rhythm (how many strikes, how long) and register "
        "(an octave)"
    )
    for i, sound in enumerate(sounds):
        for other in sounds[:i]:
            if other.role != sound.role and _differences(sound, other) < 2:
                message = f"and {other.title} sound too much alike"
                yield _problem(sound, "alike", message, fix, file)


def _differences(a: RoleSound, b: RoleSound) -> int:
    """Count in how many of timbre, rhythm and register two sounds differ."""
    one, other = _rhythm(a), _rhythm(b)
    rhythm = len(one) != len(other) or any(
        max(x, y) / min(x, y) >= LONGER for x, y in zip(one, other, strict=True)
    )
    return (a.timbre != b.timbre) + rhythm + (abs(_register(a) - _register(b)) >= REGISTER)


def _rhythm(sound: RoleSound) -> list[float]:
    """Give the lengths of the strikes against the first, the last to where it ends."""
    begins = sorted({strike.at for strike in sound.strikes})
    ends = [*begins[1:], max(strike.at + strike.ms for strike in sound.strikes)]
    lengths = [end - at for at, end in zip(begins, ends, strict=True)]
    return [length / lengths[0] for length in lengths]


def _register(sound: RoleSound) -> float:
    """Give the mean of its notes in the middle row."""
    notes = [note_at(step_of(sound.note) + strike.step) for strike in sound.strikes]
    return sum(notes) / len(notes)
