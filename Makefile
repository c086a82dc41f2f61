# One word per chore. `make demo` and `make test` need nothing typed before them.

.DEFAULT_GOAL := help
.PHONY: help setup web demo test faults lint format bench equality docs lock clean

help: ## say what each word does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

setup: .venv/ready ## make .venv from the lock file (the words below do it themselves)

.venv/ready: requirements.lock pyproject.toml scripts/setup
	@scripts/setup
	@touch $@

web: setup ## build the query page's editor and map, where npm is
	@scripts/web

webapp/static/built/world.json: .venv/ready scripts/web $(wildcard web/*.js* web/src/*)
	@scripts/web

demo: setup webapp/static/built/world.json ## load the samples, serve the catalogue, print its address
	@.venv/bin/catena demo

# One worker more than there are cores: many tests wait, for a process or for a clock.
test: export PYTEST_XDIST_AUTO_NUM_WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
test: export PYTEST_DEBUG_TEMPROOT ?= $(shell scripts/test-folder)
test: setup webapp/static/built/world.json ## run every test; ARGS='-k marc' narrows it
	@.venv/bin/python -m pytest -n auto --dist worksteal $(ARGS)

faults: setup ## kill it at 200 moments, fill its disk, damage its files; ARGS='-k restore'
	@CATENA_KILLS=$${CATENA_KILLS:-200} .venv/bin/python -m pytest -n auto --dist worksteal tests/faults $(ARGS)

lint: setup ## ruff format and check, mypy strict
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy

format: setup ## let ruff lay the code out and mend what it can
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench: setup ## measure reading, crosswalks, engines and loading beside the peers; ARGS='--records 300'
	@.venv/bin/python -m bench $(ARGS)

equality: setup ## convert real records by both engines, tell every difference; ARGS='--every 50'
	@.venv/bin/python -m bench.equality $(ARGS)

docs: setup ## write the generated pages of docs/ again
	@.venv/bin/python docs/generate.py

lock: ## pin the newest packages that pyproject.toml allows (needs uv)
	@uv pip compile pyproject.toml --group build --group test --group lint --group bench \
	    --universal --python-version 3.12 --generate-hashes --upgrade --no-annotate \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	    --quiet --output-file requirements.lock

clean: ## remove the environment and everything made, but not your data in var/
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist tests/artefacts
	rm -rf webapp/static/built web/node_modules tests/clients/comunica/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
