#!/usr/bin/env bash
# Run every check to the end, then say which failed.
set -euo pipefail

FAILED=()

# Run the check called $1; what it says is shown only when it fails.
check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    printf '  ok      %s\n' "$name"
  else
    printf '  FAILED  %s\n%s\n' "$name" "$output"
    FAILED+=("$name")
  fi
}

shell_files() {
  git ls-files -z --cached --others --exclude-standard -- '*.sh' .ci/run | xargs -0 "$@"
}

main() {
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  PATH="$PWD/.venv/bin:$PATH"
  check Black black --check --diff -q .
  check isort isort --check --diff -q .
  check ruff ruff check -q .
  check Flake8 flake8
  check mypy mypy
  check import-linter lint-imports
  check vendor python tools/vendor.py --check
  check bandit bandit -q -c pyproject.toml -r src
  check gitleaks gitleaks git --no-banner --redact .
  check shellcheck shell_files shellcheck
  check shfmt shell_files shfmt -d
  check hadolint hadolint Dockerfile
  if [[ ${#FAILED[@]} -gt 0 ]]; then
    printf '\nFailed: %s\n' "${FAILED[*]}"
    exit 1
  fi
}

main "$@"
