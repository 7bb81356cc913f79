# Start with `make run`. Everything is installed below this folder.
.DEFAULT_GOAL := help
.PHONY: help setup run test check fmt words lock vendor bench

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## Make .venv with all that the application needs
	@tools/setup.sh run

run: setup ## Bring the database up to date and serve http://127.0.0.1:8000
	@.venv/bin/meal db upgrade
	@.venv/bin/meal serve

test: ## Run the tests; make test ARGS="-k money" picks some
	@tools/setup.sh test
	@tools/browser.sh
	@.venv/bin/python -m pytest $(ARGS)

check: ## Check form, types, imports, secrets and scripts
	@tools/setup.sh check
	@tools/check.sh

fmt: ## Format the Python code
	@tools/setup.sh check
	@.venv/bin/isort -q .
	@.venv/bin/black -q .

words: ## Bring the catalogues up to date with the code; make words ARGS=it begins one
	@tools/setup.sh run
	@tools/messages.sh $(ARGS)

lock: ## Pin the dependencies again; make lock ARGS=--upgrade takes newer ones
	@tools/setup.sh run
	@tools/lock.sh $(ARGS)

vendor: ## Copy the libraries of the pages anew, as package.json pins them
	@tools/setup.sh run
	@npm ci --ignore-scripts --omit=dev --no-audit --no-fund --silent
	@.venv/bin/python tools/vendor.py

bench: ## Run the benchmarks; make bench ARGS="--heavy 100000 --others 900" takes a million rows
	@tools/setup.sh test
	@.venv/bin/python -m bench $(ARGS)
