"""The benchmarks by name, and the bars they are held against."""

from benchmarks.bar import NUMBER, Bar, Benchmark, after, before
from benchmarks.chat_bars import CHAT
from benchmarks.midi_bars import MIDI
from benchmarks.trust_bars import TRUST

BEGINS = "note sent → bridge → panel → scroll begins"

HUM, EMBEDDED = "en_US-hum-tiny", "espeak-en-us"
"""Voices that speak in the benchmark of them."""

LARGE = {
    "loading": "large: loading",
    "prepared": "large: prepared in 20 s",
    "asked": "large: asked again",
    "changing": "large: changing",
}

BENCHMARKS = (
    Benchmark(
        "recogniser_speed.js",
        "the recogniser in JavaScript: time a note, notes a second",
        (
            Bar("p99, µs a note", "<", 50, before("µs a note, p99")),
            Bar("notes a second", ">", 1_000_000, before("notes/s")),
            Bar("ms to compile", "<", 50, before("ms to compile")),
            Bar("ms to judge a word", "<", 100, before("ms to judge")),
        ),
    ),
    Benchmark(
        "recogniser_speed.py",
        "the recogniser in Python: time a note, notes a second",
        (
            Bar("p99, µs a note", "<", 50, before("µs a note, p99")),
            Bar("notes a second", ">", 100_000, before("notes/s")),
        ),
    ),
    Benchmark(
        "swift_simulation.py",
        "keys a command, and wrong commands of erring hands",
        (
            Bar("safe: keys a command", "≤", 1.7, after("safe", 1)),
            Bar("safe: % wrong, neighbour slips", "<", 0.2, after("safe", 4)),
            Bar("safe: % wrong, stray and far keys too", "<", 0.45, after("safe", 5)),
            Bar("safe: % irreversible", "<", 0.01, after("safe", 8)),
            Bar("fast: keys a command", "≤", 1.55, after("fast", 1)),
            Bar("fast: % wrong, neighbour slips", "<", 0.5, after("fast", 4)),
            Bar("fast: % wrong, stray and far keys too", "<", 0.75, after("fast", 5)),
            Bar("fast: % irreversible", "<", 0.01, after("fast", 8)),
        ),
    ),
    Benchmark(
        "numbers_cost.py",
        "keys a number",
        (Bar("1–99, keys to the tenth", "<", 1.95, after("decimal  1–99")),),
    ),
    Benchmark(
        "echo_latency.py",
        "a key's echo in the real panel",
        (
            Bar("event → echo scheduled, p99 ms", "<", 5, after("MIDI event → echo scheduled", 2)),
            Bar("event → echo scheduled, SD ms", "<", 1, after("MIDI event → echo scheduled", 4)),
        ),
    ),
    Benchmark(
        "voice_panel.py",
        "the server's voice in the real panel",
        (
            Bar("stop → silence, max ms", "≤", 50, after("key of stop → silence", 3)),
            Bar(
                "longest gap between sentences, ms",
                "<",
                5,
                after("longest gap between 8 sentences"),
            ),
        ),
    ),
    Benchmark(
        "chrome_voice.py",
        "a voice of another extension, by the browser",
        (
            Bar("try → it is given its words, p50 ms", "≤", 100, after("try →")),
            Bar("stop → it is told, max ms", "≤", 50, after("key of stop →", 3)),
        ),
    ),
    Benchmark(
        "bridge_to_scroll.py",
        "keyboard → server → panel → page, beside a keyboard extension",
        (
            Bar("note → scroll begins, p50 ms", "<", 15, after(BEGINS)),
            Bar("seen, ÷ a keyboard extension's", "≤", 1, after("note sent → scroll seen", 3)),
        ),
    ),
    Benchmark(
        "tab_switch.py",
        "a key → the next tab",
        (Bar("key → tab active, p50 ms", "<", 10, after("key → tab active")),),
    ),
    Benchmark(
        "page_model.py",
        "a page's elements, from asking the agent to having all",
        (
            Bar("prepared, 3,300 links, p50 ms", "<", 25, after("prepared, links", 2)),
            Bar("after a change, p50 ms", "<", 5, after("after a change, links", 2)),
            Bar("2,000 absolute links, p50 ms", "≤", 100, after("at once, absolute", 2)),
        ),
    ),
    Benchmark(
        "page_cost.py",
        "what the page agent costs a page, and its longest task",
        (
            Bar("idle, % of the time", "≤", 3, after("idle, 1,440 elements")),
            Bar("idle, 288,000 elements, % of the time", "≤", 3, after("idle, 288,000 elements")),
            Bar("changing, % of the time", "≤", 3, after("changing each 50 ms, 1,440 elements")),
            Bar("hidden, % of the time", "=", 0, after("hidden and changing, 1,440 elements")),
            *(
                Bar(f"288,000 elements, {part}, longest task, ms", "≤", 50, after(line, 2))
                for part, line in LARGE.items()
            ),
        ),
    ),
    Benchmark(
        "page_memory.py",
        "a page's memory at change 100 and at change 1,000",
        (
            Bar("a page that changes, % more", "≤", 5, after("page changed by itself", 3)),
            Bar("page after page, % more", "≤", 5, after("tab gone from page to page", 3)),
        ),
    ),
    Benchmark(
        "labels.py",
        "labels: keys each, and from the key to all that are in view",
        (
            Bar("60 targets, keys", "≤", 1.6, after("keys at 60 targets", 2)),
            Bar("600 targets, keys", "≤", 2.1, after("keys at 600 targets", 2)),
            Bar("10,000 links, first, p50 ms", "≤", 16, after("key → drawn, plain links", 2)),
            Bar("10,000 links, all, p50 ms", "≤", 40, after("key → drawn, links in a text", 2)),
            Bar("2,000 absolute, p50 ms", "≤", 100, after("key → drawn, absolute links", 2)),
        ),
    ),
    Benchmark(
        "layout.py",
        "layout: from the key to the first tone, and how long the sweep is",
        (
            Bar("the sweep, ms", "≤", 1500, after("a few", 5)),
            Bar("10,000 links, the sweep, ms", "≤", 1500, after("10,000 links", 5)),
            Bar("longest task of ours, p50 ms", "≤", 50, after("4,000 paragraphs", 4)),
        ),
    ),
    Benchmark(
        "start_to_sound.py",
        "`make run` to the first sound",
        (Bar("→ first echo, daily, p50 s", "<", 5, after("→ first echo", 2)),),
    ),
    Benchmark(
        "server_idle.py",
        "the idle server",
        (
            Bar("start → ready, ms", "<", 1500, after("start to ready, ms (median of 5)")),
            Bar("resident memory, MB", "<", 90, after("resident memory, MB")),
            Bar("with 5,000 passages, MB", "<", 150, after("with 5,000 passages, MB")),
        ),
    ),
    Benchmark(
        "idle_all_on.py",
        "the idle server with everything on",
        (Bar("all processes, MB", "<", 200, after("all processes, MB")),),
    ),
    Benchmark(
        "restarts.py",
        "two workers replaced under load",
        (Bar("failed requests", "=", 0, after("failed")),),
    ),
    Benchmark("midi_latency.py", "keyboard → JACK → the bridge's subscriber"),
    Benchmark(
        "smf_robustness.py",
        "MIDI files, whole and broken, beside mido",
        (Bar("files on which ours throws", "=", 0, rf"\bours +\d+ +\d+ +{NUMBER}"),),
    ),
    Benchmark(
        "speech.py",
        "spoken commands and ordinary talk, by the server's ear",
        (Bar("talk taken for a command, %", "≤", 2, after("sentences taken for a command", 2)),),
    ),
    Benchmark(
        "speech_stream.py",
        "spoken commands through a stream: time, free text, talk, and hours of it",
        (
            Bar("end of speech → told, p50 ms", "<", 300, after("end of speech → told", 2)),
            Bar("end of speech → told, p95 ms", "<", 500, after("end of speech → told", 3)),
            Bar("talk taken for a command, %", "≤", 2, after("ordinary sentences", 2)),
            Bar("silence, % of a core", "<", 5, after("silence, % of a core")),
        ),
    ),
    Benchmark(
        "transcription.py",
        "speech written down: words wrong, time, and the memory of an hour",
        (
            Bar("words wrong, clear voices, %", "≤", 15, after("slt, rms, awb", 2)),
            Bar("an hour's memory, MB", "≤", 300, after("one process, from file to text", 3)),
        ),
    ),
    Benchmark(
        "speaking.py",
        "how soon the server speaks, over its engine's time, and after a crash",
        (
            Bar("installed voice, p99 ms over its engine", "≤", 10, after(f"{HUM}, wav", 2)),
            Bar("embedded voice, p99 ms over its engine", "≤", 10, after(f"{EMBEDDED}, wav", 2)),
            Bar("embedded voice, pcm, p99 ms over it", "≤", 10, after(f"{EMBEDDED}, pcm", 2)),
        ),
    ),
    Benchmark(
        "sessions.js",
        "two hours of a session: its file, how exact it is, what it costs",
        (
            Bar("file of two hours, MB", "<", 2, after("file, MB")),
            Bar("opened, ms", "<", 1000, after("opened, ms")),
            Bar(
                "note in the file, off by at most, ms",
                "≤",
                1,
                after("time record → file → read, off by at most, ms"),
            ),
        ),
    ),
    Benchmark("sessions.py", "a key's echo and the processor, recording and not"),
    Benchmark(
        "replayed_sessions.py",
        "twenty sessions recorded, and replayed in new profiles on sites as they were and changed",
        (
            Bar("commands replayed", ">", 98.99, after("commands replayed, unchanged")),
            Bar("differences noticed", "=", 100, after("changes that matter noticed")),
        ),
    ),
    Benchmark(
        "session_media.py",
        "what a session carries: on its clock, through pauses; what it costs",
        (
            Bar("click off the clock, ms", "≤", 20, after("off the clock, at most, ms")),
            Bar("click off its note, ms", "≤", 20, after("off its note, the first ten, median ms")),
        ),
    ),
    Benchmark("earcon_distance.js", "what tells the earcons apart"),
    Benchmark(
        "piano_roll.py",
        "a million notes in the roll: opened, panned and zoomed without a GPU",
        (
            Bar("opened, p50 ms", "<", 1500, after("opened, ms")),
            Bar("a frame, p95 ms of its thread's work", "<", 8, after("all frames, ms", 4)),
        ),
    ),
    Benchmark(
        "analysing.py",
        "a recording of 100,000 notes looked through, and how others are answered meanwhile",
        (Bar("/health meanwhile, p95 ms", "<", 50, after("/health meanwhile p95")),),
    ),
    Benchmark(
        "load.py",
        "500 requests a second beside 16 streams, and 1,000 WebSockets",
        (
            Bar("requests, p99 ms", "≤", 10, after("all requests", 3)),
            Bar("requests that failed", "=", 0, after("failed")),
            Bar("a key to one of 1,000, p99 ms", "≤", 20, after("a key played, to one of them", 3)),
        ),
    ),
    *MIDI,
    *CHAT,
    *TRUST,
)
