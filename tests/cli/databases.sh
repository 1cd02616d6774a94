#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Databases that are missing, foreign, newer, damaged, read-only, locked, on a
# full disk, used by two at once or left behind by a process that was killed:
# a clear sentence, the right status, and the database as it was.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"
demo=$source/demo
report=$work/37.txt
sed -e 's/meeting 20/meeting 37/' -e 's/twentieth/37th/' "$demo/reports/dccg-20.txt" >"$report"
fill "$work/a.db"

# Every command that reads, and one that writes.
every() {
	refuses "$1" "$2" "$3: list" group list
	refuses "$1" "$2" "$3: dump" dump --canonical
	refuses "$1" "$2" "$3: check" report check "$report"
	refuses "$1" "$2" "$3: import" report import --yes "$report"
	refuses "$1" "$2" "$3: serve" serve --listen 0
}

# ---- not there, not ours ----

use_db "$work/none.db"
every 3 'There is no database at .*none.db' "a missing database"
ok "... is not made by looking" test ! -e "$db"
use_db "$work/none/none.db"
every 3 'There is no database at' "a missing folder"
refuses 3 'There is no folder for .*none.db' "init in a missing folder" init
use_db "$work"
refuses 7 '.' "a folder instead of a database" group list
refuses 7 '.' "init of a folder" init
: >"$work/empty.db"
use_db "$work/empty.db"
every 5 'is empty. Make a database of it' "an empty file"
works 0 "init makes a database of it" init
works 0 "... that can be used" group list
text() {
	local before after
	before=$(cksum <"$db")
	every 2 'is not a database' "$1"
	refuses 2 'is not a database' "$1: init" init
	after=$(cksum <"$db")
	ok "... is not touched" test "$before" = "$after"
}
cp "$demo/reports/dccg-20.txt" "$work/text.db"
use_db "$work/text.db"
text "a text"
head -c 50000 /dev/urandom >"$work/noise.db"
use_db "$work/noise.db"
text "noise"
{ printf 'SQLite format 3\0'; head -c 50000 /dev/urandom; } >"$work/fake.db"
use_db "$work/fake.db"
before=$(cksum <"$db")
run group list
ok "noise behind the right first bytes is refused" test $status -ne 0 -a $status -ne 99
ok "... with a sentence" complains .
ok "... and not touched" test "$(cksum <"$db")" = "$before"
sqlite3 "$work/other.db" 'CREATE TABLE contact (name); INSERT INTO contact VALUES (1)'
use_db "$work/other.db"
before=$(cksum <"$db")
every 2 'database of another program' "another program's database"
refuses 2 'database of another program' "another program's database: init" init
ok "... is not touched" test "$(cksum <"$db")" = "$before" -a ! -e "$db-wal"
cp "$work/filled.db" "$work/newer.db"
sqlite3 "$work/newer.db" "INSERT INTO migration SELECT max(number) + 1, '9999 later', digest, applied FROM migration" 2>"$work/err" ||
	sed 's/^/# /' "$work/err"
use_db "$work/newer.db"
every 5 'made by a newer version' "a newer version's database"
refuses 5 'made by a newer version' "a newer version's database: init" init
cp "$work/filled.db" "$work/changed.db"
sqlite3 "$work/changed.db" "UPDATE migration SET digest = 'x' WHERE number = 1"
use_db "$work/changed.db"
every 5 'migrations differ' "a database of other migrations"

# ---- damaged ----

# Some page in the middle overwritten: refused or read, never a crash.
damaged=0
size=$(wc -c <"$work/filled.db")
for page in 1 2 3 5 8 13 21 34 55 89 144; do
	[ $((page * 4096)) -lt "$size" ] || break
	cp "$work/filled.db" "$work/damaged.db"
	dd if=/dev/urandom of="$work/damaged.db" bs=4096 seek=$page count=1 conv=notrunc 2>/dev/null
	for command in 'group list' 'dump --canonical' 'rebuild' "report import --yes $report"; do
		timeout 30 "$convene" --db "sqlite:$work/damaged.db" $command >"$work/out" 2>"$work/err"
		status=$?
		case $status in
		0 | 5 | 7 | 8) sane && { [ $status -eq 0 ] || complains .; } && continue ;;
		esac
		echo "# page $page, $command"
		tell
		damaged=1
	done
done
ok "a damaged page is refused or not needed" test $damaged -eq 0
cp "$work/filled.db" "$work/cut.db"
truncate -s $((size / 2)) "$work/cut.db"
run_cut() {
	timeout 30 "$convene" --db "sqlite:$work/cut.db" dump --canonical >"$work/out" 2>"$work/err"
	status=$?
	[ $status -eq 8 ] && complains 'damaged'
}
ok "a database cut in half is said to be damaged" run_cut

