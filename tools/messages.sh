#!/usr/bin/env bash
# Bring the catalogues up to date with the words of the code: tools/messages.sh [LOCALE].
# What is new waits there for its translation; what is gone is dropped. A new LOCALE begins empty.
set -euo pipefail

readonly CATALOGUES=src/mealtracker/locale
# What the code calls with words for people, beside gettext and ngettext.
readonly KEYWORDS=(-k say -k 'say_many:1,2' -k lazy_gettext)
# The first comment of a new catalogue; whoever reads one through says so there instead.
readonly COMMENT='# Translations template for PROJECT.
# Machine translated, reviewed by nobody yet.
#'

# Write all words of the code into the template $1, in an order that moving code does not change.
extract() {
  .venv/bin/pybabel -q extract -F babel.cfg "${KEYWORDS[@]}" --no-wrap --sort-output \
    --add-location=file --header-comment="$COMMENT" --project='Meal Expense Tracker' \
    --msgid-bugs-address='the issues of this project' --last-translator='a machine' \
    --version="$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)" -o "$1" .
}

main() {
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  TEMPLATE=$(mktemp)
  trap 'rm -f "$TEMPLATE"' EXIT
  extract "$TEMPLATE"
  .venv/bin/pybabel -q update -i "$TEMPLATE" -d "$CATALOGUES" ${1:+-l "$1" --init-missing} \
    --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
  .venv/bin/pybabel -q compile -d "$CATALOGUES"
}

main "$@"
