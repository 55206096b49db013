# One verb each, the same here and in CI. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
USED := build run check client pytest
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --only-binary :all:
COMPILE := $(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
SECONDS ?= 60
ROUNDS ?= 20
AT_ONCE := -n 3 --dist loadscope --no-loadscope-reorder
PEERS ?= abcd
# Modules are compiled once, wherever this is run: each server that a test starts would compile all of them again.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test coverage packages check lint types imports audit sbom format lock bench crash concurrency fuzz attack soak docs clean

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

$(VENV)/uv: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

$(VENV)/run: $(VENV)/uv $(addprefix requirements/,$(addsuffix .txt,$(USED))) pyproject.toml
	$(INSTALL) $(addprefix -r requirements/,$(addsuffix .txt,$(USED)))
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.txt
	$(INSTALL) -r requirements/dev.txt
	@touch $@

setup: $(VENV)/run ## make .venv with farstu, all it needs to serve, and what integrators use beside it

setup-dev: $(VENV)/dev ## the same, with what the tests and checks need

run: setup ## serve the demo brokerage and print what to try
	@$(BIN)/farstu demo

test: setup-dev ## check, then run all the tests
	@$(MAKE) --no-print-directory --jobs 3 --output-sync check packages
	$(BIN)/python -m pytest $(AT_ONCE) --no-cov --durations=30

coverage: setup-dev packages ## run all the tests and count the lines and branches that they go through
	$(BIN)/python -m pytest $(AT_ONCE) --cov --cov-report=term-missing:skip-covered

packages: # what some tests need of the system
	@scripts/system-packages php-cli php-curl curl chromium mono-mcs libmono-system-net-http4.0-cil nodejs

check: lint types imports audit ## ruff, mypy --strict, import rules, audit

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup-dev
	$(BIN)/mypy

imports: setup-dev
	$(BIN)/lint-imports --no-cache

audit: setup-dev ## our own rules, bandit, and what is known against the dependencies
	$(BIN)/python -m checks

sbom: setup-dev ## write what a server consists of, and under which licences, into build/
	$(BIN)/python -m checks.bill build

format: setup-dev ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/uv ## pin every dependency anew, with hashes
	$(COMPILE) requirements/build.in -o requirements/build.txt
	$(COMPILE) requirements/run.in -o requirements/run.txt
	$(COMPILE) requirements/tracing.in -c requirements/run.txt -o requirements/tracing.txt
	$(COMPILE) requirements/parquet.in -c requirements/run.txt -o requirements/parquet.txt
	$(COMPILE) requirements/pytest.in -c requirements/run.txt -o requirements/pytest.txt
	$(COMPILE) requirements/client.in -c requirements/run.txt -c requirements/tracing.txt -o requirements/client.txt
	$(COMPILE) requirements/check.in -c requirements/run.txt -c requirements/client.txt -o requirements/check.txt
	$(COMPILE) requirements/dev.in -c requirements/run.txt -c requirements/tracing.txt -c requirements/parquet.txt -c requirements/pytest.txt -c requirements/client.txt -c requirements/check.txt -o requirements/dev.txt

bench: setup-dev ## measure the write path, slow disks, reads, writes beside large reads, growth, the import of files, the start, the codecs and the pages (wrk is used where it is installed)
	$(BIN)/python -m benchmarks.write_path --peers $(PEERS)
	$(BIN)/python -m benchmarks.slow_disk
	$(BIN)/python -m benchmarks.reads
	$(BIN)/python -m benchmarks.mixed
	$(BIN)/python -m benchmarks.beside
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.importing
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.codecs
	$(BIN)/python -m benchmarks.pages

crash: setup-dev ## kill the server at random moments and prove that nothing is lost (ROUNDS=20)
	$(BIN)/python -m benchmarks.crash --rounds $(ROUNDS)

concurrency: setup-dev ## prove that calls at the same time to several servers are as if made one by one
	$(BIN)/python -m benchmarks.concurrency

fuzz: setup-dev ## throw bytes at the readers (SECONDS=60)
	$(BIN)/python -m benchmarks.fuzz --seconds $(SECONDS)

attack: setup-dev ## attack a server on this machine while honest clients call it (SECONDS=600 for a whole one)
	$(BIN)/python -m benchmarks.attack --seconds $(SECONDS)

soak: setup-dev ## flood a server from thousands of connections, beside slow clients (SECONDS=600 for a whole one)
	$(BIN)/python -m benchmarks.soak --seconds $(SECONDS)

docs: setup-dev ## write what follows from the program and the vectors: settings, commands, differences, coverage, the client, what is shipped
	cp CHANGELOG.md src/farstu/help/data/changelog.md
	$(BIN)/python -m tests.wire.differences src/farstu/help/data/differences.json
	$(BIN)/python -m farstu.cli.docs docs
	$(BIN)/python -m checks.client src/farstu/client
	$(BIN)/python -m tests.contract.coverage docs/coverage.md

clean: ## remove what was made here (not your data)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* build src/*.egg-info
