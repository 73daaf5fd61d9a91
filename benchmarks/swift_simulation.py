"""How many keys a command costs, and how often erring hands play a wrong one.

A simulated player draws commands by Zipf from the 100 most used, in the order of the command table,
plays the shortest word of each, and hears: after a failure the word is played again; after silence
(a word still waits) it is cancelled with a C and played again. A value is given by voice.
Were there fewer than 100 commands, the rest would be made up, on free slip-safe pairs.
Mean keys are told without the destructive commands, which have five keys each wherever they rank,
and with all.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.human_timing import FAR_AND_STRAY, NEIGHBOURS, PROFESSIONAL, Hands, err, zipf
from server.adapters.language_texts import LanguageFolder
from server.core.compiler import Options, compile_lexicon
from server.core.entries import Entry, entries
from server.core.keys import is_c
from server.core.language import Command, Keys, Language, Word
from server.core.lexicon import Lexicon, LexiconWord, Profile
from server.core.recogniser import feed, start
from server.core.states import Event, State
from server.core.suggestion import PAIRS, suggest
from server.services.language_sources import PROFILES, load

LANGUAGES = Path(__file__).resolve().parents[1] / "languages"
MOST_USED = 100
WORDS = 200_000
MOST_TRIES = 20
NO_WAY_BACK = frozenset({"element.click", "element.right-click", "page.reload"})
"""Besides the destructive ones: what a page may not let one take back."""
GIVEN: dict[str, object] = {"number": 15, "step": 3, "text": "rain", "name": [1, 2, 4]}


@dataclass
class Tally:
    """What happened to the words that were played."""

    words: int = 0
    keys: int = 0
    wrong: int = 0
    irreversible: int = 0
    heard: int = 0
    waits: int = 0


@dataclass
class Player:
    """Plays words through the recogniser, and hears what it answers."""

    lexicon: Lexicon
    grave: frozenset[str]
    hands: Hands
    random: Random
    state: State
    tally: Tally

    def play(self, word: LexiconWord) -> None:
        """Play a word until it has done what it should."""
        self.tally.words += 1
        for _ in range(MOST_TRIES):
            if self._try(word):
                return

    def _try(self, word: LexiconWord) -> bool:
        keys = err(word.keys, self.hands, self.random)
        self.tally.keys += len(keys)
        done = [name for key in keys for name in self._feed({"type": "key", "key": key})]
        state = self.state
        if state["at"] == "value" and state["command"] == word.commands[0]:
            value = GIVEN.get(state["kind"], {"row": 0, "column": 0})
            done += self._feed({"type": "value", "kind": state["kind"], "value": value})
        wrong = [name for name in done if name != word.commands[0]]
        self.tally.wrong += len(wrong)
        self.tally.irreversible += len(self.grave.intersection(wrong))
        self._listen()
        return word.commands[0] in done

    def _listen(self) -> None:
        """Cancel what still waits; turn the piano on again by voice when it fell silent."""
        if self.state["at"] == "off":
            self._feed({"type": "word", "command": "piano.on"})
        elif self.state["at"] != "rest":
            self.tally.waits += 1
            low_c_closes = self.state["at"] == "frame" and self.state["key"] == 24
            self.tally.keys += 1
            self._feed({"type": "key", "key": 0 if low_c_closes else 24})

    def _feed(self, event: Event) -> list[str]:
        self.state, effects = feed(self.lexicon, self.state, event)
        self.tally.heard += sum(effect["type"] == "fail" for effect in effects)
        return [effect["command"] for effect in effects if effect["type"] == "command"]


def simulate(
    lexicon: Lexicon, commands: Sequence[Command], words: Sequence[LexiconWord], hands: Hands
) -> Tally:
    """Play words drawn by Zipf; piano on and off are left out, they have a mode of their own."""
    grave = NO_WAY_BACK.union(command.name for command in commands if command.destructive)
    player = Player(lexicon, frozenset(grave), hands, Random(7), start(lexicon), Tally())
    shares = zipf(len(words))
    for word in player.random.choices(words, shares, k=WORDS):
        player.play(word)
    return player.tally


def most_used(
    commands: Sequence[Command], languages: Sequence[Language], profile: Profile
) -> tuple[Lexicon, list[LexiconWord], int]:
    """Compile the languages with what fills up the hundred; give the words by rank."""
    named = [command for command in commands if not command.name.startswith("piano.")][:MOST_USED]
    extra = [Command(f"made.up-{n}", ("made up",)) for n in range(MOST_USED - len(named))]
    words = [
        Word(keys, (command.name,))
        for keys, command in zip(_free(entries(languages, "fast")), extra, strict=False)
    ]
    languages = [*languages, Language("made-up", words=tuple(words))]
    lexicon, problems = compile_lexicon([*commands, *extra], languages, Options(profile))
    if lexicon is None:
        raise SystemExit("\n".join(map(str, problems)))
    ranked = [_shortest(lexicon, command.name) for command in [*named, *extra]]
    return lexicon, [word for word in ranked if word], len(words)


def _free(taken: Sequence[Entry]) -> Iterator[Keys]:
    """Give free slip-safe pairs, first those that no swap of hands makes of another word."""
    usable = [pair for pair in PAIRS if suggest(taken, pair) == pair]
    used = {path for entry in taken for path in entry.paths}
    chosen: list[Keys] = []
    for pair in sorted(usable, key=lambda pair: pair[::-1] in used):
        if pair[0] == pair[1] or pair[::-1] not in chosen:
            chosen.append(pair)
    yield from chosen


def _shortest(lexicon: Lexicon, command: str, framed: bool = False) -> LexiconWord | None:
    known = [word for word in lexicon.words if word.commands == (command,)]
    found = [word for word in known if is_c(word.keys[0])] if framed else known
    return min(found, key=lambda word: len(word.keys), default=None)


def mean_keys(words: Sequence[LexiconWord]) -> float:
    """Weigh each word's keys by its use."""
    shares = zipf(len(words))
    return sum(share * len(word.keys) for share, word in zip(shares, words, strict=True))


