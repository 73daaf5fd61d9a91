"""The voice of a session's music, rendered by a real Chromium: pitch, loudness, ends, silence."""

from typing import Any

from tests.e2e.harness_panel import Panel

RENDER = """async ([notes, seconds, cutAt]) => {
  const {MusicOut} = await import(chrome.runtime.getURL('adapters/music_out.js'));
  const rate = 22050;
  const context = new OfflineAudioContext(1, seconds * rate, rate);
  const voice = new MusicOut({context, into: context.destination});
  for (const {note, velocity, from, to} of notes) voice.strike({note, velocity}, from, to);
  if (cutAt) context.suspend(cutAt).then(() => { voice.cut(); context.resume(); });
  const data = (await context.startRendering()).getChannelData(0);
  const rms = (from, to) => {
    const part = data.subarray(from * rate, to * rate);
    return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
  };
  const crossings = (from, to) => {
    const part = data.subarray(from * rate, to * rate);
    return part.reduce((count, x, at) => count + (at > 0 && part[at - 1] < 0 && x >= 0), 0);
  };
  const tenths = [...Array(seconds * 10).keys()].map((at) => rms(at / 10, (at + 1) / 10));
  const peak = data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return {tenths, peak, low: crossings(0.1, 0.5), live: voice.live};
}"""


def render(panel: Panel, notes: list[dict[str, float]], seconds: int, cut: float = 0) -> Any:
    """Give how loud each tenth of a second is, the peak, and how often the wave goes up."""
    return panel.page.evaluate(RENDER, [notes, seconds, cut])


def note(number: int, velocity: int, begin: float, end: float) -> dict[str, float]:
    """Make a note to strike."""
    return {"note": number, "velocity": velocity, "from": begin, "to": end}


def test_a_note_sounds_and_ends(panel: Panel) -> None:
    """At its pitch, from its beginning, ever softer, and in silence soon after it is let go."""
    heard = render(panel, [note(69, 100, 0.1, 0.9)], 2)

    tenths = heard["tenths"]
    assert tenths[0] < 1e-6
    assert tenths[1] > tenths[4] > tenths[8] > 0.005
    assert max(tenths[10:]) < 0.02 * tenths[1]
    assert heard["low"] >= 0.4 * 440 - 2
    assert heard["live"] == 0


def test_velocity_is_loudness(panel: Panel) -> None:
    """A harder stroke is louder, and ten keys at once stay under full scale before the limiter."""
    loud, soft = (render(panel, [note(60, hard, 0, 1)], 1)["tenths"][1] for hard in (120, 30))
    chord = render(panel, [note(48 + 3 * at, 127, 0, 1) for at in range(10)], 1)

    assert loud > 5 * soft > 0
    assert chord["peak"] < 4


def test_it_is_cut_off_at_once(panel: Panel) -> None:
    """What sounds and what is to come: all of it is silent within a tenth of a second."""
    heard = render(panel, [note(60, 100, 0, 2), note(64, 100, 1, 2)], 2, 0.5)

    assert heard["tenths"][4] > 0.005
    assert max(heard["tenths"][6:]) == 0
    assert heard["live"] == 0
