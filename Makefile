# One set of commands, called alike by people and by .ci/run. Needs Python 3.11 or later and make.

PYTHON ?= python3
VENV ?= .venv
WORKSPACE ?= demo
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

.PHONY: help demo up test test-fast lint bench lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) ## a whole council in one command: two years of returns in, the committee's report out
	@$(BIN)/mortar demo demo

test: $(READY) lint ## everything: layers, types, style, fast tests and slow ones
	@$(PYTEST)

test-fast: $(READY) ## the tests that need no server, no browser and no council that lives through days
	@$(PYTEST) -m "not slow"

lint: $(READY) ## style, types and layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: $(READY) ## what returns, reading and reports cost, as ratios to a floor or to other programs; which faults are held (needs the demo)
	@$(BIN)/python -m benchmarks.ingest
	@$(BIN)/python -m benchmarks.reading
	@$(BIN)/python -m benchmarks.pdf
	@$(BIN)/python -m benchmarks.holds
	@test -e demo/mortar.toml || $(BIN)/mortar demo demo
	@$(BIN)/python -m benchmarks.reports demo

up: $(READY) ## serve a workspace: the UI, the watcher, the calendar (WORKSPACE=demo; made if it is not there)
	@test -e $(WORKSPACE)/mortar.toml || $(BIN)/mortar demo $(WORKSPACE)
	@$(BIN)/mortar -C $(WORKSPACE) up

lock: ## resolve the requirements anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
		pyproject.toml --output-file requirements/runtime.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
		pyproject.toml --extra dask --constraints requirements/runtime.txt --output-file requirements/dask.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
		pyproject.toml --group dev --constraints requirements/dask.txt --output-file requirements/dev.txt

clean: ## forget the environment and the demo
	rm -rf $(VENV) demo

$(READY): requirements/dev.txt pyproject.toml
	@echo "Setting up $(VENV): a minute or two, once."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
