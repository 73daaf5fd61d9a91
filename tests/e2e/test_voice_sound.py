"""Speech through Web Audio in a real Chromium, recorded: first sound, gaps, ducking, silence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.harness_pages import serving
from tests.e2e.harness_speech import TOKEN, Speech, speaking

playwright = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).resolve().parents[2]
RECORDER = ROOT / "tests" / "extension" / "fakes" / "recorder.js"

# What speaks, composed as in the panel, and a recorder of all that would be heard.
COMPOSE = """async ([server, token, source]) => {
  const {openGraph} = await import('/adapters/sound_graph.js');
  const {SoundOut} = await import('/adapters/sound_out.js');
  const {VoiceOut} = await import('/adapters/voice_out.js');
  const {serverMouth} = await import('/panel/server_mouth.js');
  const {Reader} = await import('/engine/reader.js');
  const {Speaker} = await import('/engine/speaker.js');
  const {connect} = AudioNode.prototype;
  let last;
  AudioNode.prototype.connect = function (to, ...more) {
    if (to === this.context.destination) last = this;
    return connect.call(this, to, ...more);
  };
  window.sound = new SoundOut({graph: openGraph});
  const {context} = await sound.air;
  await context.audioWorklet.addModule(`data:text/javascript,${encodeURIComponent(source)}`);
  const mono = {channelCount: 1, channelCountMode: 'explicit', numberOfOutputs: 0};
  window.recorder = new AudioWorkletNode(context, 'recorder', mono);
  last.connect(recorder);
  window.out = new VoiceOut(sound.air);
  const mouth = serverMouth(() => ({server, token}), out);
  const voice = {engine: 'server', id: 'en-tone', name: '', lang: 'en', local: true};
  window.log = [];
  window.voices = [voice];
  window.speaker = new Speaker({
    mouths: {server: mouth, chrome: mouth, browser: mouth},
    voices: () => voices,
    detect: async () => '',
    sounding: (on) => { log.push(on ? 'sounds' : 'silent'); sound.duck(on); },
    lost: (engine, why) => { voices = []; log.push(`lost ${why.key}`); },
  });
  window.manner = {voice: '', lang: 'en', pace: 100, pitch: 100, volume: 1};
  window.reader = new Reader(speaker, () => manner);
  window.sentences = (...texts) => texts.map((text) => ({text, lang: 'en', paragraph: 0}));
  window.how = {rate: 100, begun: (at) => log.push(`begun ${at}`), ended: () => log.push('ended')};
  window.recorded = () => new Promise((give) => {
    recorder.port.onmessage = ({data}) => give(data);
    recorder.port.postMessage('give');
  });
  window.rms = (samples) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
  window.heardFrom = (samples) => samples.findIndex((x) => Math.abs(x) > 0.001);
  window.heardUpTo = (samples) => samples.findLastIndex((x) => Math.abs(x) > 0.001);
  window.until = async (look) => {
    while (!look()) await new Promise((next) => setTimeout(next, 5));
  };
}"""


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Any]:
    """Start a browser in which sound may begin by itself."""
    options = ["--headless=new", "--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium_path, args=options)
        yield browser
        browser.close()


@pytest.fixture
def speech() -> Iterator[Speech]:
    """Run a server that speaks in tones."""
    with speaking() as running:
        yield running


@pytest.fixture
def page(chromium: Any, speech: Speech) -> Iterator[Any]:
    """Open a document with all that speaks; it must not report an error meanwhile."""
    errors: list[str] = []
    with serving(ROOT / "extension") as address:
        page = chromium.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}/manifest.json")
        page.evaluate(COMPOSE, [speech.address, TOKEN, RECORDER.read_text(encoding="utf-8")])
        page.wait_for_function("sound.state === 'running'")
        yield page
        page.close()

    assert errors == []


def run(page: Any, script: str) -> Any:
    """Run a script, and return its answer."""
    return page.evaluate(f"async () => {{ {script} }}")


def test_it_sounds_before_all_is_made(page: Any, speech: Speech) -> None:
    """The first piece is heard while the server holds the others back."""
    speech.held.clear()
    began = run(page, "return reader.read(sentences('one'), how)")

    assert began is True
    assert run(page, "return log") == ["sounds", "begun 0"]
    speech.held.set()
    page.wait_for_function("log.includes('ended')")


def test_sentences_follow_each_other_without_a_gap(page: Any, speech: Speech) -> None:
    """The next is fetched while one sounds, and begins with the sample after its last."""
    run(page, "await reader.read(sentences('one', 'two', 'three'), how)")
    page.wait_for_function("log.includes('ended')")
    longest, seconds = run(
        page,
        """
        const {samples} = await recorded();
        const heard = samples.slice(heardFrom(samples), heardUpTo(samples));
        let [longest, quiet] = [0, 0];
        for (const x of heard) {
          quiet = Math.abs(x) < 0.001 ? quiet + 1 : 0;
          longest = Math.max(longest, quiet);
        }
        const {context} = await sound.air;
        return [1000 * longest / context.sampleRate, heard.length / context.sampleRate];
        """,
    )

    assert speech.texts == ["one", "two", "three"]
    assert run(page, "return log.filter((each) => each.startsWith('begun'))") == [
        *("begun 0", "begun 1", "begun 2"),
    ]
    assert longest < 5, "ms of silence between two sentences"
    assert seconds == pytest.approx(1.5, abs=0.02)


def test_earcons_are_ducked_by_6_db_and_go_on(page: Any, speech: Speech) -> None:
    """Under speech an earcon is 6 dB softer, as long as without it, and as loud again after it."""
    speech.seconds = 1.5
    alone, under, after = run(
        page,
        """
        const {context} = await sound.air;
        // Of what is recorded the earcons alone are to be measured.
        out.setVolume(0);
        const earcon = async () => {
          const {when} = sound.earcon('done');
          await until(() => context.currentTime > when + 0.5);
          const {from, samples} = await recorded();
          const at = Math.round(when * context.sampleRate) - from;
          return rms(samples.slice(at, at + 0.25 * context.sampleRate));
        };
        const alone = await earcon();
        await reader.read(sentences('one'), how);
        const begun = context.currentTime;
        await until(() => context.currentTime > begun + 0.1);
        const under = await earcon();
        await until(() => log.includes('ended'));
        const ended = context.currentTime;
        await until(() => context.currentTime > ended + 1);
        return [alone, under, await earcon()];
        """,
    )
    decibels = run(page, f"return 20 * Math.log10({under} / {alone})")

    assert decibels == pytest.approx(-6, abs=1)
    assert after == pytest.approx(alone, rel=0.02)


def test_stop_is_silence_within_50_ms(page: Any, speech: Speech) -> None:
    """From 50 ms after stop on there is no sample left, the sentence to come included."""
    speech.seconds = 5
    run(page, "await reader.read(sentences('one', 'two'), how)")
    lasting = run(
        page,
        """
        const {context} = await sound.air;
        const begun = context.currentTime;
        await until(() => context.currentTime > begun + 0.5);
        const stopped = context.currentTime;
        reader.pause();
        await until(() => context.currentTime > stopped + 0.5);
        const {from, samples} = await recorded();
        return 1000 * ((from + heardUpTo(samples)) / context.sampleRate - stopped);
        """,
    )

    assert 0 <= lasting <= 50


def test_stopping_does_not_click(page: Any, speech: Speech) -> None:
    """No two samples are further apart when it stops than while it sounds."""
    speech.seconds = 5
    run(page, "await reader.read(sentences('one'), how)")
    steepest, last = run(
        page,
        """
        const {context} = await sound.air;
        const begun = context.currentTime;
        await until(() => context.currentTime > begun + 0.3);
        reader.pause();
        const stopped = context.currentTime;
        await until(() => context.currentTime > stopped + 0.3);
        const {samples} = await recorded();
        const steps = samples.map((x, i) => Math.abs(x - (samples[i - 1] ?? 0)));
        const end = heardUpTo(samples);
        const most = (some) => Math.max(...some);
        return [most(steps.slice(heardFrom(samples), end - 1000)), most(steps.slice(end - 500))];
        """,
    )

    assert last <= 1.05 * steepest


def test_volume_changes_at_once_and_is_felt(page: Any, speech: Speech) -> None:
    """Half the volume is a quarter of the amplitude, within the sentence that sounds."""
    speech.seconds = 3
    run(page, "await reader.read(sentences('one'), how)")
    part = run(
        page,
        """
        const {context} = await sound.air;
        const loud = async () => {
          const now = context.currentTime;
          await until(() => context.currentTime > now + 0.3);
          const {samples} = await recorded();
          return rms(samples.slice(-0.1 * context.sampleRate));
        };
        const full = await loud();
        out.setVolume(0.5);
        return await loud() / full;
        """,
    )

    assert part == pytest.approx(0.25, abs=0.02)


def test_a_server_that_dies_in_a_sentence(page: Any, speech: Speech) -> None:
    """What it was saying falls silent, and is cut, to be said again by another."""
    speech.held.clear()
    run(page, "await reader.read(sentences('one', 'two'), how)")
    speech.dies_after = 1
    speech.held.set()
    page.wait_for_function("log.some((each) => each.startsWith('lost'))")

    page.wait_for_function("log.includes('silent')")

    log = run(page, "return log.slice(0, 4)")
    assert log[:2] == ["sounds", "begun 0"]
    assert set(log[2:]) == {"silent", "lost why_server_voice_gone"}


def test_names_sound_beside_speech_and_are_hushed(page: Any) -> None:
    """A short name is heard through the same way, and the next replaces it."""
    counted = run(
        page,
        """
        const name = (hz) =>
          Float32Array.from({length: 9600}, (_, i) => 0.5 * Math.sin(i * hz / 3820));
        const first = out.name(name(300));
        const second = out.name(name(600));
        await Promise.all([first, second]);
        const {context} = await sound.air;
        const {samples} = await recorded();
        return (heardUpTo(samples) - heardFrom(samples)) / context.sampleRate;
        """,
    )

    assert counted == pytest.approx(0.4, abs=0.05)
