# Sidelight: every everyday task, for people and for CI alike.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ARGS ?=
PYTEST := $(BIN)/python -m pytest -n auto --dist loadgroup

BENCH_VENV ?= .venv-bench
BENCH_PYTHON = $(if $(wildcard $(BENCH_VENV)/.made),$(BENCH_VENV),$(VENV))/bin/python
TEXTS ?=

# Where this is set, each of the many programs that the tests start would compile all modules again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: weights help setup setup-all setup-bench demo test stories packs test-all bench format lock check-style clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /  -  /'

$(VENV)/.made: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 14) else "Sidelight needs Python 3.11 to 3.14; set PYTHON=python3.12, for instance.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV), this takes a minute the first time."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.made-all: $(VENV)/.made requirements/all.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/all.txt
	@touch $@

setup: $(VENV)/.made ## Make .venv from the locked requirements

setup-all: $(VENV)/.made-all ## The same, with PostgreSQL and browser tools for test-all

demo: setup ## Watch the real bot protect a conversation (ARGS=--once to stop after the story)
	@$(BIN)/sidelight demo $(ARGS)

check-style: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup ## Style, types, walls and tests, side by side
	@$(MAKE) --no-print-directory --jobs=2 check-style stories

stories: packs
	$(PYTEST) -m "not everywhere" $(ARGS)

test-all: setup-all check-style packs ## All tests, with real PostgreSQL and a real browser
	$(PYTEST) $(ARGS)

packs: setup # Compiled once for all tests, beside the checks of style: else each worker compiles them for itself.
	@SIDELIGHT__SCREENING__CACHE_FOLDER=.pytest_cache/d/packs $(BIN)/sidelight check "hello there" > /dev/null

$(BENCH_VENV)/.made: requirements/bench.txt pyproject.toml
	@test -x $(BENCH_VENV)/bin/python || $(PYTHON) -m venv $(BENCH_VENV)
	@echo "Setting up $(BENCH_VENV) with the peers, about 500 MB."
	@$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

setup-bench: $(BENCH_VENV)/.made ## Make .venv-bench with the peers that bench compares with

bench: setup ## Measure speed, beside the peers that setup-bench brings (TEXTS="a.jsonl b.jsonl", ARGS=--write)
	$(BENCH_PYTHON) -m benchmarks $(ARGS) $(TEXTS)

# The unseen sets that may be learnt from; the newer ones are kept for measuring.
LEARNT := first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth

$(VENV)/.made-weigh: $(VENV)/.made requirements/weigh.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/weigh.txt
	@touch $@

weights: $(VENV)/.made-weigh ## Learn anew how words weigh (ALSO="more.jsonl" to learn from more files)
	$(BIN)/python -m tools.weigh --also $(LEARNT:%=benchmarks/unseen/%/*.jsonl) $(ALSO)
	$(BIN)/python -m tools.weigh_finely --also $(LEARNT:%=benchmarks/unseen/%/*.jsonl) $(ALSO)
	$(BIN)/python -m tools.weigh_topics

format: setup ## Put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet pyproject.toml
lock: setup ## Renew the locked requirements
	$(LOCK) --upgrade --output-file requirements/run.txt
	$(LOCK) --upgrade --extra demo --extra dev --output-file requirements/dev.txt
	$(LOCK) --upgrade --extra bench --output-file requirements/bench.txt
	$(LOCK) --upgrade --extra demo --extra dev --extra all --output-file requirements/all.txt
	$(LOCK) --upgrade --extra weigh --output-file requirements/weigh.txt

clean: ## Remove what setup made
	rm -rf $(VENV) $(BENCH_VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
