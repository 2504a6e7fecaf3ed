#!/usr/bin/env bash
# Hashes records in memory of the sidecar. A shell can't map it, but reads and writes it as a file: nothing but small
# requests crosses the socket.
#
#   ./segment.sh "$(npx outrigger sockname)"
#
# A segment lives as long as its connection: nc is kept running beside.
set -euo pipefail

coproc nc -N -U "$1"
exec {to}>&"${COPROC[1]}" {from}<&"${COPROC[0]}"

call() { # method, params; the reply is in $reply
  printf '{"jsonrpc":"2.0","id":1,"method":"%s","params":%s}\n' "$1" "$2" >&"$to"
  IFS= read -r reply <&"$from"
  [[ $reply != *'"error"'* ]] || { echo "$reply" >&2; exit 1; }
}
field() { # of $reply
  sed -n 's/.*"'"$1"'":"\{0,1\}\([^",}]*\).*/\1/p' <<<"$reply"
}

call segment/open '{"bytes":960000}'
segment=$(field segment)
path=$(field path)

# notrunc: the size of the memory is sealed, and a shell's own `>` would try to change it
printf 'record %-56d\n' {1..10000} | dd of="$path" bs=64K iflag=fullblock conv=notrunc status=none
data='{"segment":"'$segment'","offset":0,"length":640000}'
into='{"segment":"'$segment'","offset":640000,"length":320000}'
call hash/records '{"algorithm":"sha256","data":'"$data"',"into":'"$into"'}'

digest() { # of record $1, counted from 0
  od -An -v -tx1 -j $((640000 + $1 * 32)) -N 32 "$path" | tr -d ' \n'
}
printf '%d digests, the first is %s\n' "$(field count)" "$(digest 0)"

for record in 0 4711 9999; do
  expected=$(sed -n "$((record + 1)){p;q}" "$path" | sha256sum)
  [ "$(digest "$record")" = "${expected%% *}" ] || { echo "digest $record is wrong" >&2; exit 1; }
done
