"""The companion server."""

import os

# onnxruntime, which Piper brings, reports to its maker, and keeps a number of this machine in the
# user's cache, unless it is told not to before it is loaded, wherever that happens.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
