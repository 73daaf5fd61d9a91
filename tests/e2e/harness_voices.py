"""Commands of voices with what they do; the stage's browser has two, Ada and Ben."""

from tests.e2e.harness_case import Case

VOICES = {
    "voice.next": Case(lambda now, _: now["settings"].get("answer_voice") == "chrome:Ada"),
    "voice.choose": Case(
        lambda now, _: now["settings"].get("answer_voice") == "chrome:Ben", value="Ben"
    ),
    "voice.faster": Case(lambda now, _: now["settings"].get("answer_pace") == 120),
    "voice.slower": Case(lambda now, _: now["settings"].get("answer_pace") == 80),
    "voice.louder": Case(
        lambda now, _: now["settings"].get("voice_volume") == 100, given=(("voice.softer", None),)
    ),
    "voice.softer": Case(lambda now, _: now["settings"].get("voice_volume") == 90),
    "spearcons.toggle": Case(lambda now, _: now["settings"].get("spearcons") is True),
}
