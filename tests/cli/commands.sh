#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Every command of the manual page, as somebody who knows it uses it and as
# somebody who gets it wrong: the right status, one clear sentence, and nothing
# stored.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"

usage='The arguments do not fit. Usage: convene'
no_option='There is no option'

# ---- without a database ----

no_db
run
ok "no command at all prints the help on standard error, status 2" \
	test "$status" -eq 2 -a ! -s "$work/out" -a "$(wc -l <"$work/err")" -gt 30
works 0 "help prints all commands" help
manual_is_complete() {
	local line
	while read -r line; do
		grep -qE "^  convene $line( |\$)" "$work/out" || { echo "# no help for: $line"; return 1; }
	done <<-END
		init
		serve
		dump
		rebuild
		version
		report check
		report import
		report render
		report undo
		report history
		group import
		group list
		group alias
		group rename
		group merge
		group unmerge
		group state
		person list
		person confirm
		person alias
		person rename
		person merge
		person unmerge
		privacy export
		mail bounce
		mail bounces
		mail good
		privacy forget
		privacy withhold
		action set
		topic close
		topic reopen
		forum set
		forum load
		forum page
		forum show
	END
}
ok "the help has every command of the manual page" manual_is_complete
help_is_in_manual() {
	[ -s "$work/out" ] || return 1
	local words
	sed -n 's/^  convene \([a-z]* \{0,1\}[a-z]*\).*/\1/p' "$work/out" | while read -r words; do
		tr -d '\\"' <"$source/man/convene.1" | grep -qF "${words% }" ||
			{ echo "# not in the manual page: $words"; exit 1; }
	done
}
ok "the manual page has every command of the help" help_is_in_manual
options_are_in_manual() {
	[ -s "$work/out" ] || return 1
	local option
	grep -oE '^ +--[a-z-]+' "$work/out" | sort -u | while read -r option; do
		tr -d '\\' <"$source/man/convene.1" | grep -qF -- "$option" ||
			{ echo "# not in the manual page: $option"; exit 1; }
	done
}
ok "the manual page has every option of the help" options_are_in_manual
works 0 "--help is help" --help
works 0 "help report shows the commands on reports" help report
ok "... and no others" test -s "$work/out" -a "$(grep -c '^  convene ' "$work/out")" -eq "$(grep -c '^  convene report' "$work/out")"
works 0 "version needs no database" version
ok "... and says it" printed '^convene [0-9]+\.[0-9]+\.[0-9]+$'
works 0 "version --json" version --json
ok "... is JSON" json_lines
refuses 2 'no command "nonsense"' "an unknown command" nonsense
refuses 2 'no command "report frobnicate"' "an unknown word after a known one is named" report frobnicate
refuses 2 'no command "report"' "half a command" report
refuses 2 'no command ""' "an empty command" ''
refuses 2 'option --db needs a value' "--db at the end" --db
refuses 2 "$usage version" "version takes no argument" version now
refuses 2 "$no_option --loud" "version takes no other option" version --loud
refuses 2 'No database is named' "a command that needs a database and is given none" group list
refuses 2 'No database is named' "init as well" init
for bad in forum.db sqlite: sqlite mysql:/x 'file:/x' ''; do
	refuses 2 'no address of a database' "the database address \"$bad\"" --db "$bad" init
done
refuses 7 'cannot be reached' "a server that is not there" --db 'postgresql:///d?host=/nonexistent' init

# ---- the database ----