# ---- read-only ----

read_only="a database that may not be written"
if [ "$(id -u)" -ne 0 ]; then
	cp "$work/filled.db" "$work/ro.db"
	chmod 444 "$work/ro.db"
	use_db "$work/ro.db"
	refuses 7 'may not be written|cannot be read or written' "$read_only" report import --yes "$report"
elif mkdir "$work/ro" && mount -t tmpfs -o size=8m none "$work/ro" 2>/dev/null; then
	mounted+=("$work/ro")
	cp "$work/filled.db" "$work/ro/ro.db"
	mount -o remount,ro "$work/ro"
	use_db "$work/ro/ro.db"
	before=$(cksum <"$db")
	timeout 30 "$convene" --db "$url" report import --yes "$report" >"$work/out" 2>"$work/err"
	status=$?
	ok "$read_only" test $status -eq 7
	ok "... says so" complains 'cannot be read or written|may not be written'
	ok "... and is as it was" test "$(cksum <"$db")" = "$before"
	umount "$work/ro"
else
	skip "$read_only" "root may write everything, and no file system can be mounted"
fi

# ---- locked ----

use_db "$work/a.db"
before=$(canonical "$db" | cksum)
# The last line of the shell tells that it has the lock.
locker() {
	coproc LOCK { exec sqlite3 "$1" 2>&1; }
	started+=("$LOCK_PID")
	printf '.timeout 5000\n%s\nSELECT 1;\n' "$2" >&"${LOCK[1]}"
	local line
	read -r -t 20 line <&"${LOCK[0]}"
	[ "$line" = 1 ]
}
unlock() {
	local pid=$LOCK_PID
	printf 'ROLLBACK;\n.quit\n' >&"${LOCK[1]}"
	wait "$pid" 2>/dev/null
}
ok "somebody holds a write lock" locker "$db" 'BEGIN IMMEDIATE;'
run report import --yes "$report"
ok "an import ends with 7" test $status -eq 7
ok "... and says that somebody else uses it" complains 'in use by somebody else. Try again'
works 0 "a reader does not mind" group list
unlock
ok "... nothing is stored" test "$(canonical "$db" | cksum)" = "$before"
works 0 "afterwards the import goes through" report import --yes "$report"
run report undo
# Outside WAL an exclusive lock keeps readers out as well.
cp "$work/filled.db" "$work/delete.db"
sqlite3 "$work/delete.db" 'PRAGMA journal_mode=DELETE' >/dev/null
use_db "$work/delete.db"
ok "somebody holds an exclusive lock" locker "$db" 'BEGIN EXCLUSIVE;'
run group list
ok "a reader ends with 7" test $status -eq 7
ok "... and says why" complains 'in use by somebody else'
run init
ok "init ends with 7" test $status -eq 7
ok "... and says why" complains 'in use by somebody else'
unlock

# ---- full disk ----

use_db "$work/a.db"
before=$(canonical "$db" | cksum)
# No file may grow beyond what the database has already. bash counts KiB.
limited() {
	(
		ulimit -f "$1"
		trap '' XFSZ
		shift
		exec timeout 30 "$convene" --db "$url" "$@"
	) >"$work/out" 2>"$work/err"
	status=$?
}
yes 'Many words stand here, so that the report needs room.' | head -n 9000 | sed = | sed 'N;s/\n/. /' >"$work/many.txt"
limited $(($(wc -c <"$db") / 1024)) report import --yes "$work/many.txt"
ok "no room for an import: status 7" test $status -eq 7
ok "... says so" complains 'disk is full|cannot be read or written'
ok "... and the database is as it was" test "$(canonical "$db" | cksum)" = "$before"
ok "... and sound" test "$(sqlite3 "$db" 'PRAGMA integrity_check')" = ok
good=0
for kib in 1 4 16 33 64 100 150 250 400 600; do
	limited $kib report import --yes "$report" "$work/many.txt"
	[ $status -le 1 ] || { [ $status -eq 7 ] && complains .; } || { good=1; echo "# $kib KiB"; tell; }
	[ "$(sqlite3 "$db" 'PRAGMA integrity_check')" = ok ] || { good=1; echo "# $kib KiB: not sound"; }
