# SPDX-License-Identifier: Apache-2.0
# Shell functions shared by ./start, ./test and tools/setup. POSIX sh; sourced, not run.

# Where the steps keep their logs; set by whoever sources this file.
: "${LOGS:=build/logs}"

say() { printf '%s\n' "$*"; }

die() {
  printf '\n%s\n' "$1" >&2
  [ -n "${2-}" ] && printf '%s\n' "$2" >&2
  exit 1
}

now() { date +%s; }

# "4 min 12 s"
in_words() {
  if [ "$1" -ge 60 ]; then printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); else printf '%d s' "$1"; fi
}

# The last thing that a log says of its progress, short enough for one line of a terminal.
last_word() { tail -n 1 "$1" 2>/dev/null | tr -d '\r\033' | cut -c1-56; }

# step NAME TITLE NEXT COMMAND…: runs the command with its output in a log, shows how long it takes,
# and on failure prints the end of the log and what to do next.
step() {
  step_log="$LOGS/$1.log" step_title="$2" step_next="$3"
  shift 3
  mkdir -p "$LOGS"
  step_begin=$(now)
  if [ ! -t 1 ]; then printf '%s …\n' "$step_title"; fi
  "$@" >"$step_log" 2>&1 </dev/null &
  step_pid=$!
  # Without a terminal there is nobody to amuse; with one, a second without news feels long.
  while [ -t 1 ] && kill -0 "$step_pid" 2>/dev/null; do
    printf '\r\033[K%s … %s  %s' "$step_title" "$(in_words $(($(now) - step_begin)))" \
      "$(last_word "$step_log")"
    sleep 0.3
  done
  step_status=0
  wait "$step_pid" || step_status=$?
  [ -t 1 ] && printf '\r\033[K'
  if [ "$step_status" -ne 0 ]; then
    say "$step_title: failed. The end of $step_log:"
    tail -n 25 "$step_log" | sed 's/^/    /'
    die "What to do: $step_next"
  fi
  say "$step_title: done in $(in_words $(($(now) - step_begin)))"
}
