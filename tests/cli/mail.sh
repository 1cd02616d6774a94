#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Letters out, as an operator sees it: a real mail server (OpenSMTPD, on the loopback
# interface) that is down, takes letters, refuses some; others that hang up, are busy, are
# slow. And signing in from the command line.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"
# shellcheck source=tests/mailserver.bash
. "$source/tests/mailserver.bash"

unset CONVENE_MAIL CONVENE_KEY
use_db "$work/a.db"
run init
port=$((20000 + $$ % 20000))
mailbox=$work/box
job() { # STATE PATTERN: is that what is said of the newest job?
	run job list --json
	head -n 1 "$work/out" | grep -q "\"state\":\"$1\".*$2"
}
# Asks for a letter by the form of a server that does not send, so that job run does.
ask() {
	curl -s -o "$work/page" -w '%{http_code}' -d "address=$1" "$base/sign-in"
}

# ---- what must be set first ----

refuses 2 'smtp://user:password@host' "a transport that is none" job run --mail ftp://x
refuses 2 'smtp://user:password@host' "no transport" job run
works 0 "a first secretary is invited" admin invite sec@river.example --name "Pilar Quintanar"
run role list
ok "... and has that role" printed '^secretariat  Pilar Quintanar  20..-..-.. to now$'
refuses 2 'is no e-mail address' "an address that is none" admin invite sec --name "Pilar"
refuses 5 'have this role already' "the same role twice" admin invite sec@river.example --name "Pilar Quintanar"
refuses 2 'the settings site' "a link before the site is known" admin link sec@river.example
refuses 2 'is no address of a site' "a site that is none" forum set site river.example
run forum set site https://river.example
run forum set mail_from forum@river.example
run forum set name "Rivières"
works 0 "a link from the command line" admin link sec@river.example
ok "... leads to the site" printed '^https://river\.example/sign-in/link/[A-Za-z0-9_-]{43}$'
ok "... and its key is the owner's alone" test "$(stat -c %a "$work/a.db.key")" = 600
chmod 644 "$work/a.db.key"
refuses 2 'is no key of 32 bytes' "a key that others may read" admin link sec@river.example
chmod 600 "$work/a.db.key"

# ---- a server, whose worker finds nobody to take letters ----

run forum set site http://127.0.0.1
"$convene" --db "$url" serve --listen 127.0.0.1:0 --mail "smtp://127.0.0.1:$port" >"$work/said" 2>"$work/err" &
server=$!
started+=("$server")
wait_for grep -q '^listening on ' "$work/said"
base=$(sed -n 's,^listening on \(.*\)/$,\1,p' "$work/said")
ok "a letter is asked for" test "$(ask ana@river.example)" = 303
wait_for job waiting 'mail.later'
ok "with no mail server it waits, and says why" job waiting 'mail.later: .*connect'
run mail list --to ANA@river.example
ok "it can be found by its address" printed '  waiting  ana@river.example  Sign in to '
kill -TERM "$server"
wait "$server"
ok "the server ends when it is told to" test $? -eq 0

# ---- servers that fail ----

fails() { # MODE
	node "$source/tests/cli/smtp_server.mjs" "$port" "$1" >"$work/ready" &
	fake=$!
	started+=("$fake")
	wait_for grep -q ready "$work/ready"
	run job again 1
	run job run --mail "smtp://127.0.0.1:$port"
	kill "$fake"
	wait "$fake" 2>/dev/null
}
fails drop
ok "a server that hangs up in the middle: later" job waiting 'mail.later'
fails busy
ok "a busy one: later, with what it said" job waiting 'mail.later: .*451 later, please'
fails slow
ok "a slow one is waited for" job done sent
run mail list
ok "... and the letter is noted as sent" printed '  sent  ana@river.example'

# ---- one connection for many letters ----

tried() { # N: so many letters wait, since nobody took them
	run job list --json
	[ "$(grep -c '"state":"waiting".*mail.later' "$work/out")" -eq "$1" ]
}
sent_on() { # MODE: how a server took three letters that were sent together
	node "$source/tests/cli/smtp_server.mjs" "$port" "$1" >"$work/ready" &
	fake=$!
	started+=("$fake")
	wait_for grep -q ready "$work/ready"
	for who in 1 2 3; do
		ask "$1-$who@river.example" >/dev/null
	done
	wait_for tried 3
	for id in $(sed -n 's/^{"id":\([0-9]*\),.*"state":"waiting".*/\1/p' "$work/out"); do
		run job again "$id"
	done
	run job run --mail "smtp://127.0.0.1:$port"
	kill "$fake"
	wait "$fake" 2>/dev/null
	echo "$(grep -c connection "$work/ready") connections $(grep -c letter "$work/ready") letters"
}
"$convene" --db "$url" serve --listen 127.0.0.1:0 --mail smtp://127.0.0.1:1 >"$work/said" 2>"$work/err" &
server=$!
started+=("$server")
wait_for grep -q '^listening on ' "$work/said"
base=$(sed -n 's,^listening on \(.*\)/$,\1,p' "$work/said")
how=$(sent_on open)
echo "# $how"
ok "three letters go over one connection" test "$how" = "1 connections 3 letters"
how=$(sent_on mute)
echo "# $how"
ok "where a server hangs up on the second, it is sent over another at once" test "$how" = "3 connections 3 letters"
how=$(sent_on full)
echo "# $how"
ok "where it says that it has had enough, too" test "$how" = "3 connections 3 letters"
kill -TERM "$server"
wait "$server"

# ---- a real one ----

if [ "$(id -u)" -ne 0 ] || ! command -v smtpd >/dev/null; then
	skip "letters through OpenSMTPD" "it needs root and smtpd"
	finish
	exit
fi
mailserver "$work" "$port"
started+=("$mailserver")
"$convene" --db "$url" serve --listen 127.0.0.1:0 --mail "smtp://127.0.0.1:$port" >"$work/said" 2>"$work/err" &
server=$!
started+=("$server")
wait_for grep -q '^listening on ' "$work/said"
base=$(sed -n 's,^listening on \(.*\)/$,\1,p' "$work/said")
ok "a letter is asked for" test "$(ask bo@river.example)" = 303
wait_for job done sent
ok "it is handed over" job done sent
there() { [ "$(find "$mailbox/new" -type f | wc -l)" -eq "$1" ]; }
wait_for there 1
ok "it is in the mailbox, once" there 1
letter=$(find "$mailbox/new" -type f)
for header in '^From: =?.*?= <forum@river.example>' '^To: bo@river.example' '^Subject: Sign in to ' \
	'^Message-Id: <[A-Za-z0-9_-]*@river.example>' '^Auto-Submitted: auto-generated'; do
	ok "with the header $header" grep -q "$header" "$letter"
done
code=$(grep -E '^[0-9]{4} [0-9]{4}' "$letter" | tr -d ' \r')
ok "with a code" test ${#code} -eq 8
status=$(curl -s -o "$work/page" -c "$work/jar" -w '%{http_code}' -d "address=bo@river.example&code=$code" "$base/sign-in/code")
ok "... that lets in" test "$status" = 303
curl -s -b "$work/jar" "$base/account" >"$work/out"
ok "... and is known again" printed 'bo@river.example'
ok "a letter to somewhere else is asked for" test "$(ask cai@lake.example)" = 303
wait_for job dead refused
ok "... refused, and not tried again" job dead 'mail.refused: .*550'
run mail list --to cai@lake.example
ok "... the letter is dead" printed '  dead  cai@lake.example'
ok "nothing went wrong" sane
finish
