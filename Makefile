.DEFAULT_GOAL := help
.PHONY: help install run test lint bench bench-practice lock clean
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

help:  ## what this file can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

install: $(READY)  ## install everything in .venv/, run nothing

run: $(READY)  ## run every milestone of the sample programme and publish its documents
	@$(BIN)/pret setup
	@$(BIN)/pret run --all --programme lycees

test: $(READY) lint  ## run every check and test
	$(BIN)/pytest

lint: $(READY)  ## style, types and import contracts only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## time the whole programme: cold, warm, unchanged
	$(BIN)/python -m benchmarks.whole_programme

bench-practice: $(READY)  ## time Prêt beside other ways to the same documents (needs LibreOffice and Pango)
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --require-hashes -r benchmarks/requirements.lock
	$(BIN)/python -m benchmarks.against_practice

lock:  ## refresh both lock files (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock
	uv pip compile benchmarks/requirements.in --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate -o benchmarks/requirements.lock

clean:  ## remove the environment; documents, ledger and your edits stay
	rm -rf .venv .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/pip --quiet check
	@touch $@
