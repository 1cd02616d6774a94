#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The server as an operator and as a rude visitor meet it: start, stop, ports,
# logs; bad requests over a raw socket; uploads cut off, too large, or of
# something else; a database that goes away and comes back.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"
report=$source/demo/reports/dccg-31.txt
fill "$work/a.db"
use_db "$work/a.db"

# A server that hangs up must not end the test.
trap '' PIPE

server='' port='' base=''
# Starts a server and waits until it says where it listens.
start() {
	: >"$work/said"
	: >"$work/err"
	"$convene" --db "$url" serve "$@" >"$work/said" 2>"$work/err" &
	server=$!
	started+=("$server")
	wait_for grep -q '^listening on ' "$work/said" || return 1
	base=$(sed -n 's,^listening on \(.*\)/$,\1,p' "$work/said")
	port=${base##*:}
}
stop() {
	kill -"${1:-TERM}" "$server" 2>/dev/null
	wait "$server"
	status=$?
}
# $status is that of HTTP.
get() {
	status=$(curl -s -g -m 20 -o "$work/out" -D "$work/head" -w '%{http_code}' "$@" 2>/dev/null)
}
answers() {
	local want=$1 name=$2
	shift 2
	get "$@"
	ok "$name: $want" test "$status" = "$want"
}
header() {
	grep -qiE "^$1" "$work/head"
}
# What a page says to people: HTML with a heading, in our frame.
page() {
	header 'content-type: text/html' && grep -q '<h1' "$work/out" && grep -q 'Shared Rivers Forum' "$work/out"
}
alive() {
	get "$base/healthz"
	[ "$status" = 200 ] && head -n 1 "$work/out" | grep -q '^ok$'
}
# $1 is printed over a raw connection; the answer is in $work/out.
raw() {
	status=none
	: >"$work/out"
	exec 9<>"/dev/tcp/127.0.0.1/$port" || return 1
	printf "$1" >&9 2>/dev/null
	timeout 15 cat <&9 >"$work/out" 2>/dev/null
	exec 9>&-
	status=$(sed -n '1s,^HTTP/1\.[01] \([0-9]*\).*,\1,p' "$work/out" | tr -d '\r')
	status=${status:-none}
}

# ---- start ----

ok "the server starts and says where" start --listen 0 --access-log "$work/access.log"
ok "... on 127.0.0.1" test "$base" = "http://127.0.0.1:$port"
answers 200 "/healthz" "$base/healthz"
ok "... says ok, and the version" printed '^version [0-9]'
answers 200 "/" "$base/"
ok "... is a page of the forum" page
bad=0
for path in /coalitions /coalitions/flood-warnings /groups /meetings /meetings/dccg /meetings/dccg/31 \
	/meetings/dccg/31/report.md /meetings/dccg/31/report.txt /meetings/dccg/31/report.json \
	/meetings/dccg/31/report.pdf /meetings/dccg/31/report.docx /meetings/dccg/31/report.odt \
	/actions.xlsx /actions.pdf /attendance.docx /meetings.odt \
	/meetings/dccg/31/revisions /people /people/dan-oyelaran /actions /actions/dccg/31/1 /attendance \
	/topics /abbreviations '/search?q=river' /check /documents /feed.atom /meetings.ics /api \
	/api/openapi.json /api/forum.json /api/meetings.json /meetings.csv /about /imprint /privacy /accessibility; do
	get "$base$path"
	[ "$status" = 200 ] || { echo "# $path: $status"; bad=1; }
done
ok "every address of the site answers" test $bad -eq 0
get "$base/actions.csv"
rows=$(($(wc -l <"$work/out") - 1))
get "$base/actions.xlsx"
ok "a workbook has a row for each row of the list, and its head" \
	test "$(unzip -p "$work/out" xl/worksheets/sheet1.xml | grep -o '<row ' | wc -l)" -eq $((rows + 1))
refused=$("$convene" --db "$url" serve --listen "$port" 2>&1 >"$work/out")
status=$?
ok "a second server on the port: status 7" test $status -eq 7 -a ! -s "$work/out"
ok "... and it says so" grep -q "^convene: Cannot listen there: .*$port.*in use" <<<"$refused"
ok "... the first one goes on" alive

# ---- what is not there, what cannot be done ----

answers 404 "an unknown address" "$base/nowhere"
ok "... is a page that helps" page
answers 404 "an unknown meeting" "$base/meetings/dccg/999"
answers 404 "a meeting whose number is none" "$base/meetings/dccg/x"
answers 404 "an unknown person" "$base/people/nobody"
answers 308 "a slash too many" "$base/meetings/"
for method in POST PUT DELETE; do
	answers 405 "$method of a page" -X $method -H 'Content-Length: 0' "$base/meetings"
	ok "... and what is allowed" header 'allow: .*GET'
	ok "... is a page" page
done
get -X BREW "$base/meetings"
ok "a method that nobody knows: 405 or 501" test "$status" = 405 -o "$status" = 501
answers 200 "HEAD" -I "$base/meetings"
answers 400 "a query that is too long for a field" "$base/search?q=$(printf '%05000d' 0)"
answers 400 "a query that is not UTF-8" "$base/search?q=%ff%fe"
answers 414 "an address of 20,000 bytes" "$base/$(printf '%020000d' 0)"
answers 431 "a header of 40,000 bytes" -H "X-Long: $(printf '%040000d' 0)" "$base/"
for path in /../etc/passwd /meetings/../../etc/passwd /%2e%2e/%2e%2e/etc/passwd /..%2fetc%2fpasswd \
	'/assets/..%5c..%5cetc' /meetings/./dccg //etc/passwd '/%00' '/a%0d%0aX: y' /%ff; do
	raw "GET ${path//%/%%} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
	case $status in
	400 | 404) ! grep -qE '^root:|^X: y' "$work/out" ;;
	*) false ;;
	esac
	result $? "GET $path is refused, with $status"
