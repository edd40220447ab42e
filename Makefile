# Two commands do everything: `make run` and `make test`. Both make .venv themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# What two jobs write is shown when each ends, where this make can (4.0).
APART := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

TESTS := tests-others tests-bot tests-pure

.PHONY: setup run test lint types tests $(TESTS) bench lock clean

# Compiled here, ours start as quickly where Python was told to keep no bytecode (as in containers).
setup: $(READY)
	@$(BIN)/python -m compileall -q bot flows locales storage

$(READY): .ci/requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Rafiq needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup
	$(BIN)/rafiq serve

# Two jobs at a time, the longest early: the tests wait as much as they work.
test: setup
	@$(MAKE) --no-print-directory -j2 $(APART) lint $(TESTS) types

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

tests: setup
	@$(MAKE) --no-print-directory -j2 $(APART) $(TESTS)

tests-bot: setup
	$(BIN)/python -m pytest tests/bot

tests-pure: setup
	$(BIN)/python -m pytest tests/flows tests/locales

tests-others: setup
	$(BIN)/python -m pytest --ignore=tests/bot --ignore=tests/flows --ignore=tests/locales

bench: setup
	$(BIN)/python -m tests.bench

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet -o .ci/requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache build *.egg-info
