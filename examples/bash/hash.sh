#!/usr/bin/env bash
# Hashes records with one line through nc: the bytes travel in the request, as base64.
#
#   ./hash.sh "$(npx outrigger sockname)"
#
# -N (netcat-openbsd) says that no more requests come; the sidecar answers what it has and closes.
set -euo pipefail
socket=$1

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
printf 'record %-56d\n' {1..10000} >"$scratch/records"

{
  printf '{"jsonrpc":"2.0","id":1,"method":"hash/records","params":{"algorithm":"sha256","data":{"base64":"'
  base64 -w0 "$scratch/records"
  printf '"}}}\n'
} | nc -N -U "$socket" >"$scratch/reply"

sed -n 's/.*"base64":"\([^"]*\)".*/\1/p' "$scratch/reply" | base64 -d >"$scratch/digests"
digest() { # of record $1, counted from 0
  od -An -v -tx1 -j $(($1 * 32)) -N 32 "$scratch/digests" | tr -d ' \n'
}
printf '%d digests, the first is %s\n' "$(($(wc -c <"$scratch/digests") / 32))" "$(digest 0)"

for record in 0 4711 9999; do
  expected=$(sed -n "$((record + 1))p" "$scratch/records" | sha256sum)
  [ "$(digest "$record")" = "${expected%% *}" ] || { echo "digest $record is wrong" >&2; exit 1; }
done
