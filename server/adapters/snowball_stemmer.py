"""Stems words by Snowball's algorithms, in one language or several: PyStemmer."""

from collections.abc import Sequence

from server.core.errors import InvalidError
from server.core.language_names import language_code

CODES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""The languages that are stemmed, by their codes."""
SCRIPTS = (
    ("\u0370", "\u03ff", "el"),
    ("\u0400", "\u04ff", "ru"),
    ("\u0530", "\u058f", "hy"),
    ("\u0590", "\u05ff", "yi"),
    ("\u0600", "\u06ff", "ar"),
    ("\u0900", "\u097f", "hi"),
    ("\u0b80", "\u0bff", "ta"),
)
"""First and last character of a script, and the language by which it is stemmed unasked."""


class SnowballStemmer:
    """Stems words; a word of another script than Latin by a language of that script."""

    def __init__(self, languages: Sequence[str] = ("en",)) -> None:
        """Take codes or names of languages; their stemmers work one after another.

        So a word has one stem, whichever of them it is of. Raises `InvalidError` for one that
        Snowball has no algorithm for.
        """
        import Stemmer  # noqa: PLC0415

        self._make = Stemmer.Stemmer
        self._by_code: dict[str, Stemmer.Stemmer] = {}
        self._own = [self._stemmer(_code(language)) for language in languages]
        self._own_scripts = {_script(code) for code in map(_code, languages)} - {None}

    def __call__(self, words: list[str]) -> list[str]:
        """Give each word's stem."""
        return [self._stem(word) for word in words]

    def _stem(self, word: str) -> str:
        code = None if word.isascii() else _script_of(word)
        if code is not None and code not in self._own_scripts:
            return str(self._stemmer(code).stemWord(word))
        for stemmer in self._own:
            word = stemmer.stemWord(word)
        return word

    def _stemmer(self, code: str) -> "Stemmer.Stemmer":  # type: ignore[name-defined] # noqa: F821
        if code not in self._by_code:
            self._by_code[code] = self._make(CODES[code])
        return self._by_code[code]


def _code(language: str) -> str:
    code = language_code(language) or language
    if code not in CODES:
        known = ", ".join(CODES)
        raise InvalidError(f"words of {language!r} cannot be stemmed; there are: {known}")
    return code


def _script(code: str) -> str | None:
    return code if any(code == each for _, _, each in SCRIPTS) else None


def _script_of(word: str) -> str | None:
    first = word[0]
    return next((code for low, high, code in SCRIPTS if low <= first <= high), None)
