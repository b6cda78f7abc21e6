# Two commands for a newcomer: `make demo` and `make test`. Each installs what it needs into .venv.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo test check lock clean docs

.venv/.runtime: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements-dev.txt
	touch $@

demo: .venv/.runtime  ## crawl three made-up outlets on this machine and show what was found
	$(BIN)/pantau demo

test: check  ## all tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/.dev  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: .venv/.dev  ## requirements from pyproject.toml, newest versions
	$(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --no-header --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf .venv data demo-data build *.egg-info
