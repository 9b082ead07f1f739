# Torget. `make` lists the commands.

PYTHON ?= python3
PORT ?= 8000
DATA ?= ./var
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
LOCKED := --only-binary :all: --require-hashes
# uv is some ten times quicker than pip; where it cannot reach what pip can, pip does the work.
UV = $(BIN)/uv pip install --quiet --python $(BIN)/python $(LOCKED) -r $(1) 2>/dev/null \
	|| $(PIP) install --no-compile $(LOCKED) -r $(1)

.DEFAULT_GOAL := help
.PHONY: help run test check assets messages bench fuzz screenshots doctor clean crowd

help: ## List the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

run: $(VENV)/.installed assets messages ## Start everything with a fictional municipality: make run PORT=8080 DATA=./var
	@$(BIN)/torget run --demo --port $(PORT) --data $(DATA)

test: $(VENV)/.installed-dev assets messages ## Set up what is needed and run every check and test: make test PYTHON=python3.13
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tools/run_tests.py

check: $(VENV)/.installed-dev ## Only the quick checks: style, types, contracts between the rooms
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tools/run_tests.py --quick

bench: $(VENV)/.installed-dev assets messages ## Measure, write build/bench.json
	@$(BIN)/python -m benchmarks

crowd: $(VENV)/.installed-dev assets messages ## Twenty officers and two hundred residents at once: make crowd KILL=20
	@$(BIN)/python -m benchmarks.crowd --kill $(or $(KILL),0)

fuzz: $(VENV)/.installed-dev ## Feed the form language and importers rubbish: make fuzz INPUTS=100000
	@TORGET_DATA=build/var $(BIN)/python -m tools.fuzz --inputs $(or $(INPUTS),20000)

screenshots: $(VENV)/.installed-dev assets messages ## Every page at phone and desk width, to build/screenshots/
	@$(BIN)/python tools/screenshots.py

doctor: $(VENV)/.installed ## Say in plain words what is configured and what answers
	@TORGET_DATA=$(DATA) $(BIN)/torget doctor

assets: $(VENV)/.installed $(VENV)/.npm
	@$(BIN)/python tools/assets.py

messages: $(VENV)/.installed
	@$(BIN)/python tools/messages.py compile

clean: ## Remove the environment and everything built; keeps ./var
	rm -rf $(VENV) build node_modules src/torget/doors/ui/static/vendor

$(VENV)/bin/python:
	@echo "          Python-miljön skapas i $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Torget behöver Python 3.11 eller senare: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python saknar venv. På Debian och Ubuntu: apt install python3-venv"; exit 1; }

# No byte-compiling at install: Python does it for what is really imported.
$(VENV)/.installed: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "          Biblioteken installeras (en gång)"
	@$(PIP) install --no-compile $(LOCKED) -r requirements-uv.lock
	@$(call UV,requirements.lock)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(call UV,requirements-dev.lock)
	@touch $@

# The front end comes from npm; a machine without it borrows one from a Python package.
$(VENV)/.npm: $(VENV)/.installed requirements-node.lock
	@command -v npm >/dev/null || $(PIP) install --no-compile --require-hashes -r requirements-node.lock
	@touch $@
