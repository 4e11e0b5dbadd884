#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# bench/start_from_nothing.sh ROOT: how long `./start` takes on a bare machine, phase by phase.
#
# ROOT is a folder with a fresh Debian 12 (debootstrap --variant=minbase bookworm ROOT), to which
# only git is added. This repository is cloned into it and `./start --check --no-browser` is run
# there, twice: from nothing, and again with everything in place. Needs root. The last lines are the
# table for bench/results.md. ROOT is left as it is afterwards: look, then remove it yourself.
set -eu

[ $# -eq 1 ] && [ -d "$1/etc" ] || { echo "Usage: bench/start_from_nothing.sh ROOT" >&2; exit 2; }
[ "$(id -u)" -eq 0 ] || { echo "This needs root, to enter the other Debian." >&2; exit 2; }
# In a mount namespace of its own: whatever happens here, no mount is left behind.
[ -n "${IN_OWN_NAMESPACE-}" ] || IN_OWN_NAMESPACE=yes exec unshare --mount "$0" "$@"
ROOT=$(cd "$1" && pwd)
REPOSITORY=$(cd "$(dirname "$0")/.." && pwd)
LOG="$ROOT/start.log"

milliseconds() { echo $(($(date +%s%N) / 1000000)); }
# Two cores, as for every other figure here.
inside() {
  taskset -c 0,1 chroot "$ROOT" /usr/bin/env -i HOME=/root TERM=dumb LANG=C.UTF-8 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

for place in proc sys dev; do mount --bind "/$place" "$ROOT/$place"; done
cp /etc/resolv.conf "$ROOT/etc/resolv.conf"
# A machine behind a proxy has certificates of its own, put in by its administrator.
mkdir -p "$ROOT/usr/local/share/ca-certificates"
cp /usr/local/share/ca-certificates/*.crt "$ROOT/usr/local/share/ca-certificates/" 2>/dev/null || true

inside sh -c 'command -v git >/dev/null || { apt-get update && apt-get install -y --no-install-recommends git; }' \
  >"$LOG" 2>&1
rm -rf "$ROOT/opt/manumit" "$ROOT/opt/manumit.git"
git clone -q --bare "$REPOSITORY" "$ROOT/opt/manumit.git"

run_start() {
  begin=$(milliseconds)
  inside sh -c 'cd /opt/manumit && ./start --check --no-browser' >"$ROOT/$1.log" 2>&1 || {
    cat "$ROOT/$1.log"
    echo "./start failed; its logs are in $ROOT/opt/manumit/build/logs" >&2
    exit 1
  }
  taken=$(($(milliseconds) - begin))
}

begin=$(milliseconds)
inside git clone -q /opt/manumit.git /opt/manumit
clone=$(($(milliseconds) - begin))
run_start first
first=$taken
run_start second
second=$taken

seconds() { awk -v ms="$1" 'BEGIN { printf "%.1f s", ms / 1000 }'; }
cat "$ROOT/first.log"
echo
echo "| phase | time |"
echo "|---|---|"
echo "| git clone, from a local copy | $(seconds "$clone") |"
# The phases as ./start itself tells them: "Building the program: done in 3 min 12 s".
sed -n 's/^\(.*\): done in \(.*\)$/| \1 | \2 |/p' "$ROOT/first.log"
echo "| ./start from nothing until the log-in page answers | $(seconds "$first") |"
echo "| ./start the second time | $(seconds "$second") |"