fill "$work/a.db"
use_db "$work/a.db"
before=$(stored "$db")
works 0 "init again" init
ok "... changes nothing" test "$(stored "$db")" = "$before"
works 0 "--db=URL" --db="$url" group list
works 0 "--db after the command" group list --db "$url"
CONVENE_DB=$url "$convene" group list >"$work/out" 2>"$work/err"
status=$?
ok "CONVENE_DB names the database" test $status -eq 0 -a -s "$work/out"
CONVENE_DB=sqlite:$work/none.db "$convene" --db "$url" group list >"$work/out" 2>"$work/err"
status=$?
ok "--db comes before CONVENE_DB" test $status -eq 0 -a -s "$work/out"
refuses 2 "$usage init" "init takes no argument" init now
refuses 2 'which form of dump' "dump without its form" dump
refuses 2 "$no_option --raw" "dump --raw" dump --raw
refuses 2 "$no_option --canonical=yes" "a switch takes no value" dump --canonical=yes
works 0 "dump --canonical" dump --canonical
ok "... is JSON lines" json_lines
ok "... and no id" test "$(grep -cE '"[a-z_]*_?id":' "$work/out")" -eq 0
"$convene" --db "$url" dump --canonical 2>"$work/err" >/dev/full
status=$?
ok "a dump onto a full disk is not taken for a good one" test $status -eq 7 -a -s "$work/err"
"$convene" --db "$url" group list 2>"$work/err" >/dev/full
status=$?
ok "neither is a list" test $status -eq 7 -a -s "$work/err"
canonical "$db" >"$work/before"
works 0 "rebuild" rebuild
canonical "$db" >"$work/after"
ok "... gives the same again" same "$work/before" "$work/after"
refuses 2 "$usage rebuild" "rebuild takes no argument" rebuild all

# ---- reports: arguments only, the rest is in reports.sh ----

refuses 2 "$usage report check" "report check without a file" report check
refuses 2 "$usage report import" "report import without a file" report import --yes
refuses 2 "$usage report render" "report render without a file" report render
refuses 2 "$usage report render" "report render with two" report render a b
refuses 2 'no format "rtf"' "report render --to rtf" report render --to rtf "$source/demo/reports/dccg-20.txt"
refuses 2 'option --to needs a value' "report render --to and nothing" report render a --to
refuses 2 "$no_option --resolve" "an option of another command" report check --resolve x y
refuses 2 'is no number' "report undo of a word" report undo newest
refuses 2 'is no number' "report undo of no number" report undo ''
refuses 2 'is no number' "report undo of a number too large" report undo 99999999999999999999
refuses 2 'is no number' "report undo 0" report undo 0
refuses 2 'is no number' "report undo of a negative number" report undo -- -3
refuses 3 'no import to undo' "report undo of an import that is not there" report undo 999
refuses 2 "$usage report undo" "report undo of two" report undo 1 2
refuses 2 "$usage report history" "report history takes no argument" report history all
works 0 "report history" report history
ok "... has a line for each import" test "$(wc -l <"$work/out")" -eq 18
works 0 "report history --json" report history --json
ok "... is a list of 18" json_is 'x.length === 18 && x.every(i => i.import > 0 && i.file && i.outcome)'

# ---- groups ----

works 0 "group list" group list
ok "... shows a name in Arabic" grep -qP '\p{Arabic}{3}' "$work/out"
works 0 "group list --json" group list --json
ok "... has at least 24 coalitions" json_is 'x.filter(g => g.type === "coalition").length >= 24'
refuses 2 "$usage group list" "group list takes no argument" group list coalition
refuses 2 "$usage group import" "group import without a file" group import
refuses 3 'Cannot read .*/none.csv: No such file' "group import of a missing file" group import "$work/none.csv"
refuses 3 'Cannot read .*: Is a directory' "group import of a directory" group import "$work"
csv() {
	printf "$1" >"$work/x.csv"
	shift
	refuses 2 "$@" group import "$work/x.csv"
}
csv '' 'the file is empty' "an empty register"
csv 'a,b,c\n1,2,3\n' 'slug, type and name are needed' "a register without its columns"
csv 'slug,type,name\nsome-thing,club,Some\n' 'line 2, type' "an unknown type"
csv 'slug,type,name\nok-one,coalition,One\nNot A Slug,coalition,Two\n' 'line 3, slug' "a bad slug behind a good row"
csv 'slug,type,name\nx,coalition,\n' 'line 2, name' "a row without a name"
csv 'slug,type,name,state\nx,coalition,X,asleep\n' 'line 2, state' "an unknown state"
csv 'slug,type,name,since\nx,coalition,X,yesterday\n' 'line 2, since' "a date that is none"
csv 'slug,type,name\nx,coalition,"X\n' 'quot' "a quotation mark that is not closed"
csv 'slug,type,name\nx,coalition,\377\376\n' '.' "a name that is not UTF-8"

