#!/usr/bin/env bash
# Install one lock and the project into .venv: tools/setup.sh [run|test|check].
# Does nothing when nothing changed; a larger set that is already there is kept.
set -euo pipefail

readonly STAMP=.venv/.installed CATALOGUES=src/mealtracker/locale

# Tell whether .venv runs, and was made for this folder.
is_usable() {
  .venv/bin/uv --version >/dev/null 2>&1 && .venv/bin/python -c '' 2>/dev/null \
    && grep -qsF "$(pwd -P)/.venv" .venv/bin/activate
}

# Print the set to install: $1, or the larger one that is already there.
chosen_set() {
  local there
  there=$(cut -d ' ' -f 1 "$STAMP" 2>/dev/null || true)
  case "$there $1" in
    *check*) echo check ;;
    *test*) echo test ;;
    *) echo run ;;
  esac
}

# Print a number that changes with everything that decides what is installed.
fingerprint() {
  find pyproject.toml .python-version requirements tools/setup.sh src \
    -type f \( -not -path 'src/*' -o -name '*.po' \) -exec cksum {} + | sort | cksum
}

install_set() {
  printf 'Installing what "%s" needs …\n' "$1"
  .venv/bin/uv pip sync -q --python .venv --require-hashes requirements/uv.txt "requirements/$1.txt"
  .venv/bin/uv pip install -q --python .venv --no-deps --no-build-isolation -e .
  .venv/bin/pybabel -q compile -d "$CATALOGUES"
}

main() {
  local set wanted
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  set=$(chosen_set "${1:-run}")
  wanted="$set $(fingerprint)"
  is_usable || tools/venv.sh
  [[ $(cat "$STAMP" 2>/dev/null) != "$wanted" ]] || return 0
  echo "$set" >"$STAMP"
  install_set "$set"
  echo "$wanted" >"$STAMP"
}

main "$@"
