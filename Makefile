# `make demo` and `make test` work from a fresh clone on Debian with nothing else typed; `make help` says the rest.
# Elsewhere install Python 3.11 or newer first, and what scripts/system-packages names.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test prove proofs lint bench lock sbom clean runtime dev peer

PYTHON ?= $(shell for found in python3.11 python3.12 python3.13 python3; do \
	$$found -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$found && break; done)
BIN := .venv/bin
WORKERS ?= 2
unexport PYTHONDONTWRITEBYTECODE
SCREEN := $(if $(DISPLAY)$(WAYLAND_DISPLAY),yes)
# a screen, a session bus and a keyring of their own for tests that act as a person would
DESKTOP := xvfb-run -a -s "-screen 0 1600x1000x24" dbus-run-session --
# only what the lock files name, and only with the hashes written there
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: runtime ## a vault with 150 fictional cases, letters and pictures in demo-out/; with a screen it opens
	@scripts/system-packages offscreen $(if $(SCREEN),window)
	rm -rf demo-out
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m abductdesk demo --dir demo-out
	$(if $(SCREEN),$(BIN)/python -m abductdesk --vault demo-out/vault)

test: dev ## all tests but the long proofs; under ten minutes
	@scripts/system-packages tests
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m "not prove" -n $(WORKERS) --ignore=tests/journeys
	QT_QPA_PLATFORM=xcb $(DESKTOP) $(BIN)/python -m pytest -m "not prove" tests/journeys
	QT_QPA_PLATFORM=xcb $(DESKTOP) $(BIN)/python -m pytest -m journey tests/ui

prove: lint proofs bench ## lint, the long proofs at full counts, the benchmarks

proofs: dev
	@scripts/system-packages tests
	QT_QPA_PLATFORM=xcb $(DESKTOP) $(BIN)/python -m pytest -m prove

lint: dev ## style, types, who imports whom, translations complete
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m scripts.translations --check

bench: peer ## benchmarks as ratios; writes their table into README.md
	@scripts/system-packages bench
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks

lock: $(BIN)/python ## choose versions again and write the lock files
	@test -x $(BIN)/uv || $(PIP_INSTALL) uv
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) --constraint requirements.lock pyproject.toml --group dev --output-file requirements-dev.lock
	$(LOCK) --constraint requirements-dev.lock --group bench --output-file requirements-bench.lock

LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make lock"

sbom: dev ## what the program is made of, as a CycloneDX bill of materials in dist/
	$(BIN)/python -m scripts.supply sbom dist/abductdesk.cdx.json

clean: ## remove what was made, the demo and the environment too
	rm -rf .venv demo-out dist build

# The environment, in layers; a stamp says with which lock file each was made.
runtime: .venv/runtime
dev: .venv/dev
peer: .venv/peer

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Install Python 3.11 or newer first."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || scripts/system-packages venv
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.lock | $(BIN)/python
	$(PIP_INSTALL) --require-hashes --no-deps -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock pyproject.toml | .venv/runtime
	$(PIP_INSTALL) --require-hashes --no-deps -r requirements-dev.lock
	$(PIP_INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/peer: requirements-bench.lock | .venv/dev
	$(PIP_INSTALL) --require-hashes --no-deps -r requirements-bench.lock
	@touch $@
