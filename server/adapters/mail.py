"""`Mailer` by SMTP: with TLS wherever the mail leaves this machine."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from server.core.errors import UnavailableError

PATIENCE = 30.0
"""Seconds for each answer of the server."""
AT_ONCE = 465
"""The port on which TLS begins with the connection (RFC 8314)."""
HERE = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Post:
    """Who writes to whom, and through which server."""

    to: str
    sender: str
    host: str
    port: int
    user: str = ""
    password: str = ""


class SmtpMailer:
    """Sends one message a call."""

    def __init__(self, post: Post, context: ssl.SSLContext | None = None) -> None:
        """`context`: whose certificates are believed; none: those that the system believes."""
        self._post, self._context = post, context

    def send(self, subject: str, text: str) -> None:
        """Send a message; raises `UnavailableError`."""
        post = self._post
        message = EmailMessage()
        # A header is one line, whatever a task was called.
        message["Subject"] = " ".join(subject.split())[:200]
        message["From"], message["To"] = post.sender, post.to
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=post.sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        try:
            with self._connected() as server:
                if post.user:
                    server.login(post.user, post.password)
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise UnavailableError(
                f"The report was not sent through {post.host}:{post.port} (`mail_server`): "
                f"{_told(error)}"
            ) from error

    def _connected(self) -> smtplib.SMTP:
        post = self._post
        context = self._context or ssl.create_default_context()
        if post.port == AT_ONCE:
            return smtplib.SMTP_SSL(post.host, post.port, timeout=PATIENCE, context=context)
        server = smtplib.SMTP(post.host, post.port, timeout=PATIENCE)
        try:
            # In the clear mail goes to this machine's own server only, and never with a password.
            if post.host not in HERE or post.user or post.port == 587:
                server.starttls(context=context)
        except BaseException:
            server.close()
            raise
        return server


def _told(error: Exception) -> str:
    """Say why, without what was sent: a server may repeat the password."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "it does not take `mail_user` with this `mail_password`."
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "it knows no TLS, without which no mail leaves this machine."
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it answered {error.smtp_code}."
    if isinstance(error, smtplib.SMTPException):
        return f"{type(error).__name__}."
    return f"{getattr(error, 'strerror', None) or error}."
