# SPDX-License-Identifier: Apache-2.0
# What the tests of the command line share. Each is a script that prints TAP,
# works in a folder of its own under $TMPDIR and leaves nothing behind.
#
#	run ARG...             runs the program: $status, $work/out, $work/err
#	ok SENTENCE CMD...     one test: passes when the command succeeds
#	refuses STATUS PATTERN SENTENCE ARG...
#	                       one test: the program ends with that status, says
#	                       one line that matches, prints nothing, stores nothing
#	skip SENTENCE WHY      a test that cannot be made here
#
# $db is the database of `run` and of "stores nothing"; "" is none. A report of
# a sanitizer is a failure whatever was expected.
set -u
shopt -s nullglob
LC_ALL=C.UTF-8
export LC_ALL
unset CONVENE_DB
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
convene=${CONVENE:-$source/build-test/src/convene}
convene=$(cd "$(dirname "$convene")" && pwd)/$(basename "$convene")
[ -x "$convene" ] || { echo "not ok 1 - there is a program to test at $convene"; exit 1; }
# A leak or a fault must not look like the status "1 findings".
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1}:exitcode=99
work=$(mktemp -d "${TMPDIR:-/tmp}/convene-cli.XXXXXX")
cd "$work" || exit 1
db=
url=
status=0
test_number=0
started=()   # processes to be ended
mounted=()   # file systems to be let go

clean_up() {
	local p m
	for p in "${started[@]}"; do
		kill -KILL "$p" 2>/dev/null
	done
	wait 2>/dev/null
	for m in "${mounted[@]}"; do
		umount "$m" 2>/dev/null
	done
	chmod -R u+rwx "$work" 2>/dev/null
	rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

use_db() {
	db=$1 url=sqlite:$1
}

no_db() {
	db='' url=''
}

run() {
	if [ -n "$db" ]; then
		timeout -k 5 30 "$convene" --db "$url" "$@" >"$work/out" 2>"$work/err" </dev/null
	else
		timeout -k 5 30 "$convene" "$@" >"$work/out" 2>"$work/err" </dev/null
	fi
	status=$?
}

sane() {
	! grep -qE 'AddressSanitizer|LeakSanitizer|runtime error:|^bug: ' "$work/err"
}

tell() {
	local f
	echo "# status $status"
	for f in out err; do
		[ ! -s "$work/$f" ] || head -n 12 "$work/$f" | cut -c1-300 | sed "s/^/# $f: /"
	done
}

result() {
	test_number=$((test_number + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $test_number - $2"
	else
		echo "not ok $test_number - $2"
	fi
}

ok() {
	local name=$1 good=1
	shift
	"$@" && sane && good=0
	result $good "$name"
	[ $good -eq 0 ] || tell
}

skip() {
	test_number=$((test_number + 1))
	echo "ok $test_number - $1 # SKIP $2"
}

# Everything that is stored, in one word.
stored() {
	[ ! -f "$1" ] || sqlite3 "$1" .dump 2>&1 | cksum
}

canonical() {
	"$convene" --db "sqlite:$1" dump --canonical
}

# One sentence on standard error, from us, and nothing else. $1: a pattern.
complains() {
	[ "$(wc -l <"$work/err")" -eq 1 ] && grep -q '^convene: ' "$work/err" &&
		grep -qE -- "$1" "$work/err" && ! grep -q '{[a-z]*}' "$work/err"
}

refuses() {
	local want=$1 pattern=$2 name=$3 before='' after='' good=1
	shift 3
	[ -z "$db" ] || before=$(stored "$db")
	run "$@"
	[ -z "$db" ] || after=$(stored "$db")
	[ "$status" -eq "$want" ] && complains "$pattern" && [ ! -s "$work/out" ] && sane &&
		[ "$before" = "$after" ] && good=0
	result $good "$name"
	if [ $good -ne 0 ]; then
		echo "# wanted status $want and: $pattern"
		[ "$before" = "$after" ] || echo "# the database has changed"
		tell
	fi
}

# Ends well: status $1, nothing on standard error.
works() {
	local want=$1 name=$2 good=1
	shift 2
	run "$@"
	[ "$status" -eq "$want" ] && [ ! -s "$work/err" ] && good=0
	result $good "$name"
	[ $good -eq 0 ] || tell
}

printed() {
	grep -qE -- "$1" "$work/out"
}

# Every line of the output is a JSON value.
json_lines() {
	node -e '
		const lines = require("fs").readFileSync(process.argv[1], "utf8").split("\n");
		if (lines.pop() !== "") throw new Error("no newline at the end");
		if (!lines.length) throw new Error("nothing");
		lines.forEach(l => JSON.parse(l));
	' "$work/out" 2>>"$work/err"
}

# The output, as JSON `x`, satisfies an expression.
json_is() {
	node -e '
		const x = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
		process.exit(eval(process.argv[2]) ? 0 : 1);
	' "$work/out" "$1" 2>>"$work/err"
}

# The demonstration forum in a new database, made once a script.
fill() {
	if [ ! -f "$work/filled.db" ]; then
		(cd "$source" && sh demo/fill.sh "$convene --db sqlite:$work/filled.db") \
			>"$work/out" 2>"$work/err"
		status=$?
		[ $status -eq 0 ] || { result 1 "the demonstration forum is filled"; tell; exit 1; }
	fi
	cp "$work/filled.db" "$1"
}

# Two files are the same; says where they are not.
same() {
	diff "$1" "$2" >"$work/diff" 2>&1 && return
	head -n 6 "$work/diff" | cut -c1-300 | sed 's/^/# /'
	return 1
}

# No program of ours runs: each begins in $work and stays there.
nobody_left() {
	local p
	for p in /proc/[0-9]*; do
		[ "$(readlink "$p/cwd" 2>/dev/null)" = "$work" ] || continue
		[ "$(readlink "$p/exe" 2>/dev/null)" = "$convene" ] && return 1
	done
	return 0
}

# Waits for a condition, $tries looks at most (500), 20 ms between them.
wait_for() {
	local n
	for ((n = 0; n < ${tries:-500}; n++)); do
		"$@" && return 0
		read -rt 0.02 <> <(:)
	done
	return 1
}

finish() {
	echo "1..$test_number"
}
