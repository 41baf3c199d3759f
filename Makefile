# The few words of this project. `make` alone explains them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.ONESHELL:
.DELETE_ON_ERROR:

BIN := .venv/bin
VAR := $(or $(JINLIN_VAR),var)
PORT ?= 8000
export JINLIN_VAR := $(abspath $(VAR))

LINES := $(shell find jinlin -name '*.po' 2>/dev/null)

.PHONY: help setup insight archive spark system bench-insight demo demo-reset test check fix bench lock translations

help: ## what can I say here?
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | column -t -s '|'

# A lock names all there is: nothing need be looked for.
LOCKED := --disable-pip-version-check --quiet --require-hashes --no-deps

# Set-up. Each stamp is newer than the lock it was made from, so that a second run does nothing.

setup: .venv/.jinlin node_modules/.jinlin .venv/.lines ## install the locked packages into .venv and node_modules, compile the translations

.venv/bin/python:
	tools/system venv
	python3 -m venv .venv
	tools/system python

.venv/.base: requirements/base.txt | .venv/bin/python
	$(BIN)/pip install $(LOCKED) -r requirements/base.txt
	touch $@

.venv/.jinlin: pyproject.toml .venv/.base
	$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	touch $@

.venv/.dev: requirements/dev.txt .venv/.jinlin
	$(BIN)/pip install $(LOCKED) -r requirements/dev.txt
	touch $@

.venv/.insight: requirements/insight.txt .venv/.base
	$(BIN)/pip install $(LOCKED) -r requirements/insight.txt
	touch $@

.venv/.archive: requirements/archive.txt .venv/.base
	$(BIN)/pip install $(LOCKED) -r requirements/archive.txt
	touch $@

.venv/.spark: requirements/spark.txt .venv/.base
	$(BIN)/pip install $(LOCKED) -r requirements/spark.txt
	touch $@

node_modules/.jinlin: package.json package-lock.json .npmrc
	npm ci --ignore-scripts --silent
	touch $@

.venv/.lines: $(LINES) tools/translations.py .venv/.base
	$(BIN)/python tools/translations.py compile
	touch $@

insight: setup .venv/.insight ## install what understanding of text needs: numbers, learning, words (some 300 MB)

archive: setup .venv/.archive ## install what the archive for years and provinces needs: Parquet files and DuckDB (some 200 MB)

spark: setup .venv/.spark ## install what a province's cluster needs beside Java (some 500 MB)

# Running.

demo: setup ## build the demo county if there is none, serve it on PORT (8000), and tell the story behind it meanwhile
	@export JINLIN_DEMO=1 JINLIN_SITE_URL="$${JINLIN_SITE_URL:-http://127.0.0.1:$(PORT)}"
	export GLIBC_TUNABLES="$${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1}" # as tools/tests: the story is told sooner
	$(BIN)/jinlin migrate --quiet
	$(BIN)/jinlin demo begin
	exec $(BIN)/jinlin serve --port $(PORT)

demo-reset: ## throw the demo's data away (the folder var/) and start over
	@if [ -n "$${JINLIN_DATABASE_URL:-}" ] || [ "$(VAR)" != var ]; then echo "This only removes var/. JINLIN_DATABASE_URL or JINLIN_VAR points elsewhere: empty that place yourself."; exit 1; fi
	rm -rf var
	$(MAKE) demo

# Checking.

system: ## install PostgreSQL, Chromium and Chinese fonts (as root), or name the command
	@tools/system tests

test: system setup .venv/.dev check ## everything, from nothing: the checks, then all tests on SQLite, on PostgreSQL and in Chromium
	@tools/tests

check: setup .venv/.dev ## format, lint, types, borders, migrations, translations
	@tools/checks

fix: setup .venv/.dev ## put the format right, and what the linter can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## run the benchmarks and print their ratios (BENCH_SIZES=10000,1000000 for large counties)
	@for bench in intake move board export figures; do echo "== bench/$$bench.py"; $(BIN)/python bench/$$bench.py; done

bench-insight: insight ## measure understanding of text on real messages (INSIGHT_DATA names their folder)
	@$(BIN)/python bench/insight.py

lock: .venv/bin/python ## compile requirements/*.in and package.json into locks with hashes and without addresses
	$(BIN)/pip install --disable-pip-version-check --quiet uv
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes requirements/base.in -o requirements/base.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes -c requirements/base.txt requirements/insight.in -o requirements/insight.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes -c requirements/base.txt requirements/archive.in -o requirements/archive.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes -c requirements/base.txt requirements/spark.in -o requirements/spark.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes -c requirements/base.txt requirements/dev.in -o requirements/dev.txt
	npm install --package-lock-only --ignore-scripts --silent

translations: setup ## write new texts into the Chinese catalogues, and say what is still to be translated
	$(BIN)/python tools/translations.py update
	$(BIN)/python tools/translations.py compile
	$(BIN)/python tools/translations.py check
