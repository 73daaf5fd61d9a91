"""Settings of who may come in, and of how the server is run."""

from ipaddress import ip_network
from urllib.parse import urlsplit

from server.core.setting import Setting, place_problem

SERVICES = ("ollama", "chroma")
"""What an installation may run beside the server."""


def proxy_problem(network: str) -> str | None:
    """Say what is wrong with the address, or the network, of a proxy."""
    try:
        ip_network(network, strict=False)
    except ValueError:
        return f"{network!r} is no address; write it as 127.0.0.1 or 10.0.0.0/8."
    return None


def mail_domain_problem(domain: str) -> str | None:
    """Say what is wrong with a mail address, or the domain of one."""
    name, mark, host = domain.rpartition("@")
    plain = domain.isascii() and domain.isprintable() and " " not in domain
    if plain and "." in host and (bool(name) == bool(mark)):
        return None
    return f"{domain!r} is no mail address and no domain; write anna@example.org or example.org."


def public_problem(address: str) -> str | None:
    """Say what is wrong with the address under which people reach the server."""
    if not address:
        return None
    parts = urlsplit(address)
    local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    plain = address.rstrip("/") == f"{parts.scheme}://{parts.netloc}"
    if plain and parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and local)):
        return None
    return f"{address!r} is no address of ours; write it as https://name, without a path."


def service_problem(name: str) -> str | None:
    """Say what is wrong with the name of a service."""
    if name in SERVICES:
        return None
    return f"{name!r} is no service that Rubato knows; there are: {', '.join(SERVICES)}."


OPERATION: tuple[Setting, ...] = (
    Setting(
        "anonymous_read",
        "switch",
        False,
        "Let anybody who reaches the server read what a user may read, without signing in.",
    ),
    Setting(
        "password",
        "text",
        "",
        "The simplest way in: one password for everybody who signs in on the page, as a user. "
        "Empty: each person has their own. Best in .env.",
        env=("PASSWORD",),
        secret=True,
    ),
    Setting(
        "public_url",
        "text",
        "",
        "The address under which people reach the server through a proxy, e.g. "
        "https://piano.example.org. Empty: where it listens.",
        one=public_problem,
    ),
    Setting(
        "google_client_id",
        "text",
        "",
        "Signing in with Google: the id of the web client you made in the Google console, with "
        "<public_url>/v1/session/google/back as its redirect. Empty: not offered.",
        env=("GOOGLE_CLIENT_ID",),
    ),
    Setting(
        "google_client_secret",
        "text",
        "",
        "The secret that belongs to it; best in .env.",
        env=("GOOGLE_CLIENT_SECRET",),
        secret=True,
    ),
    Setting(
        "google_accounts",
        "list",
        (),
        "Who may sign in with Google for the first time: mail addresses, or whole domains. "
        "Empty: nobody new; accounts that are known already may.",
        each=mail_domain_problem,
    ),
    Setting(
        "google_issuer",
        "text",
        "https://accounts.google.com",
        "Who vouches for such an account; another OpenID Connect provider may stand here.",
        one=place_problem,
    ),
    Setting(
        "trusted_proxies",
        "list",
        (),
        "Addresses or networks of proxies whose X-Forwarded headers are believed.",
        each=proxy_problem,
    ),
    Setting(
        "requests_a_minute",
        "integer",
        1200,
        "Requests that one address or one token may make in a minute before it is told to wait; "
        "what is on this machine itself is never told so. 0: no limit. Of several workers "
        "each lets its share through, rounded up.",
        low=0,
        high=1_000_000,
    ),
    Setting(
        "workers",
        "integer",
        1,
        "How many processes serve; more than one needs PostgreSQL and chroma_url. Limits of "
        "requests, sign-ins and pairings are divided among them.",
        low=1,
        high=64,
    ),
    Setting(
        "chroma_url",
        "text",
        "",
        "Where a Chroma service (`chroma run`) keeps the vectors, e.g. http://127.0.0.1:8001. "
        "Empty: in the data folder, in this process.",
        env=("CHROMA_URL",),
        one=place_problem,
    ),
    Setting(
        "slow_query_ms",
        "integer",
        200,
        "Queries of the database that take longer, in milliseconds, are logged, without their "
        "values. 0: none is.",
        low=0,
        high=600_000,
    ),
    Setting(
        "services",
        "list",
        (),
        "What `rubato services` and the status page may start and stop here: ollama, chroma.",
        each=service_problem,
    ),
    Setting(
        "step_services",
        "switch",
        False,
        "Let `timestep.py --services` start what is named in services and does not run.",
    ),
    Setting(
        "update_url",
        "text",
        "",
        "Whom `rubato update-check` and the status page ask for the newest version: an address "
        "that answers as GitHub's releases/latest does. Empty: nobody is asked.",
        one=place_problem,
    ),
)
