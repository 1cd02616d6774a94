#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The page on which criteria are tried out, of 200 coalitions, each with a list of 5,000 messages in twelve years
# and 100 pieces of evidence: the first time after the data has changed, and when a threshold is moved
# then. script/bench assess runs it; takes two minutes.
#
#	BENCH_COALITIONS=200 BENCH_MESSAGES=5000
set -u
[ -f build-bench/build.ninja ] || meson setup build-bench --buildtype=release -Dtests=false >/dev/null || exit 1
ninja -C build-bench src/convene tests/bench/corpus >/dev/null || exit 1
convene=$PWD/build-bench/src/convene
n=${BENCH_COALITIONS:-200} messages=${BENCH_MESSAGES:-5000}
work=$(mktemp -d) failures=0
trap 'kill "${server:-}" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
run() { "$convene" --db "sqlite:$work/a.db" "$@"; }

build-bench/tests/bench/corpus "$messages" >"$work/list.mbox"
run init
{
	echo slug,type,name,state,since
	for i in $(seq "$n"); do echo "g$i,coalition,Coalition $i,active,2000-01-01"; done
} >"$work/groups.csv"
run group import "$work/groups.csv" >/dev/null
for i in $(seq "$n"); do
	run list add "l$i" --group "g$i"
	run list import "l$i" "$work/list.mbox" >/dev/null
	awk -v seed="$i" 'BEGIN { srand(seed); print "kind,day,title"; split("call call call paper event input", kind, " ")
		for (i = 0; i < 100; i++) printf "%s,%04d-%02d-%02d,Piece %d\n", kind[1 + int(rand() * 6)],
			2002 + int(rand() * 10), 1 + int(rand() * 12), 1 + int(rand() * 28), i }' >"$work/e.csv"
	run evidence import "g$i" "$work/e.csv" >/dev/null
done
run assess add slot demo/criteria/slot-2.txt --reason bench >/dev/null
run serve --listen 127.0.0.1:0 >"$work/serve.log" &
server=$!
until address=$(sed -n 's/^listening on \(.*\)\/$/\1/p' "$work/serve.log") && [ -n "$address" ]; do :; done
ask() { # N: one connection, so that one thread answers all of them; milliseconds of each
	local urls=()
	for i in $(seq "$1"); do urls+=(-o /dev/null "$address/assessment/slot/1?on=2012-05-01&t=calls:$i"); done
	curl -s -w '%{time_total}\n' "${urls[@]}" | awk '{ printf "%.1f\n", $1 * 1000 }'
}
ask 41 >"$work/times"
first=$(head -1 "$work/times")
p99=$(tail -n +2 "$work/times" | sort -g | tail -1)
p50=$(tail -n +2 "$work/times" | sort -g | sed -n 20p)
limit() { # NAME VALUE
	local verdict=ok
	awk -v v="$2" 'BEGIN { exit !(v < 50) }' || { verdict="NOT REACHED"; failures=$((failures + 1)); }
	printf '%-60s %8s ms  (below 50) %s\n' "$1" "$2" "$verdict"
}
echo "$n coalitions, $((n * messages)) messages in lists, $((n * 100)) pieces"
limit "a threshold is moved: half of the times" "$p50"
limit "... the slowest of 40" "$p99"
limit "the first time after the data has changed" "$first"
[ "$failures" -eq 0 ]