done
ok "whatever the limit, the import is refused clearly and the database sound" test $good -eq 0
# Room for the database and a report with its log, and not for the many words.
small=$(($(wc -c <"$work/filled.db") / 1024 + 500))k
if [ "$(id -u)" -eq 0 ] && mkdir "$work/small" && mount -t tmpfs -o size=$small none "$work/small" 2>/dev/null; then
	mounted+=("$work/small")
	use_db "$work/small/a.db"
	cp "$work/filled.db" "$db"
	before=$(canonical "$db" | cksum)
	run report import --yes "$report" "$work/many.txt"
	ok "disk full in the middle of an import: status 7" test $status -eq 7
	ok "... says so" complains 'disk is full'
	ok "... the file before it is stored" printed '37.txt: new'
	cp "$work/small/"a.db* "$work"
	ok "... the database is sound" test "$(sqlite3 "$work/a.db" 'PRAGMA integrity_check')" = ok
	ok "... and has it" test "$(sqlite3 "$work/a.db" 'SELECT count(*) FROM meeting')" -eq 19
	# With its log, which may have what could not be written into it any more.
	rm -f "$work/small/"a.db*
	cp "$work/filled.db" "$db"
	: >"$work/small/filler"
	head -c 2000000 /dev/zero >"$work/small/filler" 2>/dev/null
	run report import --yes "$report"
	ok "no room at all: status 7" test $status -eq 7
	ok "... says so" complains 'disk is full|cannot be read or written'
	rm "$work/small/filler"
	ok "... and the database is as it was" test "$(canonical "$db" | cksum)" = "$before"
	works 0 "with room again the import goes through" report import --yes "$report"
	rm "$work/small/"a.db*
	use_db "$work/small/new.db"
	head -c 2000000 /dev/zero >"$work/small/filler" 2>/dev/null
	run init
	ok "init on a full disk: status 7" test $status -eq 7
	rm "$work/small/filler"
	works 0 "... can be repeated with room" init
	works 0 "... and gives a database" group list
	umount "$work/small"
else
	skip "disk full in the middle of an import" "no file system can be mounted here"
fi

# ---- two at once ----

use_db "$work/two.db"
# Everything but the time of day.
content() {
	canonical "$db" | grep -v '"table":"event"' | sed 's/"at":"[^"]*"//'
}
"$convene" --db "$url" init >/dev/null
"$convene" --db "$url" group import "$demo/groups.csv" >/dev/null
import_all() {
	timeout 60 "$convene" --db "$url" report import --yes --resolve "$demo/resolve.tsv" "$demo"/reports/dccg-*
}
import_all >"$work/one.out" 2>"$work/one.err" &
one=$!
import_all >"$work/two.out" 2>"$work/two.err" &
two=$!
wait $one
status_one=$?
wait $two
status_two=$?
ok "two imports of the same files at once both end well" test $status_one -eq 0 -a $status_two -eq 0
[ $((status_one + status_two)) -eq 0 ] || head -n 3 "$work/one.err" "$work/two.err" | sed 's/^/# /'
content >"$work/both"
rm -f "$db"
"$convene" --db "$url" init >/dev/null
"$convene" --db "$url" group import "$demo/groups.csv" >/dev/null
import_all >/dev/null 2>&1
content >"$work/single"
ok "... and leave what one would have left" same "$work/single" "$work/both"
rm -f "$db"
for n in 1 2 3 4; do
	"$convene" --db "$url" init >"$work/init$n" 2>&1 &
	started+=($!)
done
good=0
for n in 1 2 3 4; do
	wait "${started[-$n]}" || { good=1; cat "$work"/init* | sed 's/^/# /'; }
done
ok "four inits at once" test $good -eq 0
works 0 "... give a database" group list

# ---- killed ----

# Killed after each of the first reports, as soon as it is said to be stored.
use_db "$work/killed.db"
"$convene" --db "$url" init >/dev/null
"$convene" --db "$url" group import "$demo/groups.csv" >/dev/null
good=0
for n in 1 2 3 5 8 12 17; do
	coproc IMPORT { exec "$convene" --db "$url" report import --yes --resolve "$demo/resolve.tsv" "$demo"/reports/dccg-* 2>/dev/null; }
	pid=$IMPORT_PID
	started+=("$pid")
	for ((i = 0; i < n; i++)); do
		read -r -t 20 line <&"${IMPORT[0]}" || break
	done
	kill -KILL "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	[ "$(sqlite3 "$db" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ] || { good=1; echo "# killed at $n: not sound"; }
	stored_now=$(sqlite3 "$db" 'SELECT count(*) FROM meeting')
	[ "$stored_now" -ge "$n" ] || { good=1; echo "# killed at $n: $stored_now meetings"; }
done
ok "killed in the middle of an import: the database is sound and nothing said to be stored is lost" test $good -eq 0
import_all >"$work/out" 2>"$work/err"
status=$?
ok "... the import goes on" test $status -eq 0
ok "... where it ended" test "$(grep -c unchanged "$work/out")" -ge 17
content >"$work/killed"
ok "... and leaves what it would have left" same "$work/single" "$work/killed"
ok "... and no reader of foreign files is left behind" wait_for nobody_left
finish