done
refused_raw() {
	raw "$2"
	case $status in
	400 | 408 | 411 | 417 | 431 | 501 | 505 | none) alive ;;
	*) false ;;
	esac
	local good=$?
	result $good "$1 is refused"
	[ $good -eq 0 ] || tell
}
refused_raw "a line that is no request" 'hello\r\n\r\n'
refused_raw "a request without Host" 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'
refused_raw "a request with two lengths" 'POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab'
refused_raw "a length and chunks" 'POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n'
refused_raw "a length that is no number" 'POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\nConnection: close\r\n\r\n'
refused_raw "a negative length" 'POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\nConnection: close\r\n\r\n'
refused_raw "a blank before the colon" 'GET / HTTP/1.1\r\nHost : x\r\nConnection: close\r\n\r\n'
refused_raw "a TLS greeting" '\026\003\001\002\000\001\000\001\374\003\003\r\n\r\n'
refused_raw "an unknown version" 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'
refused_raw "a NUL in a header" 'GET / HTTP/1.1\r\nHost: x\r\nX: a\000b\r\nConnection: close\r\n\r\n'

# ---- uploads ----

before=$(stored "$db")
boundary=----------------------------0123456789
head_of() {
	printf 'POST /check HTTP/1.1\\r\\nHost: x\\r\\nContent-Type: multipart/form-data; boundary=%s\\r\\nContent-Length: %s\\r\\n\\r\\n' "$boundary" "$1"
}
cut_off() {
	exec 9<>"/dev/tcp/127.0.0.1/$port" || return 1
	printf "$(head_of 5000)--$boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.txt\"\r\n\r\nSRF 20" >&9
	exec 9>&-
	alive
}
ok "an upload that is cut off does no harm" cut_off
half_closed() {
	node -e '
		const s = require("net").connect(+process.argv[1], "127.0.0.1");
		s.write("POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n" +
			"Content-Type: application/x-www-form-urlencoded\r\n\r\ntext=abc");
		s.end();
		s.setTimeout(20000, () => process.exit(1));
		s.on("data", d => process.stdout.write(d));
		s.on("close", () => process.exit(0));
		s.on("error", () => process.exit(0));
	' "$port" >"$work/out" 2>"$work/node"
	! grep -q '^HTTP/1.1 200' "$work/out"
}
ok "... nor one whose sender stops and waits: it is not taken for whole" half_closed
ok "... the server goes on" alive
let_go() {
	get "$base/healthz"
	printed '^connections_open 1$'
}
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	cut_off || break
done
ok "... and connections that were cut off are let go, all twenty" eval "tries=50 wait_for let_go"
answers 200 "a report uploaded" -F "file=@$report" "$base/check"
ok "... its findings are shown" page
answers 200 "a report pasted" --data-urlencode "text@$report" "$base/check"
answers 400 "nothing pasted" -d text= "$base/check"
ok "... comes back as a page" page
answers 400 "an empty file" -F 'file=@/dev/null;filename=x.txt' "$base/check"
head -c 50000 /dev/urandom >"$work/noise"
answers 400 "noise" -F "file=@$work/noise" "$base/check"
ok "... is a page that says why" grep -q 'no text in this file' "$work/out"
printf '%%PDF-1.7\n1 0 obj\n' >"$work/x.pdf"
answers 400 "a PDF" -F "file=@$work/x.pdf" "$base/check"
ok "... is a page that says why" grep -q 'file is damaged' "$work/out"
iconv -f UTF-8 -t UTF-16 "$report" >"$work/utf16.txt"
answers 200 "a report in UTF-16" -F "file=@$work/utf16.txt" "$base/check"
answers 400 "text that is not UTF-8, pasted" -d 'text=%ff%fe%fd' "$base/check"
yes 'word and word' 2>/dev/null | head -c 1048577 >"$work/long"
answers 413 "a file one byte too long" -F "file=@$work/long" "$base/check"
truncate -s 200M "$work/sparse"
answers 413 "200 MB" -F "file=@$work/sparse" "$base/check"
ok "... is a page" page
answers 413 "200 MB in chunks" -H 'Transfer-Encoding: chunked' -F "file=@$work/sparse" "$base/check"
rm "$work/sparse"
answers 400 "a form without a boundary" -H 'Content-Type: multipart/form-data' --data-binary x "$base/check"
get -H 'Content-Type: application/json' -d '{}' "$base/check"
ok "a form of another type: 400 or 415" test "$status" = 400 -o "$status" = 415
answers 403 "a form from another site" -H 'Origin: https://elsewhere.example' -d text=x "$base/check"
ok "nothing of all this is stored" test "$(stored "$db")" = "$before"
ok "... and the server goes on" alive

