# Everything a newcomer needs. Python 3.11 or later, git and make are enough to begin.
.POSIX:
.SILENT:
.PHONY: help install run demo check test prove bench i18n lock

BIN = .venv/bin
DONE = .venv/done
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
# pip would compile on one processor only. What is no Python of this version stays as it is.
COMPILE = $(BIN)/python -m compileall -qq -j 0 .venv/lib || true

help: ## list what can be made
	sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1@\2/p' Makefile | awk -F@ '{ printf "%-16s%s\n", $$1, $$2 }'

install: $(DONE)/run $(DONE)/assets ## .venv, the locked dependencies, the page's assets

run: install ## the service at http://localhost:8000, with the demo town if there is no data
	exec $(BIN)/python tools/serve.py

demo: install ## load the demo town, if it is not there
	$(BIN)/flask db upgrade && $(BIN)/flask demo load

check: install $(DONE)/test ## the fast part of `make test`: lint, types, imports, templates, catalogues
	$(BIN)/python tools/suite.py check

test: install $(DONE)/test ## everything, on SQLite and PostgreSQL and in a browser
	$(BIN)/python tools/suite.py test

prove: install $(DONE)/test ## what takes longer: web processes killed under load, on both databases
	$(BIN)/python tools/suite.py prove

bench: install $(DONE)/test ## measure server time per answer, memory, result pages
	$(BIN)/python bench/run.py

i18n: install ## bring the catalogues up to date with the words in the code
	$(BIN)/python tools/catalogues.py

lock: install ## choose the newest allowed dependencies anew and lock them
	sh tools/lock.sh

$(BIN)/python:
	python=$$(sh tools/python.sh) && "$$python" -m venv .venv

$(DONE)/run: requirements/run.txt | $(BIN)/python
	echo "Installing what the service needs"
	$(PIP) install --no-compile --require-hashes -r requirements/run.txt
	$(COMPILE)
	mkdir -p $(DONE) && touch $@

$(DONE)/test: requirements/test.txt $(DONE)/run
	echo "Installing what tests need"
	$(PIP) install --no-compile --require-hashes -r requirements/test.txt
	$(COMPILE)
	touch $@

$(DONE)/assets: package-lock.json requirements/assets.txt tools/assets.py $(DONE)/run
	echo "Fetching what pages load"
	command -v npm >/dev/null 2>&1 || $(PIP) install --require-hashes -r requirements/assets.txt
	PATH="$$PATH:$$PWD/$(BIN)" npm ci --loglevel=error --no-progress
	$(BIN)/python tools/assets.py
	touch $@
