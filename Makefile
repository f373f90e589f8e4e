# Support Mosaic. `make` alone lists what there is.

PYTHON ?= python3
ENV := .venv
BIN := $(ENV)/bin
TYPESCRIPT := .cache/typescript
TSC := $(TYPESCRIPT)/node_modules/.bin/tsc
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist worksteal
# What follows the name of a command: which tests, for `make test K=...`; which version, for `make release VERSION=...`.
K :=
VERSION :=
CLINIC :=
SAFETY :=
FILE := review/workbook.csv
IMAGES := $(firstword $(foreach one,podman buildah docker,$(shell command -v $(one) 2> /dev/null)))
IMAGE_OPTIONS :=

.DEFAULT_GOAL := help
.PHONY: help run try dev quick test some proof lint script-types unit browser browser-ready browsers browsers-table bits words language languages language-checks language-review language-read pictures surroundings wordpress wordpress-test deploy-check image hunts listen prints gold gold-anew bench bench-phone bench-growth population reading minutes review review-read release mutants lock upgrade licences sbom audit archive format clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(ENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(ENV)

# Building a package from source would fetch what builds it without hashes: the server takes built ones only.
$(ENV)/.server: requirements.txt | $(ENV)/bin/python
	$(INSTALL) --only-binary :all: -r requirements.txt
	@touch $@

$(ENV)/.tests: tests/requirements.txt | $(ENV)/bin/python
	$(INSTALL) -r tests/requirements.txt
	@touch $@ $(ENV)/.server

$(ENV)/.tools: tools/requirements.txt | $(ENV)/bin/python
	$(INSTALL) -r tools/requirements.txt
	@touch $@

run: $(ENV)/.server ## serve on http://127.0.0.1:5000 (HOST and PORT say otherwise)
	@$(BIN)/python app.py

try: $(ENV)/.server ## a made-up clinic's page with the frame, at http://localhost:8000 (CLINIC=id, for one of yours in clinics/)
	@$(BIN)/python -m tools.try_clinic "$(CLINIC)"

dev: $(ENV)/.tests ## serve while you work on it: what you change is taken up at once
	@$(BIN)/python -m tools.dev

quick: lint ## lint, types, engine and the fast page tests: twenty seconds
	$(PYTEST) --ignore tests/browser -m "not browser and not proof and not slow" --hypothesis-profile=quick

test: $(if $(K),some,lint unit browser) ## lint, types, templates, scripts, engine, pages, real browser; K=word: what has it in its name

some: browser-ready
	$(PYTEST) -m "not proof" -k "$(K)"

proof: test prints ## and what takes long: more drawn answers, the frame in all surroundings, 500 results on paper
	$(PYTEST) -m "proof or hypothesis" --hypothesis-profile=proof

lint: $(ENV)/.tests ## lint, format, types, templates, scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/oxlint --quiet static
	@$(MAKE) --no-print-directory script-types

script-types: ## types of the scripts, where there is npm (a part of lint)
	@if command -v npm > /dev/null; then $(MAKE) --silent $(TYPESCRIPT)/.ready && $(TSC) --project .; \
	else echo "The types of the scripts were not checked: there is no npm here."; fi

$(TYPESCRIPT)/.ready: tools/script_types/package-lock.json
	@mkdir -p $(TYPESCRIPT) && cp tools/script_types/package*.json $(TYPESCRIPT)
	npm ci --prefix $(TYPESCRIPT) --include=optional --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(TSC) --version > /dev/null
	@touch $@

unit: $(ENV)/.tests ## engine and pages, without a browser
	$(PYTEST) --ignore tests/browser -m "not browser and not proof"

browser-ready: $(ENV)/.tests ## find or install a browser, and htmx's bytes for the tests
	@$(BIN)/python -m tests.support.fetch

browser: browser-ready ## the tests in a real browser
	$(PYTEST) --numprocesses 3 -m "browser and not proof"

BROWSERS := firefox-esr webkit2gtk-driver xvfb dbus chromium chromium-driver

browsers: ## install Firefox, WebKit and what drives them, where there is apt-get (else it says what to install)
	@if command -v apt-get > /dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq \
		--no-install-recommends $(BROWSERS); else echo "There is no apt-get here. Install what holds these programs:" \
		"firefox, WebKitWebDriver with WebKitGTK's MiniBrowser, Xvfb, dbus-run-session, chromedriver."; fi

browsers-table: browser-ready ## what works in Firefox, WebKit and Chromium, into docs/browsers.md (five minutes)
	WRITE=1 $(BIN)/python -m pytest --numprocesses 0 tests/other_browsers

bits: $(ENV)/.server ## give a number to each new question and option, for good (docs/decisions/0021-bits-that-stay.md)
	@$(BIN)/python -m tools.bits

words: $(ENV)/.server ## collect all words for translators into assessment/translations/messages.pot
	$(BIN)/python -m assessment.i18n.commands extract

language: $(ENV)/.server ## begin a language or bring it up to date: make language TO=es (docs/translating.md)
	@$(BIN)/python -m assessment.i18n.commands update $(TO)

languages: $(ENV)/.server ## say what is wrong with the languages that there are
	@$(BIN)/python -m assessment.i18n.commands lint

language-review: $(ENV)/.tests ## a language as a table and a page for a reader's and a clinician's review: make language-review TO=es (SAFETY=yes)
	@$(BIN)/python -m tools.language_review write "$(TO)" $(SAFETY)

language-read: FILE := review/language-$(TO).csv
language-read: $(ENV)/.tests ## take over what they said of it: make language-read TO=es FILE=table.csv
	@$(BIN)/python -m tools.language_review read "$(TO)" "$(FILE)"

language-checks: $(ENV)/.tests $(ENV)/.tools ## look at a translation in all ways that a program can, into docs/languages/: TO=es
	@$(BIN)/python -m tools.language_checks $(TO)

pictures: browser-ready ## pictures of every page at four widths into pictures/ (TO=es: in that language)
	$(BIN)/python -m tools.pictures $(TO)

surroundings: browser-ready ## the frame in all that can surround it, into docs/surroundings.md
	WRITE=1 $(BIN)/python -m pytest --numprocesses 0 tests/browser/test_surroundings.py

wordpress: $(ENV)/.server ## a WordPress on this machine with the plugin, and the assessment beside it (VERSION=6.6, 6.5, 6.4 or debian)
	@$(BIN)/python -m integrations.wordpress.site

wordpress-test: browser-ready ## the plugin in a real WordPress, in a real browser (THEMES='["twentytwentyone"]' for more themes)
	$(BIN)/python -m pytest -p no:xdist integrations/wordpress

.cache/deploy/.ready: deploy/requirements.txt | $(ENV)/bin/python
	$(PYTHON) -m venv .cache/deploy
	.cache/deploy/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/requirements.txt
	@touch $@

deploy-check: $(ENV)/.tests .cache/deploy/.ready ## each file of deploy/ looked at by what will read it, or knows its rules
	@$(BIN)/python -m tools.check_deploy

hunts: browser-ready ## what must never happen, looked for at length, into docs/reliability.md (an hour and a half)
	$(BIN)/python -m tools.hunts.slow_clients
	$(BIN)/python -m tools.hunts.hostile
	$(BIN)/python -m tools.hunts.faults
	$(BIN)/python -m tools.hunts.soak
	$(BIN)/python -m tools.hunts.leaks

listen: browser-ready ## a screen reader (Orca with Firefox) reads one whole assessment, into docs/screen_reader.md
	@$(BIN)/python -m tools.screen_reader

image: ## the container image, by podman, buildah or docker (docs/operate.md)
	@$(IMAGES) build $(if $(findstring docker,$(IMAGES)),,--ignorefile deploy/Containerfile.dockerignore) -f deploy/Containerfile -t support-mosaic $(IMAGE_OPTIONS) .

review: $(ENV)/.tests ## a workbook for a clinician's review, and pages to print, into review/ (docs/review.md)
	$(BIN)/python -m tools.review write

review-read: $(ENV)/.tests ## take over what was signed: make review-read FILE=workbook.csv
	$(BIN)/python -m tools.review read "$(FILE)"

prints: browser-ready ## 500 results printed and read back, the first twelve kept in prints/
	$(BIN)/python -m tools.print_check 500

gold: $(ENV)/.tests ## compare all that people read with the text that is kept (some minutes)
	@$(BIN)/python -m tools.gold

gold-anew: $(ENV)/.tests ## keep the text as it is now, after words were meant to change
	@$(BIN)/python -m tools.gold keep

bench: $(ENV)/.tools ## how long each page takes, in ratios to the smallest answer that Flask can give, beside two plain wizards; at half load; from the start
	@$(BIN)/python -m benchmarks

bench-phone: $(ENV)/.tools browser-ready ## how long somebody waits on a slow phone, beside two plain wizards and SurveyJS from npm
	@$(BIN)/python -m benchmarks.phone

bench-growth: $(ENV)/.tests ## whether a step takes longer with ten thousand clinics or with more languages
	@$(BIN)/python -m benchmarks.growth

release: $(ENV)/.tests ## make a release, after all tests and proofs: make release VERSION=0.5.0
	@$(BIN)/python -m tools.release look "$(VERSION)"
	$(MAKE) proof
	@$(BIN)/python -m tools.release write "$(VERSION)"
	$(MAKE) population reading minutes licences sbom

minutes: $(ENV)/.tests ## how long it takes to answer, into docs/minutes.md
	@$(BIN)/python -m tools.minutes

population: $(ENV)/.tests ## a made-up population through the rules, into docs/population.md and .svg
	$(BIN)/python -m tools.population_report docs

reading: $(ENV)/.tests ## how hard each page is to read, into docs/reading_ease.md
	$(BIN)/python -m tools.reading_ease docs/reading_ease.md

mutants: $(ENV)/.tests $(ENV)/.tools ## change the engine line by line and see whether the quick tests notice (some minutes)
	$(BIN)/mutmut run --max-children 2
	$(BIN)/mutmut results

lock: $(ENV)/.tools ## pin what the requirements.in files ask for; what is pinned stays, but for NEWEST="flask ruff"
	@for folder in "" tests/ tools/ deploy/; do $(BIN)/uv pip compile --quiet --no-build $(TAKE) $(NEWEST:%=--upgrade-package %) \
		$${folder}requirements.in --output-file $${folder}requirements.txt || exit 1; done

upgrade: TAKE := --upgrade --exclude-newer "7 days"
upgrade: lock ## pin the newest of everything that has been out for seven days

licences: $(ENV)/.tests $(ENV)/.tools ## every package, its version and its licence; fails on a licence that is not allowed
	@$(BIN)/python -m tools.licences

sbom: $(ENV)/.tests ## what the server and its pages are made of, as CycloneDX, into sbom.json
	@$(BIN)/python -m tools.sbom sbom.json

audit: $(ENV)/.tests $(ENV)/.tools ## known faults in what the server is made of; says so where it could not look
	@$(BIN)/python -m tools.audit

archive: $(ENV)/.tests ## what is committed as one file, the same bytes each time, into dist/
	@$(BIN)/python -m tools.archive

format: $(ENV)/.tests ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what make made
	rm -rf $(ENV) .cache pictures prints review mutants dist sbom.json