# ---- the log, and the record changing under the server ----

ok "the access log has a line for each request" test "$(wc -l <"$work/access.log")" -ge 60
ok "... and no line that a visitor wrote" test "$(grep -cE '^X: y|^hello' "$work/access.log")" -eq 0
get "$base/"
etag=$(sed -n 's/^[Ee][Tt]ag: //p' "$work/head" | tr -d '\r')
answers 304 "the same page again" -H "If-None-Match: $etag" "$base/"
"$convene" --db "$url" forum set name 'Renamed Rivers Forum'
answers 200 "... after a change" -H "If-None-Match: $etag" "$base/"
ok "... it is the new one" grep -q 'Renamed Rivers Forum' "$work/out"
"$convene" --db "$url" forum set name 'Shared Rivers Forum'
coproc LOCK { exec sqlite3 "$db" 2>&1; }
lock_pid=$LOCK_PID
started+=("$lock_pid")
printf '.timeout 5000\nBEGIN IMMEDIATE;\nSELECT 1;\n' >&"${LOCK[1]}"
read -r -t 20 line <&"${LOCK[0]}"
answers 200 "a page while somebody writes" "$base/people"
printf 'ROLLBACK;\n.quit\n' >&"${LOCK[1]}"
wait "$lock_pid"

# ---- stop ----

stop
ok "SIGTERM ends it with 0" test $status -eq 0
ok "it said nothing on standard error" test ! -s "$work/err"
start --listen 0
exec 8<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n' >&8
read -r -t 10 line <&8
exec 7<>"/dev/tcp/127.0.0.1/$port"
begin=$EPOCHREALTIME
stop
ok "SIGTERM with idle connections ends it with 0" test $status -eq 0
ok "... within two seconds" test $((${EPOCHREALTIME/./} - ${begin/./})) -lt 2000000
exec 8>&- 7>&-
ok "... and nobody listens there" eval '! (exec 9<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null'
ok "... the database is left alone" test "$(echo "$db"*)" = "$db"
ok "the port is free at once" start --listen "127.0.0.1:$port"
stop INT
ok "SIGINT ends it with 0" test $status -eq 0
start --listen 0
exec 8<>"/dev/tcp/127.0.0.1/$port"
printf 'POST /check HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\ntext=' >&8
get "$base/healthz"
begin=$EPOCHREALTIME
stop
ok "SIGTERM in the middle of an upload ends it with 0" test $status -eq 0
ok "... within eight seconds" test $((${EPOCHREALTIME/./} - ${begin/./})) -lt 8000000
exec 8>&-
start --listen 0
get "$base/people"
kill -KILL "$server"
wait "$server" 2>/dev/null
works 0 "after SIGKILL the database is sound" report history
ok "... and nothing of the server is left" wait_for nobody_left

# ---- where it listens ----

