#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A forum in PostgreSQL: made, filled, served by two, copied there and back, and
# its database killed while it is read and written.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"
# shellcheck disable=SC2154
pg=$source/tests/postgres.sh
chmod 755 "$work"
if ! "$pg" start "$work/pg" >"$work/base" 2>"$work/err"; then
	result 1 "a PostgreSQL starts"
	tell
	finish
	exit
fi
started+=("$(head -1 "$work/pg/data/postmaster.pid")")
sql() {
	psql -qAt "postgresql:///${2:-postgres}?host=$work/pg&user=convene" -c "$1" 2>&1
}
new_db() {
	sql "CREATE DATABASE $1" >/dev/null
	db='' url="postgresql:///$1?host=$work/pg&user=convene"
}
on() { # URL COMMAND...
	local at=$1
	shift
	run --db "$at" "$@"
}

# ---- made and filled ----

new_db one
one=$url
on "$one" coalitions
on "$one" dump --canonical
ok "an empty database is not taken for a forum" test "$status" -ne 0
on "$one" init
ok "init makes the tables" test "$status" -eq 0
on "$one" init
ok "... and does no harm again" test "$status" -eq 0
(cd "$source" && sh demo/fill.sh "$convene --db $one") >"$work/out" 2>"$work/err"
ok "the demonstration forum is filled" test "$(sql 'SELECT count(*) FROM meeting' one)" = 18
"$convene" --db "$one" dump --canonical >"$work/one.dump"
fill "$work/f.db"
"$convene" --db "sqlite:$work/f.db" dump --canonical >"$work/sqlite.dump"
timeless() {
	sed -E 's/"(at|undone)":"[^"]*"/"\1":""/g' "$1" | sort
}
ok "it is the forum that SQLite holds" cmp <(timeless "$work/one.dump") <(timeless "$work/sqlite.dump")
new_db theirs
sql 'CREATE TABLE theirs (x int)' theirs >/dev/null
on "$url" init
ok "tables of somebody else are left alone" test "$status" -eq 2 -a "$(sql 'SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()' theirs)" = 1
on "postgresql://convene:geheim@/nosuch?host=$work/pg" init
ok "a database that is not there: it says so" grep -q 'nosuch' "$work/err"
ok "... without the password" test "$(grep -c geheim "$work/err")" -eq 0
on "postgresql:///one?host=$work/nowhere" init
ok "no server: it says so" grep -q 'cannot be reached' "$work/err"

# ---- copied ----

new_db two
two=$url
run copy --from "sqlite:$work/f.db" --to "$two"
ok "a forum is copied from SQLite" test "$status" -eq 0
"$convene" --db "$two" dump --canonical >"$work/two.dump"
ok "... and is the same there" same "$work/sqlite.dump" "$work/two.dump"
run copy --from "$two" --to "sqlite:$work/back.db"
"$convene" --db "sqlite:$work/back.db" dump --canonical >"$work/back.dump"
ok "... and back again" same "$work/sqlite.dump" "$work/back.dump"
run copy --from "$one" --to "$two"
ok "nothing is copied over what is there" test "$status" -ne 0 -a "$(grep -c 'holds something already' "$work/err")" -eq 1
sed 's/37th/37th/; s/36/37/g' "$source/demo/reports/dccg-36.md" >"$work/37.md"
on "$two" report import --yes "$work/37.md"
ok "a copy goes on with ids of its own" test "$status" -eq 0

# ---- served by two ----

serve() { # NAME URL; $address
	: >"$work/$1.out"
	"$convene" --db "$2" serve --listen 0 >"$work/$1.out" 2>"$work/$1.err" &
	started+=($!)
	wait_for grep -q 'http://' "$work/$1.out"
	address=$(grep -o 'http://[0-9.:]*' "$work/$1.out" | head -1)
}
serve x "$two"
x=$address
serve y "$two"
y=$address
code() {
	curl -s -m 10 -o "$work/page" -w '%{http_code}' "$1"
}
ok "two servers of one database" test "$(code "$x/meetings/dccg/31")$(code "$y/meetings/dccg/31")" = 200200
ok "words are found" test "$(code "$x/search?q=river")" = 200 -a "$(grep -c '<em>\|<mark>' "$work/page")" -gt 0
code "$x/actions" >/dev/null
code "$y/actions" >/dev/null
on "$two" action set dccg/36/1 --state done
ok "an item is set" test "$status" -eq 0
code "$x/actions/dccg/36/1" >/dev/null
cp "$work/page" "$work/px"
code "$y/actions/dccg/36/1" >/dev/null
ok "... and both show it" same "$work/px" "$work/page"

# ---- killed ----

# Without what the writer below changes: one item, and what is told of it.
others() {
	"$convene" --db "$two" dump --canonical | grep -v '/actions/dccg/36/2\|"table":"action_item".*"number":36,"position":2,'
}
others >"$work/before"
stop=$work/stop
(
	while [ ! -e "$stop" ]; do
		curl -s -m 10 -o /dev/null -w '%{http_code}\n' "$x/meetings/dccg/3$((RANDOM % 7))"
	done
) >"$work/codes" &
reader=$!
(
	while [ ! -e "$stop" ]; do
		"$convene" --db "$two" action set dccg/36/2 --state done >/dev/null 2>>"$work/writes"
		"$convene" --db "$two" action set dccg/36/2 --state open >/dev/null 2>>"$work/writes"
	done
) &
writer=$!
pages() { # so many more pages than there were
	[ "$(grep -c '^200$' "$work/codes")" -ge "$1" ]
}
told() {
	sql "SELECT detail FROM event WHERE path = '/actions/dccg/36/2' ORDER BY id DESC LIMIT 1" two
}
written() {
	[ -n "$(told)" ]
}
wait_for pages 20
wait_for written
"$pg" kill "$work/pg"
t0=$(date +%s%N)
answers() {
	[ "$(code "$x/meetings")" = 200 ]
}
back=$(tries=200 wait_for answers && echo yes)
t1=$(date +%s%N)
"$pg" restart "$work/pg"
started+=("$(head -1 "$work/pg/data/postmaster.pid")")
tries=200 wait_for answers
wait_for pages 40
: >"$stop"
wait $reader $writer
ok "after a kill, pages are there again within two seconds ($(((t1 - t0) / 1000000)) ms)" \
	test "$back" = yes -a $(((t1 - t0) / 1000000)) -le 2000
ok "nothing but pages and clear errors came" test "$(grep -cvE '^(200|503)$' "$work/codes")" -eq 0
ok "... most of them pages" test "$(grep -c '^200$' "$work/codes")" -gt "$(grep -c '^503$' "$work/codes")"
others >"$work/after"
ok "the rest is as it was" same "$work/before" "$work/after"
state=$(sql "SELECT i.state FROM action_item i JOIN meeting m ON m.id = i.meeting_id WHERE m.number = 36 AND i.position = 2" two)
ok "nothing is half-written: the item is as its history says" test "$state" = "$(told)"
on "$two" action set dccg/36/2 --state done
ok "it can be written again" test "$status" -eq 0
ok "the writer was told what was wrong, and nothing else" test "$(grep -cvE '^convene: The database cannot be reached' "$work/writes")" -eq 0
grep -vE '^convene: The database cannot be reached' "$work/writes" | head -3 | sed 's/^/# /'
finish
