"""The model of pages that change under it: patched, it is what it would be if begun anew."""

import json
import random
from collections import Counter
from typing import Any

import pytest

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_model import Model, line
from tests.e2e.harness_wait import until

pytestmark = pytest.mark.e2e

# A page of rows, cards, a menu, a pane, a shadow tree, and ways to change each; what is drawn by a
# style alone is among them.
PAGE = """(seed) => {
  const some = (count, write) => [...Array(count).keys()].map(write).join('');
  document.head.innerHTML = `<style>
    .row { padding: 2px } .hidden { display: none } .aside { position: absolute; left: 600px }
    .tall { height: 80px } #pane { height: 150px; overflow: auto } .pale { visibility: hidden }
    .slides { transform: translateX(200px); transition: transform 60ms }</style>`;
  document.body.innerHTML = `<nav><ul id="menu" class="hidden">${
    some(3, (n) => `<li><a href="#m${n}">Menu ${n}</a>`)}</ul></nav>
    <div id="pane">${some(40, (n) => `<p><button>Pane ${n}</button></p>`)}</div>
    <div id="host"></div>
    <main>${some(120, (n) => `<div class="row"><h3>Row ${n}</h3>
      <a href="#${n}">Link <b>${n}</b></a> <input aria-label="Field ${n}"></div>`)}</main>`;
  const shadow = document.querySelector('#host').attachShadow({mode: 'closed'});
  shadow.innerHTML = '<a href="#in">Inside</a>';
  let state = seed;
  const next = (most) => (state = (state * 48271) % 2147483647) % most;
  const rows = () => document.querySelectorAll('main > .row');
  const any = (of) => of[next(of.length)];
  const acts = {
    remove: () => any(rows()).remove(),
    insert: () => {
      const row = document.createElement('div');
      row.innerHTML = `<a href="#new">New ${next(1000)}</a><span tabindex="0">Focus</span>`;
      row.className = 'row';
      any(rows()).before(row);
    },
    rename: () => { any(document.links).firstChild.data = `Renamed ${next(1000)}`; },
    move: () => any(rows()).after(any(document.querySelectorAll('h3'))),
    hide: () => any(rows()).classList.toggle('hidden'),
    pale: () => any(rows()).classList.toggle('pale'),
    aside: () => any(rows()).classList.toggle('aside'),
    slide: () => any(rows()).classList.toggle('slides'),
    tall: () => any(rows()).classList.toggle('tall'),
    menu: () => document.querySelector('#menu').classList.toggle('hidden'),
    off: () => any(rows()).toggleAttribute('inert'),
    role: () => any(document.links).setAttribute('role', any(['button', 'link', 'tab', 'none'])),
    unlink: () => any(document.links).removeAttribute('href'),
    state: () => any(document.links).setAttribute('aria-expanded', any(['true', 'false'])),
    listen: () => any(rows()).addEventListener('click', () => {}),
    scroll: () => scrollTo(0, next(3000)),
    pane: () => { document.querySelector('#pane').scrollTop = next(600); },
    style: () => { any(rows()).style.marginTop = `${next(30)}px`; },
    clear: () => { const row = any(rows()); row.innerHTML = row.innerHTML; },
  };
  window.act = () => { const name = any(Object.keys(acts)); acts[name](); return name; };
}"""


def seen(elements: list[dict[str, Any]]) -> Counter[str]:
    """Tell of each element, and where it is if a person can see it."""
    return Counter(
        line(one) + (json.dumps(one["box"]) if one["visible"] else "") for one in elements
    )


def but_panes(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out panes without a name: an idle sweep finds them whenever it comes round."""
    return [one for one in elements if one["role"] != "scrollable"]


FLOOD = """() => {
  for (let n = 0; n < 600; n += 1) document.body.title = `${n}`;
  document.body.removeAttribute('title');
}"""


def anew(model: Model) -> list[dict[str, Any]]:
    """Give the model that is begun anew, as after a flood of changes, in which nothing changed."""
    model.page.evaluate(FLOOD)
    return model.elements()


@pytest.mark.parametrize("seed", [1, 7, 42])
def test_patched_is_as_begun_anew(browser: Browser, pages: str, seed: int) -> None:
    """After any changes, whatever was asked in between, all is told as if nothing was known."""
    chance = random.Random(seed)
    model = Model(browser, f"{pages}/model/inner.html")
    model.page.evaluate(PAGE, seed)
    model.elements()

    done: list[str] = []
    for _ in range(5):
        for _ in range(chance.randint(1, 12)):
            done.append(model.page.evaluate("act()"))
            if chance.random() < 0.4:
                model.elements()
        model.page.evaluate(
            "() => Promise.all(document.getAnimations().map((one) => one.finished))"
        )
        patched = but_panes(model.elements())
        fresh = but_panes(anew(model))
        assert [line(one) for one in patched] == [line(one) for one in fresh], done
        assert seen(patched) == seen(fresh), done


ABSOLUTE = """() => {
  const parts = [...Array(2000).keys()].map((n) => `<a href="#${n}" style="position: absolute;
    left: ${n % 40 * 30}px; top: ${Math.floor(n / 40) * 14}px">${n}</a>`);
  document.body.innerHTML = `<main>${parts.join('')}</main>
    <div style="position: fixed; left: 0; right: 0; bottom: 0; height: 260px; background: #fff">
      <p>Cookies? <button>Yes</button></p></div>
    <aside style="position: absolute; z-index: -1; left: 0; top: 0; width: 900px; height: 300px">
      Behind</aside>`;
}"""
TRUTH = """() => Object.fromEntries([...document.links].map((link) => {
  const {left, top, width, height} = link.getBoundingClientRect();
  const top_ = document.elementFromPoint(left + width / 2, top + height / 2);
  return [link.textContent, link.contains(top_)];
}))"""


def test_two_thousand_absolute_links(browser: Browser, pages: str) -> None:
    """What a banner covers is told from what it doesn't, where not each can be asked for."""
    model = Model(browser, f"{pages}/model/inner.html")
    model.page.evaluate(ABSOLUTE)
    until(lambda: len(model.elements()) > 2000, "they are there")
    truth = model.page.evaluate(TRUTH)

    told = {one["name"]: one["visible"] for one in model.elements("link")}

    assert 0 < sum(truth.values()) < 2000
    same = [told[name] == is_seen for name, is_seen in truth.items()]
    assert sum(same) / len(same) > 0.97
