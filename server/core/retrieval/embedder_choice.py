"""Which embedder is wanted and which serves: two while the vectors are made anew."""

from dataclasses import dataclass, replace

NO_EMBEDDER = "none"
"""The name that stands for topics learnt from the documents themselves."""


@dataclass(frozen=True, slots=True)
class EmbedderChoice:
    """What is kept from one start to the next; names as settings have them."""

    setting: str
    """What the settings said when it was chosen."""
    wanted: str
    serving: str

    @property
    def changing(self) -> bool:
        """Tell whether the one that is wanted does not serve yet."""
        return self.wanted != self.serving

    def wants(self, name: str) -> "EmbedderChoice":
        """Give the choice of another."""
        return replace(self, wanted=name)

    def serves(self, name: str) -> "EmbedderChoice":
        """Give how it is when another serves, which may not be the one that is wanted by now."""
        return replace(self, serving=name)


def at_start(kept: EmbedderChoice | None, setting: str) -> EmbedderChoice:
    """Choose at start: what was said last counts, so a changed setting is a choice, too."""
    if kept is None:
        return EmbedderChoice(setting, setting, setting)
    if kept.setting != setting:
        return EmbedderChoice(setting, setting, kept.serving)
    return kept