printf 'slug,type,name\nx,coalition,Twin\ny,coalition,twin\n' >"$work/x.csv"
refuses 5 'Another group is spelt so' "two rows of one name" group import "$work/x.csv"
head -c 5000000 /dev/zero >"$work/large.csv"
refuses 6 'larger than is allowed' "a register of 5 MB" group import "$work/large.csv"
before=$(canonical "$db" | cksum)
works 0 "the same register again" group import "$source/demo/groups.csv"
ok "... changes nothing" test "$(canonical "$db" | cksum)" = "$before"

refuses 2 "$usage group alias" "group alias with one argument" group alias flood-warnings
refuses 3 'no group "no-such"' "group alias of nobody" group alias no-such Name
refuses 2 'needs a name' "group alias with an empty spelling" group alias flood-warnings ''
refuses 2 'needs a name' "group alias with blanks" group alias flood-warnings '   '
refuses 5 'Another group is spelt so' "group alias that is another group's name" group alias flood-warnings 'DC on Floodplain Restoration'
refuses 2 'UTF-8' "group alias that is not UTF-8" group alias flood-warnings $'\377'
works 0 "group alias" group alias flood-warnings 'Coalition of the High Waters'
works 0 "... twice" group alias flood-warnings 'Coalition of the High Waters'

refuses 2 "$usage group rename" "group rename with one argument" group rename flood-warnings
refuses 3 'no group "no-such"' "group rename of nobody" group rename no-such Name
refuses 2 'needs a name' "group rename to nothing" group rename flood-warnings ''
refuses 2 'needs a name' "group rename to blanks" group rename flood-warnings '   '
refuses 5 'Another group is spelt so' "group rename to another group's name" group rename flood-warnings 'DC on Floodplain Restoration'
works 0 "group rename" group rename flood-warnings 'Dynamic Coalition on High Waters'
works 0 "... the new name is in the list" group list
ok "... at a new address" printed '^high-waters|^dynamic-coalition-on-high-waters'
slug=$(awk '/Dynamic Coalition on High Waters/ { print $1 }' "$work/out")
works 0 "... renamed to the same name" group rename "$slug" 'Dynamic Coalition on High Waters'
run group list
ok "... keeps its address" printed "^$slug "
refuses 2 "$usage group merge" "group merge with one argument" group merge "$slug"
refuses 5 'cannot be merged' "group merge of a group into itself" group merge "$slug" "$slug"
refuses 3 'no group "no-such"' "group merge of nobody" group merge no-such "$slug"
refuses 3 'no group "no-such"' "group merge into nobody" group merge "$slug" no-such
refuses 5 'not merged' "group unmerge of a group that is not merged" group unmerge "$slug"
canonical "$db" >"$work/before"
works 0 "group merge" group merge "$slug" floodplain-restoration
refuses 5 'cannot be merged' "... twice" group merge "$slug" floodplain-restoration
refuses 5 'cannot be merged' "... into a third as well" group merge "$slug" youth-rivers
refuses 5 'cannot be merged' "group merge into a merged group" group merge youth-rivers "$slug"
works 0 "group unmerge" group unmerge "$slug"
canonical "$db" >"$work/after"
ok "... and all is as before" same "$work/before" "$work/after"
works 0 "merge a into b" group merge "$slug" floodplain-restoration
works 0 "... and b into c" group merge floodplain-restoration youth-rivers
works 0 "... unmerge b" group unmerge floodplain-restoration
works 0 "... unmerge a" group unmerge "$slug"
canonical "$db" >"$work/after"
ok "... and all is as before" same "$work/before" "$work/after"

# ---- people ----

