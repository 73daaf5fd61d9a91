"""The language of a text by py3langid, which takes a second to load and 100 MB to keep."""

from collections.abc import Sequence
from typing import Any

ALIASES = {"nb": "no", "nn": "no", "cmn": "zh", "fil": "tl"}
"""Languages that it calls otherwise."""


class LanguageGuess:
    """Tells the language of texts."""

    def __init__(self) -> None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (numpy)

        self._identifier: Any = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        self._known = frozenset(self._identifier.labels)

    def guess(self, text: str, among: Sequence[str]) -> tuple[str, float]:
        """Give the likeliest of these languages, and how sure that is; nothing knows none."""
        called = {ALIASES.get(language, language): language for language in among}
        known = [name for name in called if name in self._known]
        if not known:
            return "", 0.0
        self._identifier.set_languages(known)
        name, sure = self._identifier.classify(text)
        return called[name], sure
