#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# sqlmap against every field of every form, signed in as the secretariat, and against what
# addresses have in them; it must find nothing. Before that it must find the hole in a page that is
# made with one, or it would prove nothing. script/soak sql runs it.
#
#	SOAK_LEVEL=1 SOAK_FORMS=REGEXP   how much sqlmap tries; only these addresses
set -u
[ -f build-bench/build.ninja ] || meson setup build-bench --buildtype=release -Dtests=false >/dev/null || exit 1
[ -f build-test/build.ninja ] || meson setup build-test --buildtype=debugoptimized -Doptimization=1 \
	-Db_sanitize=address,undefined -Db_lundef=false >/dev/null || exit 1
ninja -C build-bench src/convene >/dev/null && ninja -C build-test tests/forms >/dev/null || exit 1
convene=$PWD/build-bench/src/convene level=${SOAK_LEVEL:-1} only=${SOAK_FORMS:-.}
work=$(mktemp -d)
trap 'kill "${server:-}" "${hole:-}" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
db=sqlite:$work/forum.db
demo/fill.sh "$convene --db $db" >"$work/fill.log" && demo/people.sh "$convene --db $db" http://127.0.0.1 >>"$work/fill.log" ||
	{ cat "$work/fill.log"; exit 1; }
"$convene" serve --db "$db" --listen 127.0.0.1:0 --mail "maildir:$work/mail" >"$work/said" 2>"$work/err" &
server=$!
until base=$(sed -n 's,^listening on \(.*\)/$,\1,p' "$work/said") && [ -n "$base" ]; do
	kill -0 $server || exit 1
done

# In again, where a form has ended the session.
sign_in() {
	[ -s "$work/jar" ] && [ "$(curl -s -o "$work/account" -w '%{http_code}' -b "$work/jar" "$base/account")" = 200 ] && return
	link=$("$convene" --db "$db" admin link pilar@example.org)
	curl -s -o "$work/page" -c "$work/jar" -d '' "$base/${link#http://*/}"
	curl -s -o "$work/account" -b "$work/jar" "$base/account"
}
csrf() { grep -o 'name=csrf value="[^"]*"' "$work/account" | head -n 1 | cut -d'"' -f2; }
cookie() { awk '$6 == "convene" || $6 == "__Host-convene" { print $6 "=" $7 }' "$work/jar"; }

# URL ARG…: does sqlmap find anything?
finds() {
	sqlmap -u "$1" --batch --level "$level" --risk 1 --technique BEUS --dbms sqlite --flush-session --disable-coloring \
		--output-dir "$work/sqlmap" "${@:2}" >"$work/found" 2>&1 </dev/null
	grep -qE 'identified the following injection|appears to be .*injectable|is vulnerable' "$work/found"
}

# A page that asks a database in words put together.
cat >"$work/hole.mjs" <<'END'
import { createServer } from 'http';
import { execFileSync } from 'child_process';
createServer((req, res) => {
  const id = new URL(req.url, 'http://x').searchParams.get('id');
  try {
    res.end(execFileSync('sqlite3', [process.argv[2], `SELECT slug FROM grp WHERE slug = '${id}'`]));
  } catch (e) { res.statusCode = 500; res.end(String(e.stderr)); }
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
END
node "$work/hole.mjs" "$work/forum.db" >"$work/hole.port" 2>/dev/null &
hole=$!
until [ -s "$work/hole.port" ]; do kill -0 $hole || exit 1; done
finds "http://127.0.0.1:$(cat "$work/hole.port")/?id=citizen-sampling" || { tail -20 "$work/found"; echo "sqlmap misses a hole: NOT SO"; exit 1; }
echo "sqlmap finds a hole that is there: ok"
kill $hole

failures=0 tried=0
try() { # WHAT URL ARG…
	sign_in
	tried=$((tried + 1))
	finds "$2" --cookie "$(cookie)" "${@:3}" || return 0
	echo "$1: NOT SO"
	grep -A12 -E 'identified|injectable|vulnerable' "$work/found"
	failures=$((failures + 1))
}
while read -r method path form; do
	path=$(sed 's,bridges,citizen-sampling,; s,omar-haddad,daniel-oyelaran,; s,hccg/3,dccg/31,' <<<"$path")
	[[ $path =~ $only ]] || continue
	# These end what the next ones need.
	[[ $path == /sign-out* || $path == /account/data/forget || $path == /account/sessions/* ]] && continue
	sign_in
	form=${form//csrf=CSRF/csrf=$(csrf)}
	if [ "$method" = GET ]; then
		try "$path" "$base$path?$form"
	else
		[ -n "${form#csrf="$(csrf)"}" ] || continue
		try "$path" "$base$path" --data "$form" --skip csrf
	fi
done < <(build-test/tests/forms)
for path in coalitions/citizen-sampling people/daniel-oyelaran meetings/dccg/31 applications/1 admin/letters/1 lists/rivers documents/x \
	groups/citizen-sampling/edit letters/off/1-2 answers/x account/addresses/x; do
	[[ /$path =~ $only ]] && try "/$path" "$base/$path*"
done
! grep -q 'db\.' "$work/err" || { echo "the database was asked something wrong: NOT SO"; grep 'db\.' "$work/err" | head -3; failures=$((failures + 1)); }
echo "$tried forms and addresses, $(grep -c . "$work/err") lines in the log, $failures with findings"
[ $failures -eq 0 ]
