"""Mail through a server on this machine that speaks SMTP, with TLS and without."""

import base64
import email
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from pathlib import Path

import pytest

from server.adapters.mail import Post, SmtpMailer
from server.core.errors import UnavailableError


class Server(socketserver.ThreadingTCPServer):
    """Takes mail, and keeps it with what was said before."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None, *, at_once: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.tls, self.at_once, self.refuses = tls, at_once, ""
        self.mails: list[bytes] = []
        self.said: list[str] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of who hangs up."""


class Session(socketserver.StreamRequestHandler):
    """One connection."""

    server: Server

    def handle(self) -> None:
        """Speak SMTP."""
        if self.server.at_once:
            self._encrypt()
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            self.server.said.append(line)
            if not self._answer(line):
                return

    def finish(self) -> None:
        """Close what was encrypted, too."""
        super().finish()
        self.connection.close()

    def _answer(self, line: str) -> bool:
        verb = line.split(maxsplit=1)[0].upper()
        if verb == self.server.refuses:
            self._say("535 no, secret-word")
        elif verb == "EHLO":
            offers = ["STARTTLS"] if self.server.tls and not self._encrypted() else []
            lines = ["here", *offers, "AUTH PLAIN"]
            for at, offer in enumerate(lines, 1):
                self._say(f"250{' ' if at == len(lines) else '-'}{offer}")
        elif verb == "STARTTLS":
            self._say("220 go on")
            self._encrypt()
        elif verb == "DATA":
            self._say("354 go on")
            text = iter(self.rfile.readline, b".\r\n")
            self.server.mails.append(b"".join(piece.removeprefix(b".") for piece in text))
            self._say("250 taken")
        elif verb == "QUIT":
            self._say("221 bye")
            return False
        else:
            self._say("235 yes" if verb == "AUTH" else "250 yes")
        return True

    def _encrypted(self) -> bool:
        return isinstance(self.connection, ssl.SSLSocket)

    def _encrypt(self) -> None:
        assert self.server.tls is not None
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Run it."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate of this machine's own, with its key in the same file."""
    file = tmp_path_factory.mktemp("tls") / "own.pem"
    words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = [*words.split(), *names, "-keyout", str(file), "-out", str(file.with_suffix(".crt"))]
    subprocess.run(made, check=True, capture_output=True)
    file.write_text(file.read_text() + file.with_suffix(".crt").read_text())
    return file


def tls(certificate: Path) -> ssl.SSLContext:
    """Give the server's side of it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def post(server: Server, **more: str) -> Post:
    """Address it."""
    return Post(
        "me@example.org", "rubato@example.org", "127.0.0.1", server.server_address[1], **more
    )


def test_a_message_arrives_as_it_was_written() -> None:
    """In the clear to this machine's own server; a subject is one line, whatever it holds."""
    with serving(Server(None)) as server:
        SmtpMailer(post(server)).send("Rubato: a\r\nBcc: x@example.org", "Größe ♫\n.\nend\n")
    message = email.message_from_bytes(server.mails[0], policy=policy.default)

    assert message["Subject"] == "Rubato: a Bcc: x@example.org"
    assert message["Bcc"] is None
    assert (message["To"], message["Auto-Submitted"]) == ("me@example.org", "auto-generated")
    assert message.get_content().splitlines() == ["Größe ♫", ".", "end"]
    assert message["Message-ID"].endswith("@example.org>")
    assert "STARTTLS" not in server.said


def test_a_password_goes_through_tls_only(certificate: Path) -> None:
    """To a server that knows none it is never said; one that nobody vouches for hears none."""
    known = ssl.create_default_context(cafile=str(certificate))
    with serving(Server(tls(certificate))) as server:
        SmtpMailer(post(server, user="u", password="secret-word"), known).send("s", "t")
        assert server.said.index("STARTTLS") < [line[:4] for line in server.said].index("AUTH")
        assert base64.b64encode(b"\0u\0secret-word").decode() in " ".join(server.said)
        server.said.clear()
        with pytest.raises(UnavailableError, match=r"CERTIFICATE_VERIFY_FAILED|self-signed"):
            SmtpMailer(post(server, user="u", password="secret-word")).send("s", "t")
        server.refuses = "AUTH"
        with pytest.raises(UnavailableError, match="does not take `mail_user`") as refused:
            SmtpMailer(post(server, user="u", password="secret-word"), known).send("s", "t")
        assert "secret-word" not in str(refused.value)
    with serving(Server(None)) as server:
        with pytest.raises(UnavailableError, match="knows no TLS"):
            SmtpMailer(post(server, user="u", password="secret-word")).send("s", "t")
        assert not [line for line in server.said if line.startswith("AUTH")]


def test_tls_from_the_first_byte_on(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As port 465 has it."""
    known = ssl.create_default_context(cafile=str(certificate))
    with serving(Server(tls(certificate), at_once=True)) as server:
        monkeypatch.setattr("server.adapters.mail.AT_ONCE", server.server_address[1])
        SmtpMailer(post(server), known).send("s", "t")
    assert len(server.mails) == 1


def test_a_server_that_is_not_there_is_told() -> None:
    """With the setting that names it; so is one that refuses what it gets."""
    with pytest.raises(UnavailableError, match=r"127\.0\.0\.1:9 \(`mail_server`\): Connection"):
        SmtpMailer(Post("a@example.org", "b@example.org", "127.0.0.1", 9)).send("s", "t")
    with serving(Server(None)) as server:
        server.refuses = "DATA"
        with pytest.raises(UnavailableError, match="it answered 535"):
            SmtpMailer(post(server)).send("s", "t")
