"""Sound in a real Chromium: what Web Audio plays is what the renderer says, and nothing leaks."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")

EXTENSION = Path(__file__).resolve().parents[2] / "extension"

# What every script of this page starts with.
IMPORTS = """
  const {EARCONS, EARCON_NAMES, echoTone} = await import('/core/earcons.js');
  const {voices} = await import('/core/mixer.js');
  const {render} = await import('/core/render.js');
  const {openGraph} = await import('/adapters/sound_graph.js');
  const {SoundOut} = await import('/adapters/sound_out.js');
  const offline = (rate, seconds = 0.5) =>
    new OfflineAudioContext(2, Math.ceil(seconds * rate), rate);
  const pure = (graph, tones, rate) => render(voices(graph.sounds.bank, tones),
    new Map([...graph.sounds.buffers].map(([file, buffer]) =>
      [file, {rate: buffer.sampleRate, data: buffer.getChannelData(0)}])), rate);
  const rms = (data) => Math.sqrt(data.reduce((sum, x) => sum + x * x, 0) / data.length);
"""


# A page that opens the sound by itself: what Playwright evaluates counts as a press.
BLANK = '<!doctype html><link rel="icon" href="data:,">'
UNTOUCHED = """<script type="module">
  import {openGraph} from '/adapters/sound_graph.js';
  import {SoundOut} from '/adapters/sound_out.js';
  window.states = [];
  window.sound = new SoundOut({graph: openGraph, onState: (state) => states.push(state)});
  await sound.ready;
  document.title = `${sound.state} ${sound.echo(3)}`;
</script>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps quiet about it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the extension's folder from a port of its own."""
    handler = functools.partial(Quiet, directory=str(EXTENSION))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Any]:
    """Start a browser that, as for a user, lets sound begin only after a press."""
    options = ["--headless=new", "--no-sandbox"]
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium_path, args=options)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """Open a page of the extension's origin; it must not log an error while a test uses it."""
    errors: list[str] = []
    page = chromium.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.route("**/blank", lambda route: route.fulfill(body=BLANK))
    page.route("**/untouched", lambda route: route.fulfill(body=BLANK + UNTOUCHED))
    page.goto(f"{address}/blank")
    yield page
    page.close()

    assert errors == []


def run(page: Any, script: str) -> Any:
    """Run a script that starts with the imports, and return its answer."""
    return page.evaluate(f"async () => {{ {IMPORTS} {script} }}")


def press(page: Any) -> None:
    """Click anywhere, as the browser wants it, and wait until sound runs."""
    page.mouse.click(5, 5)
    page.wait_for_function("sound.state === 'running'")


def test_every_earcon_is_played_as_the_renderer_says(page: Any) -> None:
    """At the samples' own rate Web Audio and the renderer agree frame by frame."""
    largest = run(
        page,
        """
        const answers = {};
        for (const name of EARCON_NAMES) {
          const context = offline(22050);
          const graph = await openGraph(context);
          graph.play(name, EARCONS[name], 0);
          const heard = (await context.startRendering()).getChannelData(0);
          const said = pure(graph, EARCONS[name], 22050);
          answers[name] = Math.max(...heard.map((x, i) =>
            Math.abs(x - Math.SQRT1_2 * (said[i] ?? 0))));
        }
        return answers;
        """,
    )

    assert {name: off for name, off in largest.items() if off > 0.001} == {}
    assert len(largest) == 9


def test_another_rate_changes_nothing_to_hear(page: Any) -> None:
    """At a sound card's rate, resampled by the browser, earcons and echoes stay what they are."""
    off = run(
        page,
        """
        const answers = {};
        const all = {...EARCONS, low: [echoTone(48, 100)], high: [echoTone(72, 100)]};
        for (const [name, tones] of Object.entries(all)) {
          const context = offline(48000);
          const graph = await openGraph(context);
          const raw = await openGraph(offline(22050));
          graph.play('echo', tones, 0);
          const heard = (await context.startRendering()).getChannelData(0);
          const said = pure(raw, tones, 48000).map((x) => x * Math.SQRT1_2);
          answers[name] = rms(said.map((x, i) => x - heard[i])) / rms(said);
        }
        return answers;
        """,
    )

    assert {name: part for name, part in off.items() if part > 0.1} == {}


def test_pan_moves_a_sound_and_never_empties_an_ear(page: Any) -> None:
    """A sound from the left is louder there, and still heard on the right."""
    left, right = run(
        page,
        """
        const context = offline(44100);
        const graph = await openGraph(context);
        graph.play('done', EARCONS.done, 0, -1);
        const heard = await context.startRendering();
        return [rms(heard.getChannelData(0)), rms(heard.getChannelData(1))];
        """,
    )

    assert left > 3 * right > 0


