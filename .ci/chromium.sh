#!/bin/sh
# Sees to the browser that tests/browser/ drives: Debian's chromium, installed where it is missing and
# this is root on a Debian machine. Elsewhere one line says what is missing, and those tests fail.
# CHROMIUM=/path/to/chromium names another one.
set -eu
say() { printf '%s\n' "dateline: $*" >&2; }

for candidate in ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
    if command -v "$candidate" >/dev/null 2>&1; then exit 0; fi
done
if [ -n "${CHROMIUM:-}" ]; then
    say "there is no browser at CHROMIUM=$CHROMIUM; the tests of tests/browser/ will fail"
elif ! command -v apt-get >/dev/null 2>&1; then
    say "no chromium, and no apt-get to install it with: the tests of tests/browser/ will fail; name a browser in CHROMIUM"
elif [ "$(id -u)" != 0 ]; then
    say "no chromium, and only root can install it (apt-get install chromium): the tests of tests/browser/ will fail"
else
    say "installing chromium for the tests of tests/browser/"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install --yes --no-install-recommends chromium; } >/dev/null 2>&1 ||
        say "chromium could not be installed (apt-get install chromium says why): the tests of tests/browser/ will fail"
fi
