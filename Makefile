# Support Mosaic. `make` alone lists what there is.

PYTHON ?= python3
ENV := .venv
BIN := $(ENV)/bin
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help run test proof lint unit browser browser-ready words language languages pictures surroundings prints gold gold-anew bench population reading statement mutants format clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(ENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(ENV)

$(ENV)/.server: requirements.txt | $(ENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(ENV)/.tests: requirements.txt tests/requirements.txt | $(ENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@ $(ENV)/.server

run: $(ENV)/.server ## serve on http://127.0.0.1:5000 (HOST and PORT say otherwise)
	@$(BIN)/python app.py

test: lint unit browser ## lint, types, templates, scripts, engine, pages, real browser

proof: test prints ## and what takes long: slow networks around the frame, 500 results on paper
	$(PYTEST) -m proof

lint: $(ENV)/.tests ## lint, format, types, templates, scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/oxlint --quiet static

unit: $(ENV)/.tests ## engine and pages, without a browser
	$(PYTEST) -m "not browser and not proof"

browser-ready: $(ENV)/.tests ## find or install a browser, and htmx's bytes for the tests
	@$(BIN)/python -m tests.support.fetch

browser: browser-ready ## the tests in a real browser
	$(PYTEST) -m "browser and not proof"

words: $(ENV)/.server ## collect all words for translators into assessment/translations/messages.pot
	$(BIN)/python -m assessment.i18n.commands extract

language: $(ENV)/.server ## begin a language or bring it up to date: make language TO=es (docs/translating.md)
	@$(BIN)/python -m assessment.i18n.commands update $(TO)

languages: $(ENV)/.server ## say what is wrong with the languages that there are
	@$(BIN)/python -m assessment.i18n.commands lint

pictures: browser-ready ## pictures of every page at four widths into pictures/
	$(BIN)/python -m tools.pictures

surroundings: browser-ready ## the frame in all that can surround it, into docs/surroundings.md
	WRITE=1 $(BIN)/python -m pytest --numprocesses 0 tests/browser/test_surroundings.py

prints: browser-ready ## 500 results printed and read back, the first twelve kept in prints/
	$(BIN)/python -m tools.print_check 500

gold: $(ENV)/.tests ## compare all that people read with the text that is kept (some minutes)
	@$(BIN)/python -m tools.gold

gold-anew: $(ENV)/.tests ## keep the text as it is now, after words were meant to change
	@$(BIN)/python -m tools.gold keep

bench: $(ENV)/.tests ## how much longer a result, its sheet and its copy take than a step
	$(BIN)/python -m tools.bench

statement: browser-ready ## test accessibility, then date the statement about it
	$(PYTEST) tests/browser/test_access.py tests/browser/test_keyboard.py tests/browser/test_leaving.py tests/pages/test_plain_words.py
	$(BIN)/python -m tools.accessibility_statement

population: $(ENV)/.tests ## a made-up population through the rules, into docs/population.md and .svg
	$(BIN)/python -m tools.population_report docs

reading: $(ENV)/.tests ## how hard each page is to read, into docs/reading_ease.md
	$(BIN)/python -m tools.reading_ease docs/reading_ease.md

mutants: $(ENV)/.tests ## change the engine line by line and see whether the quick tests notice (some minutes)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check mutmut==3.8.1
	$(BIN)/mutmut run --max-children 2
	$(BIN)/mutmut results

format: $(ENV)/.tests ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what make made
	rm -rf $(ENV) .cache pictures prints mutants
