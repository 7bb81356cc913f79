#!/usr/bin/env bash
# Make an empty .venv with Python 3.13 and a pinned uv in it.
set -euo pipefail

fail() {
  printf '%s Install Python 3.13 and run this again.\n' "$1" >&2
  exit 1
}

# Print the first Python that is at least 3.$1.
find_python() {
  local python
  for python in python3.13 "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.13.*/bin/python python3 python; do
    "$python" -c "import sys; sys.exit(sys.version_info < (3, $1))" 2>/dev/null || continue
    printf '%s\n' "$python"
    return
  done
  return 1
}

# Make a venv with the Python $1 in the folder $2 and put uv into it, by hash.
make_with_pip() {
  "$1" -c 'import ensurepip' 2>/dev/null || tools/apt.sh python3-venv
  "$1" -m venv --clear "$2"
  "$2/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
}

# Use the older Python $1 to get uv, which brings a Python 3.13 of its own.
make_with_uv() {
  boot=$(mktemp -d)
  trap 'rm -rf "$boot"' EXIT
  make_with_pip "$1" "$boot"
  "$boot/bin/uv" venv -q --clear --no-project --python 3.13 .venv || fail "uv could not fetch it."
  "$boot/bin/uv" pip install -q --python .venv --require-hashes -r requirements/uv.txt
}

main() {
  local python
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  if python=$(find_python 13); then
    make_with_pip "$python" .venv
  elif python=$(find_python 8); then
    echo "No Python 3.13 found: uv fetches one."
    make_with_uv "$python"
  else
    fail "No Python found."
  fi
}

main "$@"
