#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Evidence of what coalitions have done, criteria as text, and what these would mean: from the
# command line, with figures of lists compared with a script that shares no code with the program.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"

use_db "$work/a.db"
run init
printf 'slug,type,name,state,since\nlive,coalition,Live,active,2015-01-01\ntalk,coalition,Talk,active,2015-01-01\nadverts,coalition,Adverts,active,2015-01-01\nnew,coalition,New,active,2024-04-01\ngone,coalition,Gone,inactive,2015-01-01\n' >"$work/groups.csv"
works 0 "a register of coalitions" group import "$work/groups.csv"
lists='live:dccg talk:citizen-sampling adverts:wg-outlook'
for pair in $lists; do
	list=${pair#*:}
	run list add "$list" --group "${pair%:*}"
	run list import "$list" "$source/demo/lists/$list.mbox"
done
json() { jq -es "$1" "$work/out" >/dev/null; }
says() { grep -qxF -- "$1" "$work/out"; }
of() { # GROUP CRITERION: what it is, "4 met"
	jq -r --arg g "$1" --arg c "$2" 'select(.group == $g) | .figures[$c] | "\(.value) \(.verdict)"' "$work/out"
}

# ---- the text ----

works 0 "what a criterion can ask for" assess metrics
ok "... is listed" printed '^months-spoken  '
cat >"$work/slot.txt" <<-END
	# for a slot
	title: A slot at the annual meeting
	unknown: not-met
	exempt: 6 months
	needs: 2
	- months: months-spoken, 12 months, at least 3
	- people: posters, 12 months, at least 5
	- calls: calls, 12 months, at least 2
END
sed 's/posters/posterz/' "$work/slot.txt" >"$work/wrong.txt"
refuses 2 'Line 7: posterz: there is no such figure' "a figure that is none" assess try "$work/wrong.txt"
refuses 2 'Line 7: posterz: there is no such figure' "... nor is it kept" assess add slot "$work/wrong.txt" --reason x
seq -f '- c%g: calls, 1 month, at least 1' 1 10000 | cat <(echo "title: bomb") - >"$work/bomb.txt"
refuses 2 'That is too much' "ten thousand clauses" assess add slot "$work/bomb.txt" --reason x
refuses 2 'what this version changes, and why' "a version without a reason" assess add slot "$work/slot.txt"
works 0 "a draft" assess add slot "$work/slot.txt" --reason "To begin with"
ok "... has a number" says slot/1
works 0 "it is shown" assess show slot
cp "$work/out" "$work/again.txt"
refuses 5 'what version 1 says' "the same once more" assess add slot "$work/again.txt" --reason "No change"
refuses 5 'Only what has been proposed' "a draft is not adopted" assess adopt slot/1 "Meeting 56"
works 0 "it is proposed" assess propose slot/1
refuses 5 'Only a draft' "... once" assess propose slot/1
works 0 "it is adopted" assess adopt slot/1 "Meeting 56, by consensus"
sed 's/at least 5/at least 6/' "$work/slot.txt" >"$work/second.txt"
works 0 "a second version" assess add slot "$work/second.txt" --reason "More people"
works 0 "without a number" assess show slot
ok "... it is the adopted one" printed 'at least 5$'
works 0 "the second is proposed" assess propose slot/2
works 0 "... and adopted" assess adopt slot/2 "Meeting 57"
works 0 "then the first" assess list
ok "... is superseded" printed '^slot/1  superseded  To begin with  Meeting 56, by consensus$'
ok "... and the second adopted" printed '^slot/2  adopted  '

# ---- evidence ----

works 0 "a call" evidence add live call 2024-02-01 "Gauges" --link https://river.example/notes
refuses 5 'has it already' "the same again" evidence add live call 2024-02-01 "Gauges"
refuses 2 'no kind of evidence' "a kind that is none" evidence add live tea 2024-02-01 "Tea"
refuses 2 'still to come' "one that is to come" evidence add live call 2999-01-01 "Later"
refuses 2 'no address of a page' "a link that is none" evidence add live call 2024-02-02 "X" --link javascript:alert
printf 'kind,day,title,link\ncall,2024-03-01,"Banks, again",\ncall,2024-02-01,Gauges,\npaper,2024-03-02,On banks,/documents/x\n' >"$work/e.csv"
works 0 "a table" evidence import live "$work/e.csv"
ok "... adds what is new" says '2 added, 1 known before'
printf 'kind,day,title\ncall,2024-03-05,Good\ncall,March,Bad\n' >"$work/bad.csv"
refuses 2 'line 3 .day.' "a table with a day that is none adds nothing" evidence import live "$work/bad.csv"
works 0 "none of a kind" evidence none talk call 2023-01-01 2024-12-31
works 0 "one that does not apply" evidence none adverts call 2023-01-01 2024-12-31 --not-applicable
works 0 "the register" evidence list live --json
ok "... has them" json 'length == 3 and all(.state == "claimed")'
works 0 "one is confirmed" evidence confirm 1
works 0 "one is refused" evidence refuse 2 "That was a meeting of somebody else."
refuses 2 'why it is not taken' "... not without a reason" evidence refuse 3 " "

# ---- what they would mean ----

works 0 "a trial" assess try "$work/slot.txt" --on 2024-05-01 --json
ok "... of the active ones" test "$(jq -r .group "$work/out" | tr '\n' ' ')" = "adverts live new talk "
ok "a refused call does not count" test "$(of live calls)" = "1 not-met"
ok "a known zero is 0" test "$(of talk calls)" = "0 not-met"
ok "what does not apply is no zero" test "$(of adverts calls)" = "null not-applicable"
ok "nor is what nobody knows" test "$(of new calls)" = "null unknown"
ok "who was formed lately is exempt" json 'any(.group == "new" and .exempt and .result == "met")'
for pair in $lists; do
	group=${pair%:*} list=${pair#*:}
	for on in 2024-02-01 2024-04-01 2024-06-01; do
		run assess try "$work/slot.txt" --on $on --json
		want=$(node "$source/tests/cli/criteria_expected.mjs" "$source/demo/lists/$list.mbox" $on)
		got="$(of "$group" months | cut -d' ' -f1) $(of "$group" people | cut -d' ' -f1)"
		ok "$list on $on: $want, as a script finds in the mbox" test "$got" = "$want"
	done
done
for list in dccg citizen-sampling; do
	run list add "$list-too" --group new
	run list import "$list-too" "$source/demo/lists/$list.mbox"
	cat "$source/demo/lists/$list.mbox" >>"$work/both.mbox"
done
run assess try "$work/slot.txt" --on 2024-04-01 --json
want=$(node "$source/tests/cli/criteria_expected.mjs" "$work/both.mbox" 2024-04-01)
ok "two lists of one coalition are counted as one: $want" test "$(of new months | cut -d' ' -f1) $(of new people | cut -d' ' -f1)" = "$want"

# ---- lists as they are: lively, fading, dead, full of advertisements, of announcements only ----

material=${CONVENE_MATERIAL:-}/mail/lists
if [ ! -d "$material" ]; then
	skip "figures of real lists" "CONVENE_MATERIAL is not set"
	finish
	exit
fi
use_db "$work/m.db"
run init
echo slug,type,name,state,since >"$work/groups.csv"
for file in "$material"/*.zst; do
	list=$(basename "$file" .zst) list=${list%%.*}
	zstd -dq "$file" -o "$work/$list.mbox"
	echo "$list,coalition,$list,active,1999-01-01" >>"$work/groups.csv"
done
run group import "$work/groups.csv"
for file in "$work"/*.mbox; do
	list=$(basename "$file" .mbox)
	[ "$list" = both ] && continue
	run list add "$list" --group "$list"
	run list import "$list" "$file"
done
printf 'title: x\n- months: months-spoken, 12 months, at least 6\n- people: posters, 12 months, at least 5\n' >"$work/two.txt"
for on in 2001-01-01 2003-07-01 2011-07-01 2016-01-01 2021-01-01; do
	run assess try "$work/two.txt" --on $on --json
	: >"$work/want"
	for group in $(jq -r .group "$work/out"); do
		want=$(node "$source/tests/cli/criteria_expected.mjs" "$work/$group.mbox" $on)
		# Two people wrote by way of the list, which put its own address in the place of theirs: the
		# script takes them for one.
		[ "$group $on $want" = "ksummit-discuss 2021-01-01 7 63" ] && want="7 64"
		echo "$group $want" >>"$work/want"
	done
	jq -r '"\(.group) \(.figures.months.value) \(.figures.people.value)"' "$work/out" >"$work/got"
	diff "$work/want" "$work/got" | sed 's/^/# /'
	ok "$(wc -l <"$work/got") real lists on $on: months and people as the script finds them" cmp "$work/want" "$work/got"
done
ok "nothing went wrong" sane
finish
