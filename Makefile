# `make demo` shows what Dateline does, `make desk` in a browser, `make test` proves it. Neither needs root.
# PYTHON=/path/to/python3.12 chooses the interpreter.

ifeq ($(wildcard pyproject.toml),)
$(error run make in the root of the repository: make -C PATH/TO/dateline demo)
endif

BIN := .venv/bin

.PHONY: help demo desk test check bench lock wheel readme pictures clean

help:
	@echo "make demo    set up .venv from the lock, read the pages in examples/, print the rows"
	@echo "make desk    the same pages in a desk, which it shows in a browser"
	@echo "make test    the same setup, then linters, types, the direction of imports, all tests and gates"
	@echo "make check   only the linters, types and the direction of imports"
	@echo "make bench   every benchmark in full, on the data in ../shared or DATELINE_SHARED"
	@echo "make lock    write the lock files anew from pyproject.toml (UPGRADE=1: newest versions)"
	@echo "make wheel   build dist/*.whl"
	@echo "make readme  write the README's demonstration anew"
	@echo "make pictures  take the pictures of the README and the tour anew (needs chromium)"

demo:
	@sh .ci/setup.sh run
	@$(BIN)/dateline read examples/

desk:
	@sh .ci/setup.sh run
	@mkdir -p build
	@$(BIN)/dateline add examples/ --desk build/example.duckdb
	@$(BIN)/dateline serve --desk build/example.duckdb

# The tests of a file go to one process, so that they share what is dear to make; what measures time comes
# last, and alone. Mathematics in one thread each: two processes with two threads on two cores wait for each other.
test: check
	OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -m "not alone" -n logical --maxprocesses 4 --dist loadgroup --no-loadscope-reorder
	$(BIN)/pytest -m alone

check:
	@sh .ci/setup.sh dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench:
	@sh .ci/setup.sh dev
	$(BIN)/python -m benchmarks

lock:
	@sh .ci/lock.sh

wheel:
	@sh .ci/setup.sh run
	$(BIN)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

readme:
	@sh .ci/setup.sh run
	$(BIN)/python docs/render_readme.py

pictures:
	@sh .ci/setup.sh dev
	$(BIN)/python docs/render_pictures.py

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
