#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What is held about somebody, and what is left when they have it taken out: of an account
# nothing, of a name that is withheld nothing in any file of the database.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"

fill "$work/forum.db"
use_db "$work/forum.db"
json() { jq -e "$1" "$work/out" >/dev/null; }
not_in_output() { ! grep -qi "$1" "$work/out"; }
refuses_quietly() { run "$@"; test $status -eq 3; }
works 0 "a forum" forum set site https://forum.example
works 0 "... that sends letters" forum set mail_from office@forum.example
works 0 "somebody is invited" admin invite daniel@river.example --name "Daniel Oyelaran" --role facilitator
works 0 "... and asks for a link" admin link daniel@river.example

# ---- what is held ----

works 0 "everything that is held is exported" privacy export daniel@river.example
ok "... as JSON" json .
ok "... with the role" json '.roles[0].role == "facilitator"'
ok "... where they were" json '.attendance | length > 0 and all(.written | test("Oyelaran"))'
ok "... and the address" json '.addresses[0].address == "daniel@river.example"'
cp "$work/out" "$work/by-address"
works 0 "the entry of the directory exports the same" privacy export daniel-oyelaran
ok "... to the letter" cmp "$work/out" "$work/by-address"
refuses 3 "Nobody here is known by that" "nobody is refused" privacy export nobody@river.example

printf 'From a Thu Apr 14 11:06:56 2016\nMessage-ID: <p1@r>\nFrom: Dan <Daniel@River.example>\nSubject: Banks\n' >"$work/a.mbox"
printf 'Date: Thu, 14 Apr 2016 11:06:56 +0000\n\nWhat I wrote.\n>From here on.\n' >>"$work/a.mbox"
works 0 "a list" list add banks --name Banks
works 0 "... they wrote to" list import banks "$work/a.mbox"
works 0 "their mail is exported" privacy export --mail daniel@river.example
ok "... as it came in" grep -q '^From: Dan <Daniel@River.example>$' "$work/out"
ok "... with its lines" grep -q '^What I wrote\.$' "$work/out"
works 0 "what is exported" privacy export daniel@river.example
ok "... names the message too" json '.addresses[0].messages[0].message_id == "p1@r"'

# ---- an account goes ----

held() {
	for file in "$work"/forum.db*; do
		if grep -aqi "$1" "$file"; then echo "# $1 is in ${file##*/}"; return 1; fi
	done
	return 0
}
works 0 "an address is added for another one" admin invite ana@river.example --name "Ana Nobody Else"
works 0 "an account is forgotten" privacy forget ana@river.example
ok "... its address is in no file" held ana@river
ok "... and it cannot be found" refuses_quietly privacy export ana@river.example
works 0 "the audit is whole" audit verify

# ---- a name goes ----

refuses 5 "Dan Oyelaran" "a spelling that is an entry of its own is refused" privacy withhold daniel@river.example --also "Dan Oyelaran"
works 0 "... they are one" person merge dan-oyelaran daniel-oyelaran
works 0 "a name is withheld" privacy withhold daniel@river.example --also "D. Oyelaran"
ok "... and it is said how often it stood" grep -qE '^Name withheld 1, in [1-9][0-9]* places of [1-9][0-9]* texts$' "$work/out"
works 0 "the mail of that address is removed too" list remove p1@r --why "Asked for by its writer."
ok "... the name is in no file" held oyelaran
ok "... nor the address" held daniel@river
works 0 "the meetings count as many people" dump --canonical
ok "... somebody was there without a name" grep -q 'Name withheld 1' "$work/out"
works 0 "what is derived" rebuild
works 0 "... is derived the same" dump --canonical
ok "... without the name" not_in_output Oyelaran
works 0 "the audit is whole still" audit verify

finish
