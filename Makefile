# Needs Python 3.11 or newer, git and GNU make; everything else goes into $(VENV).
VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
PINS := -c packaging/constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run test check bench screenshots sample clean

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Contention needs Python 3.11 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is older than Python 3.11, which Contention needs. Name a newer one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module. On Debian or Ubuntu install it with: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv "$(VENV)"

# The stamps are older than what they were made from when that changed: then pip runs again.
$(VENV)/.program: pyproject.toml packaging/constraints.txt | $(BIN)/python
	@$(PIP) install --upgrade $(PINS) pip
	@$(PIP) install $(PINS) --build-constraint packaging/constraints.txt -e .
	@touch $@

$(VENV)/.tests: $(VENV)/.program
	@$(PIP) install $(PINS) --group test
	@touch $@

run: $(VENV)/.program ## open the window with the sample project (without a display: pictures in out/)
	@$(BIN)/contention --sample --without-display out

test: $(VENV)/.tests ## run every test, on all processors
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist loadfile

check: $(VENV)/.tests ## ruff, mypy, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.tests ## measure layout, edits and start-up
	@$(BIN)/python -m pytest -m bench -s -q tests/benchmarks

screenshots: $(VENV)/.program ## draw the window and the dialogs to docs/pictures/
	@$(BIN)/python packaging/screenshots.py docs/pictures

sample: $(VENV)/.program ## build the sample project again from its article
	@$(BIN)/python packaging/make_sample.py

clean: ## remove the virtual environment and everything built
	@rm -rf "$(VENV)" out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find desktop tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
