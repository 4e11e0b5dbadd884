#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
#   tools/names/learn.sh FOLDER [BUILD]
#
# Makes the spelling tables of definitions/names anew, byte for byte the same from the same files.
# FOLDER holds translit_russian.csv.gz, _arabic, _korean and _chinese: names in two scripts, mined
# from Wikidata (NETransliteration-COLING2018, MIT), with the columns split, latin, native, count.
# BUILD is a build folder (build/release). Takes some minutes.
set -eu
[ $# -ge 1 ] || { sed -n '3,9s/^# \{0,1\}//p' "$0"; exit 2; }
folder=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${2:-$root/build/release}
names=$root/definitions/names
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ninja -C "$build" learn_spellings learn_words
for language in russian arabic korean chinese; do
  gzip -dc "$folder/translit_$language.csv.gz" > "$work/$language.csv"
done
learn() { # SCRIPT LANGUAGE…
  script=$1; shift
  files=; for language in "$@"; do files="$files $work/$language.csv"; done
  # shellcheck disable=SC2086 # The files are words of their own.
  "$build/tools/names/learn_spellings" "$script" "$names/letters.csv" $files > "$work/table"
  mv "$work/table" "$names/spelling_$script.txt"
}
learn cyrillic russian
learn arabic arabic
learn hangul korean
learn han chinese
learn latin russian arabic
all="$work/russian.csv $work/arabic.csv $work/korean.csv $work/chinese.csv"
# shellcheck disable=SC2086
"$build/tools/names/learn_words" letters $all > "$work/table" && mv "$work/table" "$names/latin_letters.txt"
# shellcheck disable=SC2086
"$build/tools/names/learn_words" shares $all > "$work/table" && mv "$work/table" "$names/word_shares.csv"
