# The two commands: `make run` serves the portal, `make test` runs the whole suite.
# The rest is for those who work on it: `make check` (what CI adds), `make format`, `make lock`.

PYTHON ?= python3
UV ?= uv
PIP = .venv/bin/python -m pip --disable-pip-version-check -qq install --require-hashes
# A stamp per lock: a changed lock installs again, a fresh checkout of the same lock does not.
RUNTIME := .venv/.installed-$(shell cksum < requirements.txt | tr ' ' '-')
DEV := .venv/.installed-dev-$(shell cksum < requirements-dev.txt | tr ' ' '-')
UV_COMPILE = $(UV) pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 \
  --no-header --no-annotate --no-emit-index-url --quiet $(UPGRADE)

.PHONY: run install test fuzz bench check format lock chaos load

# make run [PORT=8001] [DATABASE_URL=postgresql://…]
run: $(RUNTIME)
	@exec .venv/bin/python manage.py serve

# make install: what a server needs and no more; docs/operations.md goes on from there
install: $(RUNTIME)

# make test [ARGS="tests/funds -k pay"]
test: $(DEV)
	@exec .venv/bin/python -m tests $(ARGS)

# make fuzz [FUZZ=10000] [FUZZ_SEED=…]: that many random submissions over all forms, other ones each time
fuzz: $(DEV)
	@FUZZ=$${FUZZ:-10000} FUZZ_SEED=$${FUZZ_SEED:-$$(date +%s)} exec .venv/bin/python -m pytest -q tests/test_fuzz.py

check: $(DEV)
	@exec bash .ci/run gates

format: $(DEV)
	.venv/bin/ruff check --fix-only --quiet .
	.venv/bin/ruff format --quiet .
	find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

# make lock [UPGRADE=--upgrade]: write both locks anew from pyproject.toml. Needs uv (pip install uv).
lock:
	@command -v $(UV) > /dev/null || { echo "make lock needs uv: pip install uv, or make lock UV=/path/to/uv"; exit 1; }
	$(UV_COMPILE) --output-file requirements.txt
	$(UV_COMPILE) --extra dev --extra e2e --constraint requirements.txt --output-file requirements-dev.txt

.venv/bin/pip:
	@command -v $(PYTHON) > /dev/null || { \
	  echo "Python was not found. Install Python 3.11 or newer (Debian: apt install python3 python3-venv)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "The portal needs Python 3.11 or newer; this is $$($(PYTHON) --version). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2> /dev/null || { \
	  echo "Python is here without venv and pip. Install them (Debian: apt install python3-venv)."; exit 1; }
	@$(PYTHON) -m venv .venv

$(RUNTIME): | .venv/bin/pip
	@echo "Installing what the portal needs into .venv …"
	@$(PIP) --requirement requirements.txt
	@touch $@

# The developers' lock holds the runtime lock, so both stamps are set.
$(DEV): | .venv/bin/pip
	@echo "Installing the portal and its test tools into .venv …"
	@$(PIP) --requirement requirements-dev.txt
	@touch $(RUNTIME) $@

# make bench [SCALE=nation] [BARS=--bars] [KEEP=/folder] [WRITE=--write]: what the pages cost, as ratios of one run; never a test
bench: $(DEV)
	@exec .venv/bin/python -m bench --scale $(or $(SCALE),province) $(BARS) $(if $(KEEP),--keep $(KEEP)) $(WRITE)

# make chaos [SHORT=--short] [MINUTES=10] [WRITE=--write]: break the portal in every known way, and report what was lost
chaos: $(DEV)
	@exec .venv/bin/python -m chaos $(SHORT) $(if $(MINUTES),--minutes $(MINUTES)) $(WRITE) $(ARGS)

# make load [MINUTES=10]: 180 people of 18 funds at work at once, on both databases
load: $(DEV)
	@exec .venv/bin/python -m chaos --only load --minutes $(or $(MINUTES),10) $(ARGS)