BARS = {"safe": "≤ 1.70 < 0.20 < 0.45", "fast": "≤ 1.55 < 0.50 < 0.75", "base": "reported"}


def main() -> None:
    """Print the table."""
    sources = load(LanguageFolder(LANGUAGES))
    languages = sources.named(("base", "swift", "numbers-decimal"))
    rows: list[tuple[str, Lexicon, list[LexiconWord], int]] = [
        (profile, *most_used(sources.commands, languages, profile)) for profile in PROFILES
    ]
    lexicon, words, _ = rows[0][1:]
    framed = [_shortest(lexicon, word.commands[0], framed=True) for word in words]
    rows.append(("base", lexicon, [word for word in framed if word], 0))
    print(f"swift: {WORDS:,} words a row, Zipf over {len(words)} ({rows[0][3]} of them made up)")
    print(
        "  player   keys (all)   retried  wrong   far    pro.   irreversible    heard  waits   bars"
    )
    for name, lexicon, words, _ in rows:
        _print_row(name, sources.commands, lexicon, words)
        sys.stdout.flush()


def _print_row(
    name: str, commands: Sequence[Command], lexicon: Lexicon, words: Sequence[LexiconWord]
) -> None:
    near, far, professional = (
        simulate(lexicon, commands, words, hands)
        for hands in (NEIGHBOURS, FAR_AND_STRAY, PROFESSIONAL)
    )
    grave = {command.name for command in commands if command.destructive}
    short = [word for word in words if word.commands[0] not in grave]
    irreversible = " / ".join(f"{100 * t.irreversible / t.words:.4f}" for t in (near, far))
    print(
        f"  {name:<6} {mean_keys(short):6.3f} ({mean_keys(words):5.3f}) "
        f"{near.keys / near.words:6.3f} "
        f"{100 * near.wrong / near.words:6.3f}% {100 * far.wrong / far.words:5.3f}% "
        f"{100 * professional.wrong / professional.words:5.3f}% {irreversible:>16}% "
        f"{100 * near.heard / near.words:5.1f}% {100 * near.waits / near.words:5.1f}%"
        f"   {BARS[name]}"
    )


if __name__ == "__main__":
    main()