works 0 "person list" person list
ok "... has 50 people or more" test "$(wc -l <"$work/out")" -ge 50
works 0 "person list --json" person list --json
ok "... is JSON with names and slugs" json_is 'x.every(p => p.slug && p.name && p.resolved !== undefined)'
a=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1]))[3].slug)' "$work/out")
b=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1]))[7].slug)' "$work/out")
name_b=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1]))[7].name)' "$work/out")
works 0 "person list --unresolved" person list --unresolved
ok "... shows the two whom nobody could place" printed '^dan-oyelaran .*unresolved'
ok "... and nobody else" test "$(wc -l <"$work/out")" -eq 2
works 0 "person list --unresolved --json" person list --unresolved --json
ok "... as well" json_is 'x.length === 2 && x.every(p => !p.resolved)'
refuses 2 "$usage person list" "person list takes no argument" person list all
refuses 2 "$usage person confirm" "person confirm of nobody" person confirm
refuses 3 'nobody at "no-such"' "person confirm of one who is there and one who is not" person confirm dan-oyelaran no-such
works 0 "person confirm" person confirm dan-oyelaran
run person list --unresolved
ok "... is kept" test "$(wc -l <"$work/out")" -eq 1
refuses 2 "$usage person alias" "person alias with one argument" person alias "$a"
refuses 3 'nobody at' "person alias of nobody" person alias no-such Name
refuses 2 'needs a name' "person alias with an empty spelling" person alias "$a" ''
refuses 5 'Somebody else is spelt so' "person alias that is another's name" person alias "$a" "$name_b"
works 0 "person alias" person alias "$a" 'The Honourable Tester'
refuses 2 "$usage person rename" "person rename with one argument" person rename "$a"
refuses 3 'nobody at' "person rename of nobody" person rename no-such Name
refuses 2 'needs a name' "person rename to nothing" person rename "$a" ''
refuses 5 'Somebody else is spelt so' "person rename to another's name" person rename "$a" "$name_b"
works 0 "person rename" person rename "$a" 'Amélie Testová'
a=amelie-testova
works 0 "... leads to the new address" person confirm $a
refuses 2 "$usage person merge" "person merge with one argument" person merge $a
refuses 5 'cannot be merged' "person merge of somebody into themselves" person merge $a $a
refuses 3 'nobody at' "person merge of nobody" person merge no-such $a
refuses 5 'not merged' "person unmerge of somebody who is not merged" person unmerge $a
canonical "$db" >"$work/before"
works 0 "person merge" person merge $a "$b"
refuses 5 'cannot be merged' "... twice" person merge $a "$b"
refuses 5 'cannot be merged' "person merge into somebody merged" person merge "$b" $a
works 0 "person unmerge" person unmerge $a
canonical "$db" >"$work/after"
ok "... and all is as before" same "$work/before" "$work/after"
run person list --json
c=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1]))[11].slug)' "$work/out")
works 0 "merge a into b" person merge $a "$b"
works 0 "... and b into c" person merge "$b" "$c"
works 0 "... unmerge b" person unmerge "$b"
works 0 "... unmerge a" person unmerge $a
canonical "$db" >"$work/after"
ok "... and all is as before" same "$work/before" "$work/after"

# ---- items and topics ----

for bad in x dccg dccg/31 dccg/31/x dccg/x/1 /31/1 dccg/31/1/2 dccg/31/ dccg/31/99999999999999999999; do
	refuses 2 'not of the form SERIES/MEETING/NUMBER' "an item named \"$bad\"" action set --state done "$bad"
done
for gone in dccg/31/99 dccg/99/1 other/31/1 dccg/31/0; do
	refuses 3 'no item' "the item $gone, which is not there" action set --state done "$gone"
