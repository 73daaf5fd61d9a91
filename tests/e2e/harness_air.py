"""What is in the air: every sample that a panel starts, with its time, pitch, pan and end."""

from typing import Any

from playwright.sync_api import Page

RECORD = """() => {
  window.started = [];
  const {connect} = AudioNode.prototype;
  AudioNode.prototype.connect = function (to, ...more) {
    this.leadsTo = to;
    return connect.call(this, to, ...more);
  };
  const {start, stop} = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (when, ...more) {
    const panner = this.leadsTo.leadsTo.leadsTo;
    this.row = {when, called: performance.now(), now: this.context.currentTime,
      pan: panner.pan.value, rate: this.playbackRate.value, ends: Infinity};
    started.push(this.row);
    return start.call(this, when, ...more);
  };
  AudioBufferSourceNode.prototype.stop = function (when) {
    if (this.row) this.row.ends = when;  // what began before is none of ours
    return stop.call(this, when);
  };
}"""


def started(page: Page) -> list[dict[str, Any]]:
    """Give what was started since RECORD was evaluated, in the order of the calls."""
    rows: list[dict[str, Any]] = page.evaluate("() => window.started")
    return rows


def silence(page: Page) -> None:
    """Forget what was started."""
    page.evaluate("() => { window.started.length = 0; }")
