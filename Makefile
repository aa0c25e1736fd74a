# make demo   install Lodegraph into .venv and run the main job on the sample articles, offline
# make test   install what the tests need and run all checks and tests
# make lock   write the lock files anew from pyproject.toml
# make screenshots   take the pictures of README and docs anew, from the sample articles

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check lock screenshots clean

demo: .venv/runtime
	$(BIN)/lodegraph demo

test: .venv/dev
	$(MAKE) check
	$(BIN)/pytest

check: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/runtime: requirements/runtime.txt pyproject.toml
	scripts/environment $(PYTHON) requirements/runtime.txt
	touch $@

.venv/dev: requirements/dev.txt pyproject.toml
	scripts/environment $(PYTHON) requirements/dev.txt
	scripts/browser
	touch $@ .venv/runtime

lock:
	scripts/lock

screenshots: .venv/dev
	$(BIN)/python scripts/screenshots

clean:
	rm -rf .venv demo dist
