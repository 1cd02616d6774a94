#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Mailing lists: import with threads, people, index and measures against GMime alone, notmuch and mu on the
# same messages in one run; size, queries, memory, pages; and kill -9 at many moments. script/bench lists runs it.
#
#	BENCH_MESSAGES=100000  BENCH_KILLS=50  BENCH_SEED=1
set -u
for tool in notmuch mu wrk; do
	command -v $tool >/dev/null || { echo "script/bench lists needs $tool" >&2; exit 1; }
done
[ -f build-bench/build.ninja ] || meson setup build-bench --buildtype=release -Dtests=false >/dev/null || exit 1
ninja -C build-bench src/convene tests/bench/corpus tests/bench/gmime_rate >/dev/null || exit 1

convene=$PWD/build-bench/src/convene
n=${BENCH_MESSAGES:-100000} kills=${BENCH_KILLS:-50} seed=${BENCH_SEED:-1}
work=$(mktemp -d) failures=0
trap 'kill "${server:-}" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
export HOME=$work

# NAME VALUE OP LIMIT
floor() {
	local verdict=ok
	awk -v v="$2" -v l="$4" -v o="$3" 'BEGIN { exit !(o == ">=" ? v >= l : v <= l) }' ||
		{ verdict="NOT REACHED"; failures=$((failures + 1)); }
	printf '%-66s %12s  (floor %s %s) %s\n' "$1" "$2" "$3" "$4" "$verdict"
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'; }
# Wall and processor seconds of a command, children with it, and its peak anonymous memory.
timed() {
	/usr/bin/env bash -c 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>&1' - "$@" 2>&1 |
		awk '{ printf "%.3f %.3f", $1, $2 + $3 }'
}

build-bench/tests/bench/corpus "$n" >"$work/corpus.mbox"
bytes=$(stat -c %s "$work/corpus.mbox")
echo "$n messages, $bytes bytes"

# By turns: machines are not always equally fast.
db=sqlite:$work/lists.db
middle() { sort -g | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
sync
for _ in 1 2 3; do
	build-bench/tests/bench/gmime_rate "$work/corpus.mbox" >>"$work/gmime"
	rm -f "$work"/lists.db*
	"$convene" --db "$db" init >/dev/null && "$convene" --db "$db" list add list || exit 1
	timed "$convene" --db "$db" list import list "$work/corpus.mbox" >>"$work/import"
	echo >>"$work/import"
done
gmime=$(awk '{ print $2 }' "$work/gmime" | middle)
wall=$(awk '{ print $1 }' "$work/import" | middle)
cpu=$(awk '{ print $2 }' "$work/import" | middle)
echo "GMime alone $gmime s; import $wall s, $cpu s of processor time"
floor "import, share of the rate at which GMime alone decodes" "$(ratio "$gmime" "$wall")" '>=' 0.35
floor "database, share of the mbox" "$(ratio "$(stat -c %s "$work/lists.db")" "$bytes")" '<=' 1.15

# ---- search: whole pages, with excerpts ----
serve() { # DATABASE
	"$convene" serve --db "$1" --listen 127.0.0.1:0 >"$work/serve.log" &
	server=$!
	until address=$(sed -n 's/^listening on //p' "$work/serve.log") && [ -n "$address" ]; do :; done
	address=${address%/}
}
unserve() {
	kill "$server"
	wait "$server" 2>/dev/null
	server=
}
ask() { # ORDER <queries >milliseconds
	while IFS= read -r query; do
		curl -s -o "$work/page" -w '%{http_code} %{time_total}\n' -G --data-urlencode "q=$query" \
			-d in=mail -d "order=$1" "$address/search"
	done | awk '$1 != 200 { exit 1 } { print $2 * 1000 }'
}
share() { sort -g | awk -v p="$1" '{ a[NR] = $1 } END { i = int(NR * p); print a[i < 1 ? 1 : i] }'; }

serve "$db"
awk -v seed="$seed" -f tests/bench/queries.awk "$work/corpus.mbox" >"$work/queries"
commonest=$(head -c 20000000 "$work/corpus.mbox" | grep -v '^>' | tr -cs 'a-z' '\n' | awk 'length > 2 { n[$0]++ }
	END { for (w in n) if (n[w] > m) { m = n[w]; b = w } print b }')
for order in newest best; do
	ask $order <"$work/queries" >/dev/null
	ask $order <"$work/queries" >"$work/times"
	floor "$(wc -l <"$work/times") queries (seed $seed), $order first: p50, ms" "$(share 0.5 <"$work/times")" '<=' \
		"$([ $order = newest ] && echo 20 || echo 40)"
	floor "... p99, ms" "$(share 0.99 <"$work/times")" '<=' 250
	floor "the commonest word ($commonest), $order first, ms" "$(ask $order <<<"$commonest" | share 1)" '<=' 400
done
# Windows of any length, wherever they begin; the page computes them each time.
awk -v seed="$seed" 'BEGIN { srand(seed); for (i = 0; i < 100; i++) { y = 2000 + int(rand() * 12); z = y + int(rand() * (13 - y % 100))
	printf "from=%d-%02d-%02d&to=%d-%02d-01\n", y, 1 + int(rand() * 12), 1 + int(rand() * 28), z + 1, 1 + int(rand() * 12) } }' >"$work/windows"
page_ms() { curl -s -o "$work/page" -w '%{http_code} %{time_total}\n' "$address$1" | awk '$1 != 200 { exit 1 } { print $2 * 1000 }'; }
while read -r window; do page_ms "/lists/list/figures?$window"; done <"$work/windows" >"$work/times"
floor "all figures of $(wc -l <"$work/times") windows: p99, ms" "$(share 0.99 <"$work/times")" '<=' 30
read -r size mid < <("$convene" --db "$db" list threads list | cut -f2 | sort | uniq -c | sort -rn | head -1)
thread=$(curl -s -o "$work/page" -w '%{redirect_url}' "$address/mid?id=$mid")
thread=/lists/list/threads/${thread##*/}
page_ms "$thread" >/dev/null
for _ in 1 2 3 4 5 6 7 8 9; do page_ms "$thread"; done >"$work/times"
floor "a page of a thread of $size messages, ms" "$(share 1 <"$work/times")" '<=' 15
unserve

# Pages while it runs, and the memory it takes.
db2=sqlite:$work/second.db
"$convene" --db "$db2" init >/dev/null && "$convene" --db "$db2" list add list
head -c 5000000 "$work/corpus.mbox" >"$work/first.mbox"
"$convene" --db "$db2" list import list "$work/first.mbox" >/dev/null 2>&1
serve "$db2"
"$convene" --db "$db2" list import list "$work/corpus.mbox" >/dev/null 2>&1 &
importer=$!
peak=0
(while kill -0 $importer 2>/dev/null; do
	awk '/RssAnon/ { print $2 }' "/proc/$importer/status" 2>/dev/null
	read -rt 0.2 <> <(:)
done) >"$work/memory" &
wrk -t1 -c4 -d4s --latency "$address/lists" >"$work/wrk"
wait $importer
unserve
peak=$(sort -n "$work/memory" | tail -1)
p99=$(awk '$1 == "99%" { v = $2; if (v ~ /us$/) v = v / 1000; else if (v ~ /[0-9]s$/) v = v * 1000; printf "%.2f", v }' "$work/wrk")
floor "anonymous memory of an import, MB" "$((peak / 1024))" '<=' 300
floor "p99 of a page during an import, ms" "$p99" '<=' 100
rm -f "$work"/second.db*

# The same messages, one a file, as notmuch and mu read them.
mkdir -p "$work/mail/cur" "$work/mail/new" "$work/mail/tmp"
awk -v dir="$work/mail/cur" '/^From a[0-9]+@corpus/ { if (f) close(f); f = dir "/" ++k ":2,S"; next } { print > f }' \
	"$work/corpus.mbox"
cat >"$work/.notmuch-config" <<END
[database]
path=$work/mail
[new]
tags=
END
read -r _ notmuch <<<"$(timed notmuch new --quiet)"
mu init --quiet --maildir="$work/mail" >/dev/null 2>&1
read -r _ mu <<<"$(timed mu index --quiet --nocolor)"
echo "notmuch new $notmuch s, mu index $mu s of processor time"
floor "processor time, notmuch new over ours" "$(ratio "$notmuch" "$cpu")" '>=' 10
floor "processor time, mu index over ours" "$(ratio "$mu" "$cpu")" '>=' 7
rm -rf "$work/mail"

# 100 messages more.
build-bench/tests/bench/corpus $((n + 100)) | tail -c +$((bytes + 1)) >"$work/more.mbox"
sync # what the others wrote
read -r wall _ <<<"$(timed "$convene" --db "$db" list import list "$work/more.mbox")"
floor "100 messages more, seconds" "$wall" '<=' 1

# kill -9: the same dump as a run that nobody disturbed.
if [ "$kills" -gt 0 ]; then
	head -c 40000000 "$work/corpus.mbox" >"$work/part.mbox"
	"$convene" --db "sqlite:$work/empty.db" init >/dev/null
	"$convene" --db "sqlite:$work/empty.db" list add list
	wall=1000
	# The faster of two: a moment behind the end of a run is none of it.
	for _ in 1 2; do
		rm -f "$work"/whole.db*
		cp "$work/empty.db" "$work/whole.db"
		read -r once _ <<<"$(timed "$convene" --db "sqlite:$work/whole.db" list import list "$work/part.mbox")"
		wall=$(awk -v a="$wall" -v b="$once" 'BEGIN { print a < b ? a : b }')
	done
	want=$("$convene" --db "sqlite:$work/whole.db" dump --canonical | md5sum)
	RANDOM=$seed same=0 writing=0
	for _ in $(seq "$kills"); do
		rm -f "$work"/k.db*
		cp "$work/empty.db" "$work/k.db"
		"$convene" --db "sqlite:$work/k.db" list import list "$work/part.mbox" >/dev/null 2>&1 &
		victim=$!
		sleep "$(awk -v w="$wall" -v r=$RANDOM 'BEGIN { print w * r / 32768 }')"
		kill -9 $victim 2>/dev/null
		wait $victim 2>/dev/null
		runs=$("$convene" --db "sqlite:$work/k.db" list runs list)
		case $runs in
		*interrupted*) [ "${runs#*: 0 read}" = "$runs" ] && writing=$((writing + 1)) ;;
		?*) echo "it had ended before it was killed" ;;
		esac
		# What had ended is not begun again: that would be another run.
		case $runs in *interrupted* | "")
			"$convene" --db "sqlite:$work/k.db" list import list "$work/part.mbox" >/dev/null 2>&1 ;;
		esac
		[ "$("$convene" --db "sqlite:$work/k.db" dump --canonical | md5sum)" = "$want" ] && same=$((same + 1))
	done
	echo "killed $kills times (seed $seed), $writing of them after the first batch"
	floor "the same dump after kill -9, of $kills" "$same" '>=' "$kills"
	floor "kills that fell into the writing" "$writing" '>=' $((kills * 4 / 5))
fi
[ "$failures" -eq 0 ] && echo "every figure reaches its floor"
exit $((failures > 0))