def test_an_earcon_that_is_replaced_falls_silent_at_once(page: Any) -> None:
    """From 15 ms after it was stopped nothing of a figure is left, its later tones included."""
    before, after, live = run(
        page,
        """
        const context = offline(44100);
        const graph = await openGraph(context);
        graph.stop(graph.play('loading', EARCONS.loading, 0), 0.05);
        const heard = (await context.startRendering()).getChannelData(0);
        await new Promise((done) => setTimeout(done));
        return [rms(heard.slice(0, 2205)), rms(heard.slice(2205 + 662)), graph.live];
        """,
    )

    assert before > 0.01
    assert after == 0
    assert live == 0


def test_a_role_that_is_off_is_not_heard_and_volume_is_felt(page: Any) -> None:
    """Half the volume is a quarter of the amplitude; a role that is off gives silence."""
    full, half, off = run(
        page,
        """
        const loudness = async (change) => {
          const context = offline(44100, 1), graph = await openGraph(context);
          change(graph);
          graph.play('done', EARCONS.done, 0.5);
          return rms((await context.startRendering()).getChannelData(0).slice(22050));
        };
        return [await loudness(() => {}), await loudness((graph) => graph.setVolume(0.5)),
          await loudness((graph) => graph.setRole('done', false))];
        """,
    )

    assert half == pytest.approx(full / 4, rel=0.01)
    assert off < full / 1000


OPEN = "window.sound = new SoundOut({graph: openGraph}); await sound.ready;"


def test_nothing_sounds_before_a_press_and_all_after_it(page: Any) -> None:
    """Keys pressed while the browser forbids sound are not kept; a press lets it begin."""
    page.goto(page.url.replace("blank", "untouched"))
    playwright.expect(page).to_have_title("suspended null")
    press(page)
    played = page.evaluate("sound.echo(3)")

    assert played["when"] >= played["at"]
    assert page.evaluate("states").count("running") == 1


def test_a_thousand_echoes_leave_no_node_behind(page: Any) -> None:
    """When all has ended, no more nodes are connected than before the first key."""
    before = run(
        page,
        """
        const {connect, disconnect} = AudioNode.prototype;
        window.connected = new Set();
        AudioNode.prototype.connect = function (...to) {
          connected.add(this);
          return connect.apply(this, to);
        };
        AudioNode.prototype.disconnect = function () {
          connected.delete(this);
          disconnect.apply(this);
        };
        """
        + OPEN
        + "return connected.size;",
    )
    press(page)
    played = run(
        page,
        """
        let played = 0;
        for (let i = 0; i < 1000; i += 1) {
          if (sound.echo(i % 25, {velocity: 1 + (i % 127)})) played += 1;
          if (i % 10 === 0) sound.earcon(EARCON_NAMES[(i / 10) % EARCON_NAMES.length]);
          if (i % 20 === 0) await new Promise((done) => setTimeout(done, 5));
        }
        return played;
        """,
    )

    assert played == 1000
    page.wait_for_function("sound.live === 0")
    assert page.evaluate("connected.size") == before


def test_at_most_ten_echoes_and_one_earcon_sound_at_once(page: Any) -> None:
    """Each further echo stops the oldest, and each earcon the one before it."""
    stopped = run(
        page,
        """
        const stopped = [];
        let made = 0;
        const play = (role) => ({sources: new Set([role]), name: `${role} ${made += 1}`});
        const graph = {live: 0, setVolume() {}, setRole() {}, play,
          stop: (figure) => stopped.push(figure.name)};
        const sound = new SoundOut({graph: async () => graph});
        await sound.ready;
        await sound.resume();
        for (let key = 0; key < 12; key += 1) sound.echo(key);
        for (const name of ['waiting', 'done', 'failed']) sound.earcon(name);
        await sound.close();
        return stopped;
        """,
    )

    assert stopped == ["echo 1", "echo 2", "waiting 13", "done 14"]


def test_settings_take_effect_and_nonsense_is_refused(page: Any) -> None:
    """A role that is off returns nothing, and a wrong volume, earcon or device says so."""
    run(page, OPEN)
    press(page)
    answers = run(
        page,
        """
        const refused = (act) => { try { act(); return null; } catch (e) { return e.message; } };
        sound.setChoices({done: 'speech', echo: 'off'});
        return [sound.earcon('done'), sound.echo(1), sound.earcon('failed') !== null,
          refused(() => sound.setVolume(2)), refused(() => sound.earcon('boom')),
          await sound.setDevice(''), await sound.setDevice('no such device')];
        """,
    )

    gone = {"key": "why_sound_device_gone", "args": []}
    assert answers[:3] == [None, None, True]
    assert answers[3:5] == ["volume is 0..1, not 2", 'no earcon is called "boom"']
    assert answers[5:] == [{"ok": True}, {"ok": False, "why": gone}]


def test_a_closed_sound_is_silent_and_stays_so(page: Any) -> None:
    """After it was closed, keys and presses do nothing and raise nothing."""
    run(page, OPEN + "await sound.close(); await sound.close();")
    page.mouse.click(5, 5)

    assert page.evaluate("[sound.state, sound.echo(3), sound.live]") == ["closed", None, 0]
