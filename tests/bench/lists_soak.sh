#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Mailing lists at 1,000,000 messages: processor time for each of them as a multiple of what it is at
# 10,000, memory, and what a query, the measures and 100 messages more take then. Needs 10 GB of room.
# script/soak lists runs it.
#
#	SOAK_MESSAGES=1000000
set -u
[ -f build-bench/build.ninja ] || meson setup build-bench --buildtype=release -Dtests=false >/dev/null || exit 1
ninja -C build-bench src/convene tests/bench/corpus >/dev/null || exit 1
convene=$PWD/build-bench/src/convene
n=${SOAK_MESSAGES:-1000000} few=10000
work=$(mktemp -d) failures=0
trap 'kill "${server:-}" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

# NAME VALUE LIMIT
limit() {
	local verdict=ok
	awk -v v="$2" -v l="$3" 'BEGIN { exit !(v <= l) }' || { verdict="NOT REACHED"; failures=$((failures + 1)); }
	printf '%-60s %12s  (at most %s) %s\n' "$1" "$2" "$3" "$verdict"
}
timed() {
	/usr/bin/env bash -c 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>&1' - "$@" 2>&1 |
		awk '{ printf "%.3f %.3f", $1, $2 + $3 }'
}
import() { # DATABASE MBOX
	"$convene" --db "sqlite:$1" init >/dev/null && "$convene" --db "sqlite:$1" list add list || exit 1
	timed "$convene" --db "sqlite:$1" list import list "$2"
}

# Shares of one file, so that the messages are the same kind.
build-bench/tests/bench/corpus $few >"$work/few.mbox"
: >"$work/cpu"
for _ in 1 2 3 4 5; do
	rm -f "$work"/few.db*
	import "$work/few.db" "$work/few.mbox" >>"$work/cpu"
	echo >>"$work/cpu"
done
few_cpu=$(awk '{ print $2 }' "$work/cpu" | sort -g | sed -n 3p)
build-bench/tests/bench/corpus "$n" >"$work/many.mbox"
(while :; do
	read -rt 1 <> <(:)
	for pid in $(pgrep -f "list import list $work/many.mbox"); do # what measures it is among them
		awk '/RssAnon/ { print $2 }' "/proc/$pid/status" 2>/dev/null
	done
done) >"$work/memory" &
watcher=$!
read -r wall cpu <<<"$(import "$work/many.db" "$work/many.mbox")"
kill $watcher
echo "$n messages: $wall s, $cpu s of processor time; database $(stat -c %s "$work/many.db") of $(stat -c %s "$work/many.mbox") bytes"
limit "processor time for a message, times that at $few" \
	"$(awk -v a="$cpu" -v n="$n" -v b="$few_cpu" -v f=$few 'BEGIN { printf "%.3f", (a / n) / (b / f) }')" 2.2
limit "anonymous memory of the import, MB" "$(($(sort -n "$work/memory" | tail -1) / 1024))" 300
build-bench/tests/bench/corpus $((n + 100)) | tail -c +$(($(stat -c %s "$work/many.mbox") + 1)) >"$work/more.mbox"
sync
read -r wall _ <<<"$(timed "$convene" --db "sqlite:$work/many.db" list import list "$work/more.mbox")"
limit "100 messages more, seconds" "$wall" 1
"$convene" serve --db "sqlite:$work/many.db" --listen 127.0.0.1:0 >"$work/serve.log" &
server=$!
until address=$(sed -n 's/^listening on //p' "$work/serve.log") && [ -n "$address" ]; do :; done
page_ms() { curl -s -o /dev/null -w '%{time_total}\n' "${address%/}$1" | awk '{ print $1 * 1000 }'; }
echo "figures of a year: $(page_ms '/lists/list/figures?from=2005-01-01&to=2006-01-01') ms; a rare word: $(page_ms '/search?in=mail&q=totchous') ms;" \
	"the commonest: $(page_ms '/search?in=mail&q=nound') ms; a month: $(page_ms /lists/list/2005-03) ms"
[ "$failures" -eq 0 ] && echo "every figure reaches its floor"
exit $((failures > 0))
