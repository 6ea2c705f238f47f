# Every target sets up what it needs by itself; Python 3.11 or later is all that must be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Set-up speaks on standard error: standard output belongs to the bot's answers.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-virtualenv

.PHONY: try test check bench pictures words lock clean help

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

try: $(VENV)/run.stamp ## open the newsroom in this terminal; no token, no network
	@$(BIN)/storydesk try

test: $(VENV)/dev.stamp ## run every test
	@$(BIN)/python -m pytest

check: $(VENV)/dev.stamp ## run ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/dev.stamp ## measure, and print a table of figures
	@$(BIN)/python -m bench

pictures: $(VENV)/run.stamp ## draw the pictures in docs/ anew; needs chromium, npm and fonts-noto-core
	@$(BIN)/python -m docs.pictures

words: $(VENV)/dev.stamp ## collect the bot's sentences for translators
	@$(BIN)/python -m bot.words.collect

lock: $(VENV)/dev.stamp ## pin every requirement anew, with hashes
	@$(BIN)/uv --quiet pip compile pyproject.toml --group build $(LOCK) --output-file requirements/run.txt > /dev/null
	@$(BIN)/uv --quiet pip compile pyproject.toml --group build --group dev --extra postgres $(LOCK) --output-file requirements/dev.txt > /dev/null

clean: ## throw away what was set up and cached
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

LOCK := --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links

$(VENV)/bin/python:
	@echo "Setting up $(VENV) (once, about a minute)" >&2
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Storydesk needs Python 3.11 or later; name one with: make PYTHON=/path/to/python3 ...")' >&2
	@$(PYTHON) -m venv $(VENV) >&2

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) --require-hashes -r requirements/run.txt >&2
	@$(PIP) --no-deps --no-build-isolation --editable . >&2
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@$(PIP) --require-hashes -r requirements/dev.txt >&2
	@touch $@
