# shellcheck shell=bash
# What the commands share: what must be installed, and a build that is up to date. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${program:=${0##*/}}"

# File names are in many languages, whatever the machine's locale.
export LC_ALL=C.UTF-8

# usage_error MESSAGE
usage_error() {
  printf '%s: %s\nSee %s --help\n' "$program" "$1" "$program" >&2
  exit 2
}

# fail MESSAGE
fail() {
  echo "$program: $1" >&2
  exit 1
}

# sum_of FILE: its SHA-256.
sum_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

# need_tools TOOLS…
need_tools() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || {
      echo "$program: $tool is missing; needed: $* (see CONTRIBUTING.md)" >&2
      exit 2
    }
  done
}

# newer MARK PATHS…: whether the file MARK is missing, or older than something in PATHS.
newer() {
  [[ ! -f $1 || -n $(find "${@:2}" -newer "$1" -print -quit) ]]
}

# build MARK ARGUMENTS…: has Maven build, and touches MARK. A command's stdout stays its own.
build() {
  echo "$program: building; the first time this downloads what it needs and takes some minutes" >&2
  (cd "$root" && mvn -B -ntp -q -DskipTests "${@:2}") >&2 || fail 'the build failed'
  touch "$1"
}
