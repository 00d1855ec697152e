# Everything a person does here, from a fresh machine with Python 3.11 or newer and make.
# `make` alone lists the targets. Only plain commands, so that it runs under Windows' make too.

ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif

RUN := $(BIN)/python
READY := .venv/ready
AS_AT := 2026-11-23
OUT ?= out
FAMILIES := samples/simple-child-in-need.xlsx samples/case-a-neglect.xlsx samples/case-b-confidential-address.xlsx
PYTEST_ARGS ?= -n auto

.DEFAULT_GOAL := help
.PHONY: help demo test check accept samples bench clean

help:
	$(info make demo     build the sample families into $(OUT)/ and say where to look)
	$(info make test     run every test, and say what was skipped)
	$(info make check    lint, types, and the arrows between the rooms)
	$(info make accept   rewrite what the acceptance tests expect, to be read in git diff)
	$(info make samples  make the sample workbooks anew)
	$(info make bench    measure how long a build takes)
	$(info make clean    remove all that the others made, .venv too)
	$(info Each sets up .venv by itself when that is needed.)
	@cd .

demo: $(READY)
	$(BIN)/plangen build $(FAMILIES) -o $(OUT) --as-at $(AS_AT)

test: $(READY)
	$(RUN) -m pytest -rs $(PYTEST_ARGS)

check: $(READY)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(BIN)/lint-imports --no-cache --no-logo

accept: $(READY)
	$(RUN) -m pytest tests/acceptance --accept

samples: $(READY)
	$(RUN) samples/fill.py

bench: $(READY)
	$(RUN) -m tests.bench

clean:
	$(PYTHON) .ci/clean.py

# The locked versions come with their hashes; the last line installs plangen itself, in place.
$(READY): requirements-dev.txt pyproject.toml
	$(PYTHON) .ci/venv.py .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	$(RUN) -c "import pathlib; pathlib.Path('$(READY)').touch()"
