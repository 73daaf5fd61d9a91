"""What the tests of macros share: how a word is made, and what they put into pages."""

import re

from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import Ask

SEARCHED = re.compile(r"[?&]q=")
"""Whichever the browser searches with."""
ZOOM = """async () => {
  const {tabs} = await chrome.windows.getLastFocused({populate: true, windowTypes: ['normal']});
  return chrome.tabs.getZoom(tabs.find(({active}) => active).id);
}"""
ADD_BUTTONS = """() => document.body.insertAdjacentHTML('afterbegin',
  '<button>One</button><button>Two</button><button>Three</button>')"""
ADD_DELETE = """() => document.body.insertAdjacentHTML('beforeend',
  '<button id="delete">Delete account</button>')"""
RESULTS = """<!doctype html><title>Results</title>
<nav style="height: 2em"><a href="/other">Pictures</a></nav>
<main><h1>Results</h1><p><a href="{pages}/two.html">The first</a></p>
<p><a href="/">The second</a></p></main>
"""


def make(ask: Ask, says: str, does: str) -> str:
    """Make a word that is said so and does these commands."""
    assert ask(f"new word {says}").startswith(f"New word “{says}”")
    return ask(f"word does {does}")


def told(panel: Panel) -> list[str]:
    """Give all that was said so far."""
    return [view["said"]["text"] for view in panel.views]
