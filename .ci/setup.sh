#!/bin/sh
# Makes .venv in the repository root from the lock. Nothing else is touched, and root is not needed.
#
#   .ci/setup.sh run     what `dateline` needs, and `dateline` itself (editable)
#   .ci/setup.sh dev     the same, and the tools of `make test`
#
# A stamp in .venv names the lock it was made from, so the second time costs nothing.
# PYTHON=/path/to/python3.12 chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
case $kind in
run) lock=requirements.lock ;;
dev) lock=requirements-dev.lock ;;
*) echo "usage: .ci/setup.sh run|dev" >&2; exit 2 ;;
esac

say() { printf '%s\n' "dateline: $*" >&2; }

# Prints "ok", "old X.Y", "new X.Y" or "novenv X.Y"; nothing where the interpreter does not run.
judge() {
    "$1" -c '
import sys
v = sys.version_info[:2]
if v < (3, 10): word = "old"
elif v > (3, 14): word = "new"
else:
    try:
        import ensurepip, venv
        word = "ok"
    except ImportError:
        word = "novenv"
print(word, "%d.%d" % v)' 2>/dev/null || true
}

choose_python() {
    seen=
    novenv=
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python3.10}; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        verdict=$(judge "$candidate")
        case $verdict in
        ok*) python=$candidate; version=${verdict#ok }; return 0 ;;
        novenv*) novenv=${novenv:-${verdict#novenv }} ;;
        old*|new*) seen="$seen $candidate ${verdict#* }," ;;
        esac
    done
    if [ -n "$novenv" ]; then
        say "Python $novenv has no venv module; on Debian or Ubuntu: apt-get install python3-venv, then run make again"
    elif [ -n "$seen" ]; then
        say "needs Python 3.10 to 3.14, found${seen%,}; install one, or name it: make demo PYTHON=/path/to/python3.12"
    else
        say "needs Python 3.10 to 3.14, found none${PYTHON:+ at $PYTHON}; on Debian or Ubuntu: apt-get install python3 python3-venv"
    fi
    return 1
}

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
    choose_python || exit 1
    # A folder that an interpreter's upgrade has broken, or half a one from an interrupted run.
    if [ -e .venv ]; then rm -rf .venv; fi
    say "making .venv with Python $version and installing from $lock (once; about a minute)"
    "$python" -m venv .venv
fi

stamp=$(cat "$lock" pyproject.toml .ci/setup.sh | cksum)
marker=.venv/installed-$kind
if [ "$(cat "$marker" 2>/dev/null || true)" = "$stamp" ]; then exit 0; fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"; }
say "installing from $lock"
# Wheels only: nothing is compiled, nothing outside the lock is run.
pip install -qq --require-hashes --only-binary :all: -r "$lock" || {
    say "nothing was installed: see pip's error above (it needs a package index that it can reach)"
    exit 1
}
pip install -qq --no-deps --no-build-isolation --editable .
printf '%s\n' "$stamp" >"$marker"
if [ "$kind" = dev ]; then
    # The development lock holds everything that the other one does.
    cat requirements.lock pyproject.toml .ci/setup.sh | cksum >.venv/installed-run
fi
