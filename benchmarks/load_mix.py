"""What is asked of a server that has much to do: all but a model, in turn."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """One kind."""

    method: str
    path: str
    sent: Any = None

    @property
    def name(self) -> str:
        """How it is called in a table."""
        return f"{self.method} {self.path.partition('?')[0]}"


MIX = (
    Request("GET", "/health"),
    Request("GET", "/v1/status"),
    Request("GET", "/v1/inquiries?limit=10"),
    Request("POST", "/v1/search", {"question": "two books of preludes and fugues", "limit": 5}),
    Request("GET", "/v1/topics"),
    Request("GET", "/web/home.js"),
    Request("GET", "/v1/languages"),
    Request("GET", "/extension/core/recogniser.js"),
)
