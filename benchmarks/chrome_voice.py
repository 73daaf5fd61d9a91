"""How soon a voice of another extension is given its words by the real panel, and told to stop.

The extension writes down when it is asked; both times are of the machine's clock, to the ms.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import load, missing, print_head, print_row, quantile
from benchmarks.panels import open_panel
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_tts import SET, Engine, with_voices
from tests.e2e.harness_wait import until

RUNS = 40
STOP = 3

CLICK = """(which) => {
  const now = Date.now();
  document.querySelector(which).click();
  return now;
}"""


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("chromium"):
        print(f"a voice of another extension: {why}")
        return
    with TemporaryDirectory() as profile, with_voices(Path(profile)) as browser:
        panel, engine = open_panel(browser), Engine(browser)
        panel.page.wait_for_selector("option[value='chrome:Clara']", state="attached")
        panel.page.evaluate(SET, {"answer_voice": "chrome:Clara"})
        panel.page.wait_for_selector("#try-answer", state="attached")
        asked, stopped = zip(*(_run(panel, engine) for _ in range(RUNS)), strict=True)
    print_head(f"a voice of another extension; {load()}", "p50 ms", "p99 ms", "max ms")
    for name, times in (
        ("try → it is given its words", asked),
        ("key of stop → it is told", stopped),
    ):
        print_row(name, quantile(times, 50), quantile(times, 99), max(times))


def _run(panel: Panel, engine: Engine) -> tuple[float, float]:
    """Try the voice, and stop it; give ms until it is told of each."""
    engine.does("holds")
    tried = panel.page.evaluate(CLICK, "#try-answer")
    spoken = until(lambda: engine.spoken, "it speaks")
    stopped = panel.page.evaluate(CLICK, f'[data-key="{STOP}"]')
    silent = until(lambda: engine.stops, "it is told to stop")
    return float(spoken[0]["at"] - tried), float(silent[0] - stopped)


if __name__ == "__main__":
    main()