done
refuses 2 'no kind of item' "action set --kind wish" action set --kind wish dccg/31/1
refuses 2 'no state of an item' "action set --state finished" action set --state finished dccg/31/1
refuses 2 'no state of an item' "action set with a good kind and a bad state" action set --kind conclusion --state x dccg/31/1
refuses 2 "$usage action set" "action set without an item" action set --state done
refuses 2 "$usage action set" "action set that sets nothing" action set dccg/31/1
works 0 "action set" action set --kind conclusion --state dropped dccg/31/1
run dump --canonical
ok "... is kept" printed '"table":"action_item","series":"dccg","number":31,"position":1,"kind":"conclusion","kind_set":true.*"state":"dropped"'
refuses 2 "$usage topic close" "topic close without a topic" topic close
refuses 2 'not of the form' "topic close of a word" topic close focus
refuses 3 'no topic dccg/31/9' "topic close of a topic that is not there" topic close dccg/31/9
refuses 2 'option --note needs a value' "topic close --note and nothing" topic close dccg/31/1 --note
refuses 2 "$no_option --note" "topic reopen takes no note" topic reopen dccg/31/1 --note x
works 0 "topic reopen" topic reopen dccg/31/1
run dump --canonical
ok "... is kept" printed '"table":"topic","series":"dccg","number":31,"position":1,.*"state":"postponed"'
works 0 "topic close" topic close --note 'Taken up "elsewhere".' dccg/31/1
run dump --canonical
ok "... with its note" printed '"number":31,"position":1,.*"state":"closed","closed_note":"Taken up \\"elsewhere\\"\."'

# ---- the forum ----

works 0 "forum show" forum show
works 0 "forum show --json" forum show --json
ok "... is JSON" json_is 'x.name === "Shared Rivers Forum" && "page.imprint" in x'
refuses 2 "$usage forum show" "forum show takes no argument" forum show name
refuses 2 "$usage forum set" "forum set without a value" forum set name
refuses 2 'no setting "colour"' "forum set of an unknown setting" forum set colour red
refuses 2 'no time zone "Europe/Atlantis"' "forum set of an unknown zone" forum set zone Europe/Atlantis
refuses 6 'value is too long' "forum set of a name too long" forum set name "$(printf '%0300d' 1)"
refuses 2 'UTF-8' "forum set of a name that is not UTF-8" forum set name $'\303'
works 0 "forum set" forum set tagline '<b>"Rivers" & more</b>'
run forum show --json
ok "... is kept as it is" json_is 'x.tagline === `<b>"Rivers" & more</b>`'
refuses 3 'No such file' "forum load of a missing file" forum load "$work/none"
printf 'name = New\nnonsense\n' >"$work/x.conf"
refuses 2 'Line 2 is not a setting' "forum load with a bad line behind a good one" forum load "$work/x.conf"
printf 'name = New\ncolour = red\n' >"$work/x.conf"
refuses 2 'Line 2 is not a setting' "forum load with an unknown setting" forum load "$work/x.conf"
works 0 "forum load of the demonstration" forum load "$source/demo/forum.conf"
refuses 2 'no setting "page.colophon"' "forum page of an unknown page" forum page colophon "$source/demo/pages/about.md"
refuses 3 'No such file' "forum page from a missing file" forum page about "$work/none"
head -c 70000 /dev/zero | tr '\0' a >"$work/long.md"
refuses 6 'too long' "forum page too long" forum page about "$work/long.md"
printf 'caf\351\n' >"$work/latin.md"
refuses 2 'UTF-8' "forum page that is not UTF-8" forum page about "$work/latin.md"
works 0 "forum page" forum page about "$source/demo/pages/about.md"
"$convene" --db "$url" forum page about - <"$source/demo/pages/about.md" >"$work/out" 2>"$work/err"
status=$?
ok "forum page from standard input" test $status -eq 0 -a ! -s "$work/err"

# ---- serve: arguments only, the rest is in serve.sh ----

refuses 2 "$usage serve" "serve takes no argument" serve now
for bad in foo 127.0.0.1: 127.0.0.1:x 99999 65536 -5 1.2.3.4.5:80 localhost:0 '[::1:0' ::1 ''; do
	refuses 2 'no address to listen on' "serve --listen \"$bad\"" serve --listen="$bad"
done
refuses 7 'Cannot listen there: 192.0.2.1' "serve on an address that is not ours" serve --listen 192.0.2.1:0
refuses 2 '"somewhere" is no address' "serve --proxy that is no address" serve --listen 0 --proxy somewhere
refuses 3 '/none/x' "serve --access-log that cannot be opened" serve --listen 0 --access-log "$work/none/x"
ok "nothing is left beside the database" test "$(cd "$work" && echo a.db*)" = a.db
finish
