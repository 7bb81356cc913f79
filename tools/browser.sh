#!/usr/bin/env bash
# See to a Chromium and a font for the browser tests.
set -euo pipefail

main() {
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  if ! command -v chromium >/dev/null; then
    # Fails where it cannot install; the tests then say what they did without.
    tools/apt.sh chromium fonts-liberation || echo "The browser tests need chromium on the PATH." >&2
  fi
}

main "$@"
