"""Media for tests: a tone in files and in pages, and a server that sends parts of files."""

import array
import math
import re
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.e2e.harness_pages import Quiet

RATE = 8000

ADD_VIDEO = """async () => {
  const rate = 8000, seconds = 60, size = rate * seconds;
  const wav = new DataView(new ArrayBuffer(44 + size));
  const write = (at, text) => [...text].forEach((c, i) => wav.setUint8(at + i, c.charCodeAt(0)));
  write(0, 'RIFF'), write(8, 'WAVEfmt '), write(36, 'data');
  wav.setUint32(4, 36 + size, true), wav.setUint32(16, 16, true), wav.setUint16(20, 1, true);
  wav.setUint16(22, 1, true), wav.setUint32(24, rate, true), wav.setUint32(28, rate, true);
  wav.setUint16(32, 1, true), wav.setUint16(34, 8, true), wav.setUint32(40, size, true);
  for (let i = 0; i < size; i++) wav.setUint8(44 + i, 128 + 60 * Math.sin(i / 3));
  const video = document.createElement('video');
  video.src = URL.createObjectURL(new Blob([wav], {type: 'audio/wav'}));
  video.addTextTrack('captions', 'English', 'en');
  document.body.append(video);
  await new Promise((loaded) => video.addEventListener('canplaythrough', loaded));
}"""
"""JavaScript that puts a video of a minute's tone, with captions, at the end of the page."""


def write_tone(path: Path, seconds: float = 60) -> None:
    """Write a tone of 440 Hz as a WAV file."""
    one = [round(8000 * math.sin(2 * math.pi * 440 * i / RATE)) for i in range(RATE // 40)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(array.array("h", one).tobytes() * round(seconds * 40))


class Ranged(Quiet):
    """Serves files as a media server does: any part that is asked for."""

    folder: Path

    def do_GET(self) -> None:  # noqa: N802  (its name there)
        """Answer with the part, or with the whole file."""
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = self.folder / self.path.lstrip("/").partition("?")[0]
        if not asked or not path.is_file():
            super().do_GET()
            return
        whole = path.read_bytes()
        first, last = int(asked[1]), int(asked[2] or len(whole) - 1)
        part = whole[first : last + 1]
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{first + len(part) - 1}/{len(whole)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def copyfile(self, source: object, outputfile: object) -> None:
        """Send a file; a browser that has heard enough hangs up."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)  # type: ignore[arg-type]


@contextmanager
def serving_media(folder: Path) -> Iterator[str]:
    """Serve a folder with parts of files; gives its address without a slash at the end."""

    class Here(Ranged):
        def __init__(self, *args: object) -> None:
            self.folder = folder
            super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    with ThreadingHTTPServer(("127.0.0.1", 0), Here) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
