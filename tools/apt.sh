#!/usr/bin/env bash
# Install Debian packages, or say that they are needed: tools/apt.sh PACKAGE...
set -euo pipefail

main() {
  if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    printf 'Something is missing here. On Debian: sudo apt-get install %s\n' "$*" >&2
    exit 1
  fi
  printf 'Installing %s …\n' "$*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq -o Acquire::Retries=3
  apt-get install -y -qq --no-install-recommends -o Acquire::Retries=3 "$@" >/dev/null
}

main "$@"