listens() {
	start --listen "$1" --access-log -
	local good=1
	alive && [ "${base%:*}" = "$2" ] && grep -q 'GET /healthz' <(wait_for grep 'GET /healthz' "$work/said") && good=0
	stop
	[ $good -eq 0 ] && [ "$status" -eq 0 ]
}
ok "--listen PORT" listens 0 http://127.0.0.1
ok "--listen :PORT" listens :0 http://127.0.0.1
ok "--listen ADDRESS:PORT" listens 127.0.0.1:0 http://127.0.0.1
ok "--listen 0.0.0.0:PORT" listens 0.0.0.0:0 http://0.0.0.0
if [ -e /proc/net/if_inet6 ] && grep -q ' lo$' /proc/net/if_inet6; then
	ok "--listen [::1]:PORT" listens '[::1]:0' 'http://[::1]'
	ok "--listen [::]:PORT" listens '[::]:0' 'http://[::]'
else
	skip "--listen [::1]:PORT" "no IPv6 here"
fi
full_log() {
	start --listen 0 --access-log /dev/full
	alive && alive
	local good=$?
	stop
	[ $good -eq 0 ] && [ "$status" -eq 0 ]
}
ok "a log on a full disk does not stop it" full_log
"$convene" --db "$url" serve --listen 0 >&- 2>"$work/err" &
server=$!
started+=("$server")
wait_for grep -qs "$(basename "$convene")" "/proc/$server/comm"
kill -TERM "$server"
wait "$server"
status=$?
ok "standard output closed: it starts, or says that it cannot" test "$status" -eq 0 -o "$status" -eq 7 -o "$status" -eq 143

# ---- the database goes away and comes back ----

cp "$db" "$work/kept.db"
unavailable() {
	answers 503 "$1: /" "$base/"
	ok "... is a page" header 'content-type: text/html'
	answers 503 "$1: /healthz" "$base/healthz"
	answers 503 "$1: /meetings/dccg/31" "$base/meetings/dccg/31"
	answers 503 "$1: /api/meetings.json" "$base/api/meetings.json"
}
start --listen 0
rm -f "$db" "$db"-*
unavailable "the database is gone before the first page"
cp "$work/kept.db" "$db"
answers 200 "... and is back" "$base/meetings/dccg/31"
ok "... /healthz says so" alive
stop
ok "... SIGTERM ends it with 0" test $status -eq 0

start --listen 0
mv "$db" "$work/away.db"
head -c 30000 /dev/urandom >"$db"
get "$base/"
ok "something else lies in its place: 500 or 503" test "$status" = 500 -o "$status" = 503
ok "... is a page" header 'content-type: text/html'
rm -f "$db"*
mv "$work/away.db" "$db"
answers 200 "... and it is back" "$base/"
stop

start --listen 0
get "$base/"
get "$base/people"
mv "$db" "$work/away.db"
get "$base/meetings/dccg/31"
ok "the database is moved away under the server: the page, or 503" test "$status" = 200 -o "$status" = 503
mv "$work/away.db" "$db"
answers 200 "... and back" "$base/meetings/dccg/30"
: >"$work/restored.db"
sqlite3 "$work/kept.db" ".backup $work/restored.db"
"$convene" --db "sqlite:$work/restored.db" forum set name 'Restored Rivers Forum'
rm -f "$db"-wal "$db"-shm
mv "$work/restored.db" "$db"
restored() {
	get "$base/"
	grep -q 'Restored Rivers Forum' "$work/out"
}
ok "a backup put in its place is served" restored
stop
ok "... SIGTERM ends it with 0" test $status -eq 0

# Locked for readers too: only outside WAL.
cp "$work/kept.db" "$db"
start --listen 0
rm -f "$db"*
cp "$work/kept.db" "$db"
sqlite3 "$db" 'PRAGMA journal_mode=DELETE' >"$work/out"
coproc LOCK { exec sqlite3 "$db" 2>&1; }
lock_pid=$LOCK_PID
started+=("$lock_pid")
printf '.timeout 5000\nBEGIN EXCLUSIVE;\nSELECT 1;\n' >&"${LOCK[1]}"
read -r -t 20 line <&"${LOCK[0]}"
begin=$EPOCHREALTIME
unavailable "the database is locked"
ok "... nobody waits long" test $((${EPOCHREALTIME/./} - ${begin/./})) -lt 4000000
printf 'ROLLBACK;\n.quit\n' >&"${LOCK[1]}"
wait "$lock_pid"
answers 200 "... and free again" "$base/meetings/dccg/31"
stop
ok "... SIGTERM ends it with 0" test $status -eq 0
ok "... and the reason is in the log, a line for each request" test "$(grep -c 'db.busy.*database is locked' "$work/err")" -eq 4
finish
