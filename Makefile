# Everything one types: set up, check, test, run. `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# Hundreds of processes import the same modules: compiled once, they start in half the time.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
TOOLS := .venv/.installed-dev node_modules/.installed
# These need a browser, a sound server, a database or voices, play whole programs, or simulate for
# long; all other tests are unit tests.
REAL := e2e or midi or postgresql or speech or program or long

.PHONY: help run check test bench soak fuzz format clean extension wheel docs
.PHONY: style types audit units units-javascript units-python real system-test system-run

help: ## list what one can type
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.installed-demo system-run ## set up, then start the server and the browser with the extension
	$(BIN)/rubato run

check: style types audit units ## style, types, known holes and unit tests: before each commit
	@$(PYTHON) scripts/green.py check
test: units real ## set up whatever is missing, then run every test
	@$(PYTHON) scripts/green.py test
bench: $(TOOLS) ## print the benchmark tables
	$(BIN)/python -m benchmarks

soak: $(TOOLS) ## answer many simulated comments, and write to real servers, while everything goes wrong
	$(BIN)/python -m benchmarks.comment_soak 100000
	$(BIN)/python -m benchmarks.comment_soak_http 5000
	$(BIN)/python -m benchmarks.soak 60
	$(BIN)/python -m benchmarks.chaos 200

fuzz: $(TOOLS) ## throw everything at the API, at every reader of files and at imports, for half an hour
	$(BIN)/python -m benchmarks.api_fuzz
	$(BIN)/python -m benchmarks.file_fuzz 30
	$(BIN)/python -m benchmarks.export_fuzz

extension: $(TOOLS) ## pack the extension for the store, where it keeps the store's rules: dist/*.zip
	$(BIN)/python scripts/pack_extension.py

wheel: .venv/.installed-dev ## pack the server for pip and pipx: dist/*.whl
	$(BIN)/python -m pip wheel -q --disable-pip-version-check --no-build-isolation --no-deps -w dist .

docs: .venv/.installed-dev ## write the help as a folder for any web server, or none: dist/docs
	$(BIN)/python scripts/build_site.py

format: .venv/.installed-dev ## put the Python sources in order
	$(BIN)/ruff check --quiet --fix --exit-zero .
	$(BIN)/ruff format .

clean: ## remove caches and builds, not what was installed
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -not -path './node_modules/*' -prune -exec rm -rf {} +

# The pieces. `make check test` plays each of them once.
style: $(TOOLS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(TOOLS)
	$(BIN)/mypy
	npm run --silent types

# Where the network does not answer, it says so and goes on; accepted holes are in scripts/accepted.toml.
audit: $(TOOLS)
	$(BIN)/python scripts/audit.py

units: units-javascript units-python

units-javascript: $(TOOLS)
	npm test --silent

# One process more than there are cores: some tests wait.
units-python: $(TOOLS)
	$(BIN)/python -m pytest -q -n $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )) -m "not ($(REAL))"

# Two at once, each with browsers and servers of its own: a test of a browser mostly waits. A real
# browser beside other work now and then loses a window or a frame: what failed is played once more,
# alone; both runs stay in the log, and only what fails twice fails.
real: $(TOOLS) system-test
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --durations=60 --durations-min=6 -m "$(REAL)" || $(BIN)/python -m pytest -q -m "$(REAL)" --last-failed --last-failed-no-failures none

system-test:
	@$(PYTHON) scripts/setup.py system chromium libatomic1 jackd2 ffmpeg flite postgresql caddy

system-run:
	@$(PYTHON) scripts/setup.py system chromium

.venv/.installed-%: pyproject.toml constraints.txt
	@$(PYTHON) scripts/setup.py python $*
	@touch $@

node_modules/.installed: package.json package-lock.json
	@$(PYTHON) scripts/setup.py node
	@touch $@
