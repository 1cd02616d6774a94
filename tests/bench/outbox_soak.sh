#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Letters while the worker is killed: 1,000 of them, to a real mail server (OpenSMTPD into a
# Maildir), kill -9 at 50 moments: each worker lives for as long as it takes to start and a time drawn
# uniformly from 0 to 1.4 fiftieths of what an undisturbed one took to send them all. Each letter
# must arrive; twice only where the kill came between the server's taking it and our noting that,
# and then with one Message-ID. script/soak outbox runs it; needs root.
#
#	SOAK_LETTERS=1000 SOAK_KILLS=50 SOAK_SEED=1
set -u
# shellcheck source=tests/mailserver.bash
. tests/mailserver.bash
[ -f build-bench/build.ninja ] || meson setup build-bench --buildtype=release -Dtests=false >/dev/null || exit 1
ninja -C build-bench src/convene tests/bench/queue_letters >/dev/null || exit 1
[ "$(id -u)" -eq 0 ] || { echo "OpenSMTPD can only be started by root" >&2; exit 1; }
command -v smtpd >/dev/null || { echo "there is no smtpd: script/install soak" >&2; exit 1; }
convene=$PWD/build-bench/src/convene queue=$PWD/build-bench/tests/bench/queue_letters
n=${SOAK_LETTERS:-1000} kills=${SOAK_KILLS:-50} seed=${SOAK_SEED:-1}
work=$(mktemp -d) failures=0 port=$((20000 + $$ % 20000))
trap 'kill "${mailserver:-}" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
unset CONVENE_MAIL CONVENE_KEY

# NAME COMMAND…
check() {
	local verdict=ok name=$1
	shift
	"$@" || { verdict="NOT SO"; failures=$((failures + 1)); }
	printf '%-78s %s\n' "$name" "$verdict"
}
fill() { # NAME: a forum of that name with n letters in its outbox
	"$convene" --db "sqlite:$work/$1.db" init >/dev/null &&
		"$convene" --db "sqlite:$work/$1.db" forum set site http://127.0.0.1 &&
		"$convene" --db "sqlite:$work/$1.db" forum set mail_from "$1@river.example" &&
		"$convene" --db "sqlite:$work/$1.db" forum set mail_per_host 1000000 &&
		"$convene" --db "sqlite:$work/$1.db" admin invite sec@river.example --name Sec >/dev/null &&
		"$convene" --db "sqlite:$work/$1.db" admin link sec@river.example >/dev/null &&
		"$queue" "sqlite:$work/$1.db" "$n" || exit 1
}
send() {
	"$convene" --db "sqlite:$work/$1.db" job run --mail "smtp://127.0.0.1:$port"
}
ids() { # NAME: the Message-IDs of its letters in the mailbox
	grep -lr "^From: .*$1@river.example" "$work/box/new" | xargs -r grep -h -i -m 1 '^Message-Id:'
}

mailserver "$work" "$port" || exit 1

# What the server has taken and not delivered yet is on its way.
arrived() { # NAME N
	for _ in $(seq 600); do
		[ "$(ids "$1" | sort -u | wc -l)" -ge "$2" ] && break
		sleep 0.1
	done
	[ "$(ids "$1" | sort -u | wc -l)" -eq "$2" ]
}

fill calm
began=$EPOCHREALTIME
send calm >/dev/null
between=$EPOCHREALTIME
send calm >/dev/null
whole=$(awk -v a="$began" -v b="$between" 'BEGIN { print b - a }')
start=$(awk -v a="$between" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }')
echo "an undisturbed worker takes $whole s, one that finds nothing $start s"
check "$n letters, undisturbed: each is there" arrived calm "$n"
check "... once" test "$(ids calm | wc -l)" -eq "$n"

fill rough
echo "seed $seed"
fell=0
for life in $(awk -v n="$kills" -v s="$seed" -v t="$whole" -v b="$start" '
	BEGIN { srand(s); for (i = 0; i < n; i++) print b + rand() * 1.4 * (t - b) / n }'); do
	# Not send(): what is killed would be its shell, and not the worker.
	"$convene" --db "sqlite:$work/rough.db" job run --mail "smtp://127.0.0.1:$port" >/dev/null 2>>"$work/err" &
	worker=$!
	sleep "$life"
	kill -KILL "$worker" 2>/dev/null && fell=$((fell + 1))
	wait "$worker" 2>/dev/null
done
echo "$fell of $kills kills fell into the sending"
check "at least four fifths of them did" test "$fell" -ge $((kills * 4 / 5))
# A letter whose worker was killed is taken over as soon as that is seen; one that the server would not
# take, busy as it is, is tried again after a minute.
jobs() {
	"$convene" --db "sqlite:$work/rough.db" job list
}
for _ in $(seq 60); do
	send rough >/dev/null
	jobs | grep -q '^0 waiting' && break
	sleep 5
done
jobs | grep 'mail\.' | sed 's/.*attempts  //' | sort | uniq -c
check "nothing waits any more" test -n "$(jobs | grep '^0 waiting')"
check "each of $n letters has arrived" arrived rough "$n"
again=$(($(ids rough | wc -l) - $(ids rough | sort -u | wc -l)))
echo "$again of them twice, with one Message-ID each time"
check "... no more than there were kills" test "$again" -le "$fell"
[ "$failures" -eq 0 ]
