#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Serves the demonstration forum from a database of its own and looks at every
# page in a browser: axe-core in light and dark, wide and narrow, sizes, and
# what a keyboard and a reader without scripts can do. Prints TAP.
set -u
cd "$(dirname "$0")/../.."
convene=${CONVENE:-build-test/src/convene}
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$work"' EXIT
server=

(cd tests/browser && { [ -d node_modules/axe-core ] || npm ci --no-audit --no-fund >"$work/npm.log" 2>&1; }) ||
	{ cat "$work/npm.log"; echo "not ok - the browser's libraries can be installed"; exit 1; }

db=sqlite:$work/forum.db
demo/fill.sh "$convene --db $db" >"$work/fill.log" 2>&1 ||
	{ cat "$work/fill.log"; echo "not ok - the demonstration forum can be filled"; exit 1; }
demo/people.sh "$convene --db $db" http://127.0.0.1 >"$work/fill.log" 2>&1 ||
	{ cat "$work/fill.log"; echo "not ok - people can be invited"; exit 1; }
"$convene" serve --db "$db" --listen 127.0.0.1:0 --mail "maildir:$work/mail" >"$work/serve.log" 2>"$work/serve.err" &
server=$!
for _ in $(seq 100); do
	address=$(sed -n 's/^listening on //p' "$work/serve.log")
	[ -n "$address" ] && break
	kill -0 "$server" 2>/dev/null || break
	read -rt 0.1 <> <(:)
done
[ -n "$address" ] || { cat "$work/serve.err"; echo "not ok - the server starts"; exit 1; }
ADDRESS=${address%/} CONVENE="$convene --db $db" SHOTS=${SHOTS:-} node tests/browser/pages.mjs
