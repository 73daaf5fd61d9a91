"""Pages with media: in the page itself, in frames and shadow roots, broken, hidden, or hostile."""

from pathlib import Path

from tests.e2e.harness_media import write_tone

SONG = '<video src="tone.wav" controls></video>'

PAGES = {
    "plain": f"<title>Plain</title><h1>Page</h1>{SONG}",
    "same": '<title>Same</title><iframe src="inner.html" title="f"></iframe>',
    "inner": f"<title>Inner</title>{SONG}",
    "other": "<title>Other</title>"
    "<script>document.write(`<iframe src='http://localhost:${location.port}/inner.html'></iframe>`)"
    "</script>",
    "srcdoc": '<title>Outer</title><script>document.write(`<iframe srcdoc="<title>Srcdoc</title>'
    "<video src='${location.origin}/tone.wav'></video>\"></iframe>`)</script>",
    "open": "<title>Open</title><x-player></x-player><script>"
    f"document.querySelector('x-player').attachShadow({{mode: 'open'}}).innerHTML = '{SONG}'"
    "</script>",
    "closed": "<title>Closed</title><div></div><script>"
    "window.inside = document.querySelector('div').attachShadow({mode: 'closed'});"
    f"window.inside.innerHTML = '{SONG}'</script>",
    "many": "<title>Many</title>"
    "<section><h2>First</h2><audio src='tone.wav' controls></audio></section>"
    "<video src='tone.wav' aria-label='Second' width='900' height='500'></video>"
    "<audio src='third%20part.wav'></audio><video></video>"
    "<button onclick=\"document.querySelector('audio').play()\">play</button>"
    "<button onclick=\"document.querySelector('audio').pause()\">pause</button>",
    "none": "<title>None</title><p>Nothing to hear.</p>",
    "missing": "<title>Missing</title><video src='nothing.wav'></video>",
    "broken": "<title>Broken</title><video src='broken.wav'></video>",
    "captions": "<title>Captions</title><video src='tone.wav'>"
    "<track kind='captions' srclang='de' label='Deutsch' src='missing.vtt'>"
    "<track kind='captions' srclang='en' label='English' src='english.vtt'></video>",
    "no_captions": "<title>Lost</title><video src='tone.wav'>"
    "<track kind='captions' srclang='en' label='English' src='missing.vtt'></video>",
    "hostile": "<title>Hostile</title><script>"
    "HTMLMediaElement.prototype.play = () => { throw new Error('no'); };"
    "Object.defineProperty(HTMLMediaElement.prototype, 'paused', {get: () => { throw 1; }});"
    "</script><video src='tone.wav' aria-label='"
    "&lt;img src=x onerror=alert(1)&gt;&#x202e;\n&#7;tone'></video>",
    "detached": "<title>Detached</title><script>"
    "window.song = new Audio('tone.wav'); song.play(); new Audio('third%20part.wav');"
    "Object.assign(new Audio('third%20part.wav'), {muted: true, autoplay: true});"
    "</script>",
    "oscillator": "<title>Oscillator</title><script>const context = new AudioContext();"
    "const tone = context.createOscillator(); tone.connect(context.destination); tone.start();"
    "</script>",
    "own_captions": f"<title>Own</title>{SONG}<button aria-label='Subtitles (c)' onclick="
    "'this.setAttribute(`aria-pressed`, true)'>CC</button>",
}


def write_pages(folder: Path) -> None:
    """Write the pages, and the tones and captions that they name; some they name are missing."""
    for name, body in PAGES.items():
        text = f'<!doctype html><meta charset="utf-8">{body}'
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    for name in ("tone.wav", "third part.wav"):
        write_tone(folder / name)
    (folder / "broken.wav").write_bytes(b"RIFF, but nothing that follows")
    (folder / "english.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:09.000\nA tone.\n")
