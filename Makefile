# The commands of this project; `make help` lists them. Python >= 3.11 and make are all a machine needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test fuzz torture tinydb-suite tinydb-sources keys snapshots run check format lint types contracts wheel bench pictures cast practices words clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml constraints.txt
	@echo "making $(VENV) (once, about half a minute) ..."
	@$(PYTHON) -c 'import sys; sys.exit("intake needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

demo: $(READY) ## the whole way, new to verify, on a sample client
	@$(BIN)/intake demo --to demo-out

test: $(READY) ## run the tests, as many at once as there are processors
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

fuzz: $(READY) ## feed the readers of files and conditions with random input, for about ten minutes
	@INTAKE_TEST_PROFILE=fuzz INTAKE_FUZZ_ROUNDS=40000 $(BIN)/python -m pytest -m fuzz

torture: $(READY) ## kill, tear, fill the disk, cut the power at every call that changes something, for about half an hour
	@INTAKE_TORTURE_STRIDE=1 INTAKE_TORTURE_KILLS=1000 $(BIN)/python -m pytest --numprocesses 2 --dist worksteal tests/torture tests/store/test_crashes.py

tinydb-suite: tinydb-sources ## run TinyDB's own tests on our storage
	@$(BIN)/python -m pytest tests/store/test_tinydb_suite.py

tinydb-sources: $(READY) ## fetch TinyDB's own tests (they are in its sources only)
	@version=$$($(BIN)/python -c 'from importlib.metadata import version; print(version("tinydb"))'); \
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary tinydb --dest .tinydb-suite "tinydb==$$version" && \
	tar -xzf ".tinydb-suite/tinydb-$$version.tar.gz" -C .tinydb-suite

snapshots: $(READY) ## write the text grids of the screens anew, where a screen was changed on purpose
	@INTAKE_SNAPSHOTS=renew $(BIN)/python -m pytest tests/tui/test_snapshots.py

keys: $(READY) ## type ten thousand keys at random gaps into a real terminal; some minutes
	@INTAKE_KEYS=10000 $(BIN)/python -m pytest tests/journeys/test_typing.py

attack: $(READY) ## every byte and every bit of a signed file changed, and 200 honest files; half an hour
	@INTAKE_ATTACK_ALL=1 INTAKE_ATTACK_FILES=200 $(BIN)/python -m pytest -s tests/signing/test_attacks.py tests/signing/test_countersigned_attacks.py tests/signing/test_later_revision_attacks.py

run: $(READY) ## open the desk
	@$(BIN)/intake

format: $(READY)
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --diff . ; exit 1; }

lint: $(READY)
	@$(BIN)/ruff check --quiet .

types: $(READY)
	@$(BIN)/mypy

contracts: $(READY)
	@$(BIN)/lint-imports --no-logo > $(VENV)/contracts.log || { cat $(VENV)/contracts.log; exit 1; }

wheel: $(READY) ## build the wheel, install it with the example plugin in a fresh environment, use both
	@.ci/wheel

check: format lint types contracts wheel test ## all that has to hold before a change lands

bench: $(READY) ## run the benchmarks
	@for each in benchmarks/*.py benchmarks/screening/compare.py; do echo "== $$each"; $(BIN)/python $$each || exit 1; done

pictures: $(READY) ## draw the pictures of the screens anew
	@$(BIN)/python docs/make_pictures.py

cast: $(READY) ## record the practice run on a terminal anew
	@$(BIN)/python docs/make_cast.py

words: $(READY) ## bring the catalogues of words up to date; lists what is to be translated
	@$(BIN)/python docs/words.py

practices: $(READY) ## count what carries each practice; fails on a gap
	@$(BIN)/python docs/practices.py

clean: ## remove what the commands above made
	rm -rf $(VENV) .tinydb-suite demo-out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
