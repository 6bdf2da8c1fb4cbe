# Two commands do everything: `make demo` and `make test`. Each sets itself up.
.PHONY: demo install test lint clean
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt

demo: install
	@$(BIN)/foodplan demo

install: $(VENV)/.installed

test: $(VENV)/.installed-dev lint
	@echo "Tests: unit, property, integration, browser, examples"
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered --durations=10

lint: $(VENV)/.installed-dev
	@echo "Lint, format, types, import contract"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

$(VENV)/bin/python:
	@echo "Making the Python environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing foodplan and its libraries (about 850 MB; one to three minutes the first time)"
	@$(PIP) --editable .
	@$(BIN)/foodplan prepare
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing foodplan with the tools of its tests"
	@$(PIP) --editable '.[dev]'
	@$(BIN)/foodplan prepare
	@touch $@ $(VENV)/.installed

clean:
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
