#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Is a list open? What is found where pages are there, closed, moved, endless, of this network;
# and who is told.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"

unset CONVENE_MAIL CONVENE_KEY
use_db "$work/a.db"
run init
node "$source/tests/cli/page_server.mjs" >"$work/port" &
started+=($!)
wait_for test -s "$work/port"
pages=http://127.0.0.1:$(cat "$work/port")
found() { # JOIN ARCHIVE PATTERN: what is said of a list with these pages?
	run list set rivers --join "$1" --archive "$2"
	run list check rivers --inside --json
	printed "$3"
}

run list add rivers --name "Rivers & lakes"
works 0 "a list that says nothing of itself is looked at" list check rivers
ok "... and nothing is known of it" printed '^joinable     unknown$'
ok "... its last message neither" printed '^last         no message is here$'
ok "... and nobody was asked" printed '^asked        it has no coordinator who can sign in$'
refuses 3 'there is no mailing list .rivulets.' "a list that is none" list check rivulets
ok "pages that are there" found "$pages/join" "$pages/join" '"joinable":"yes".*"readable":"yes"'
ok "an archive for members, with what was answered" found "$pages/join" "$pages/closed" \
	'"readable":"no","readable-said":"HTTP 403"'
ok "a page that has moved" found "$pages/away?to=/join" "$pages/join" '"joinable":"yes"'
ok "a page that is gone" found "$pages/gone" "$pages/join" '"joinable":"no","joinable-said":"HTTP 404"'
ok "a page that leads to itself" found "$pages/round" "$pages/join" '"joinable":"no","joinable-said":"[^"]*redirect'
ok "a page that leads to a file" found "$pages/away?to=file:///etc/passwd" "$pages/join" '"joinable":"no"'
ok "a page without an end" found "$pages/long" "$pages/join" '"joinable":"yes"'
ok "nobody listens there" found "http://127.0.0.1:1/" "$pages/join" '"joinable":"no","joinable-said":"[^"]'
run list set rivers --join "$pages/join" --archive "$pages/join"
run list check rivers
ok "machines of this network are not asked" printed '^joinable     no \(it leads into this network'
ok "... also not for the archive" printed '^readable     no \(it leads into this network'

# ---- by itself ----

run list add lakes --name Lakes
"$convene" --db "$url" serve --listen 127.0.0.1:0 --mail "maildir:$work/box" >"$work/said" 2>"$work/err" &
server=$!
started+=("$server")
looked_at() { run job list --json && grep -q '"kind":"list-check".*"object":2.*"state":"done"' "$work/out"; }
wait_for looked_at
ok "the worker looks at a list nobody has looked at" looked_at
ok "... and not at one that was just looked at" test "$(grep -c '"kind":"list-check"' "$work/out")" -eq 1
kill -TERM "$server"
wait "$server"
ok "nothing went wrong" sane
finish
