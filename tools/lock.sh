#!/usr/bin/env bash
# Pin every dependency by version and hash; tools/lock.sh --upgrade takes the newest ones.
set -euo pipefail

# Pin $1.in into $1.txt; what follows are further inputs and options.
pin() {
  .venv/bin/uv pip compile -q --universal --python-version 3.13 --generate-hashes --no-header \
    "requirements/$1.in" --output-file "requirements/$1.txt" "${@:2}"
}

main() {
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  pin uv "$@"
  pin run pyproject.toml "$@"
  # Each set keeps the versions of the smaller one.
  pin test pyproject.toml --constraints requirements/run.txt "$@"
  pin check pyproject.toml --constraints requirements/test.txt "$@"
}

main "$@"
