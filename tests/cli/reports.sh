#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Reports: checked, rendered, imported, imported again, corrected, undone; names
# asked at a terminal and answered from a file.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"
demo=$source/demo

# ---- check and render, without a database ----

cat >"$work/clean.txt" <<'END'
SRF 2024
Dynamic Coalition Coordination Group
Virtual meeting 37 – 2024-10-10

Summary report

Action items

• Ms. Signe Brandvold to book the boat. Deadline: 20 October 2024.

Meeting focus

1. The 37th meeting of the Dynamic Coalition Coordination Group (DCCG) was held online.

2. The boat was discussed.

List of participants

Facilitators: Signe Brandvold, Tobias Okello

Participants: Kwabena Asiedu (DC on Open River Data), Chiara Sartorel (DC on Urban Streams)
END
no_db
works 0 "a clean report is checked: status 0" report check "$work/clean.txt"
ok "... with no findings" printed 'no findings'
works 0 "--json" report check --json "$work/clean.txt"
ok "... is JSON with file, charset and report" json_is 'x.file && x.charset && x.report'
sed 's/37th meeting/36th meeting/' "$work/clean.txt" >"$work/flawed.txt"
works 1 "a flawed report is checked: status 1" report check "$work/flawed.txt"
ok "... the finding has its line" printed 'line 13 .*number 36'
run report check "$work/clean.txt" "$work/none.txt" "$work/flawed.txt"
ok "a missing file among others: status 2, the others are checked" \
	test $status -eq 2 -a "$(grep -c '^  date ' "$work/out")" -eq 2
ok "... and it is named, with the reason" grep -q 'none.txt: No such file' "$work/err"
works 1 "all demonstration reports are checked" report check "$demo"/reports/*
works 1 "--json of all of them" report check --json "$demo"/reports/*
ok "... is a JSON line for each" json_lines
ok "... 18 lines" test "$(wc -l <"$work/out")" -eq 18
# Enough files for several threads, in an order that a fast thread would break.
many=()
for f in "$demo"/reports/*; do many+=("$work/clean.txt" "$f" "$work/flawed.txt" "$f" "$f"); done
many+=("$work/none.txt" "$work/clean.txt" "$work/none.txt")
for f in "${many[@]}"; do
	said=$work/said.$(basename "$f")
	[ -f "$said" ] || "$convene" report check "$f" >"$said" 2>"$said.complaint"
	cat "$said" >>"$work/one_by_one"
	cat "$said.complaint" >>"$work/complaints"
done
run report check "${many[@]}"
ok "many files: status 2 for those that are missing" test $status -eq 2
ok "... the rest is said in their order" cmp -s "$work/one_by_one" "$work/out"
ok "... and so are the complaints" cmp -s "$work/complaints" "$work/err"
"$convene" report check - <"$work/clean.txt" >"$work/out" 2>"$work/err"
status=$?
ok "standard input is checked" test $status -eq 0 -a ! -s "$work/err"
"$convene" report check --json "$demo"/reports/* 2>"$work/err" >/dev/full
status=$?
ok "findings that cannot be written are an error" test $status -eq 7 -a -s "$work/err"
for format in markdown text html json; do
	works 0 "render --to $format" report render --to $format "$demo/reports/dccg-31.txt"
	ok "... writes something" test "$(wc -c <"$work/out")" -gt 3000
	[ $format != json ] || ok "... that is JSON" json_is 'typeof x === "object"'
done
again=0
for f in "$demo"/reports/*; do
	run report render "$f"
	cp "$work/out" "$work/once.md"
	run report render "$work/once.md"
	cmp -s "$work/once.md" "$work/out" || { echo "# differs: $f"; again=1; }
done
ok "Markdown rendered again is the same Markdown" test $again -eq 0
run report check $'\377.txt' "$work/clean.txt" --json
ok "a file name that is not UTF-8 does no harm" test $status -eq 2
cp "$work/clean.txt" "$work/"$'caf\351 "x" \\.txt'
works 0 "... nor does one that exists" report check --json "$work/"$'caf\351 "x" \\.txt'
ok "... its JSON is good" json_is 'x.file.includes("x")'

# ---- import ----

fill "$work/a.db"
use_db "$work/a.db"
ok "the demonstration forum holds 18 meetings" \
	test "$(canonical "$db" | grep -c '"table":"meeting"')" -eq 18
before=$(stored "$db")
works 0 "all of it again" report import --yes --resolve "$demo/resolve.tsv" "$demo"/reports/dccg-*
ok "... is unchanged" test "$(grep -c ': unchanged, /meetings/dccg/' "$work/out")" -eq 18
ok "... and changes nothing at all" test "$(stored "$db")" = "$before"
works 0 "again without answers and without a terminal" report import "$demo"/reports/dccg-*
ok "... changes nothing either" test "$(stored "$db")" = "$before"
works 0 "--json" report import --json --yes "$demo"/reports/dccg-*
ok "... is a JSON line for each" json_lines
canonical "$db" >"$work/before"
run rebuild
canonical "$db" >"$work/after"
ok "what is derived is what rebuild makes of it" same "$work/before" "$work/after"

works 0 "a new report" report import "$work/clean.txt"
ok "... is said to be new" printed 'clean.txt: new, /meetings/dccg/37 revision 1'
works 0 "history --json" report history --json
ok "... has it last" json_is 'x.length === 19 && x[18].outcome === "new" && x[18].file.endsWith("clean.txt")'
apart_from_items() {
	canonical "$db" | grep -vE '"table":"(event|action_item)"'
}
apart_from_items >"$work/one"
run action set dccg/37/1 --state done
sed -e 's/was discussed/was discussed, and tried/' -e 's/book the boat/book the boat in time/' "$work/clean.txt" >"$work/corrected.txt"
works 0 "a corrected file" report import "$work/corrected.txt"
ok "... is a revision" printed 'revised, /meetings/dccg/37 revision 2'
ok "... with the old line" printed '^- 2\. The boat was discussed\.$'
ok "... and the new one" printed '^\+ 2\. The boat was discussed, and tried\.$'
run dump --canonical
ok "... and what was said of its items stays" printed '"number":37,"position":1,.*in time.*"state":"done"'
works 0 "the corrected file again, --json" report import --json "$work/corrected.txt"
ok "... is unchanged" json_is 'x.outcome === "unchanged" && x.revision === 2 && x.diff === ""'
refuses 5 'later revision \(2\)' "the first revision cannot be undone before the second" report undo 19
works 0 "undo" report undo
ok "... says what" printed '^import 20 \(.*corrected.txt, dccg-37 revision 2\) is undone'
apart_from_items >"$work/after"
ok "... and the first revision stands again" same "$work/one" "$work/after"
works 0 "undo of one by its number, --json" report undo 19 --json
ok "... is JSON" json_is 'x.import === 19 && x.revision === 1'
apart_from_items >"$work/after"
grep -vE '"table":"(event|action_item)"' "$work/before" >"$work/expected"
ok "... and all is as before" same "$work/expected" "$work/after"
refuses 3 'no import to undo' "undo of what has been undone" report undo 19
run report history
ok "the history says so" printed '^ *19 .*\(undone\)$'
for n in 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1; do
	run report undo
	[ $status -eq 0 ] || break
done
ok "everything can be undone, one by one" test $status -eq 0
refuses 3 'no import to undo' "... until there is nothing" report undo
# Lists and their mail, evidence and criteria come from no report.
lists='list|mail_[a-z]*|appearance|set_aside|evidence|criteria'
canonical "$db" | grep -vE "\"table\":\"(event|redirect|setting|$lists)\"" >"$work/after"
"$convene" --db "sqlite:$work/new.db" init >/dev/null
"$convene" --db "sqlite:$work/new.db" group import "$demo/groups.csv" >/dev/null
canonical "$work/new.db" | grep -vE '"table":"(event|redirect|setting)"' >"$work/expected"
ok "... and the forum is as it was before the first" same "$work/expected" "$work/after"
run person list
ok "... with nobody in it" test ! -s "$work/out"

# Somebody is made by one report, named by another, which is then corrected.
fill "$work/b.db"
use_db "$work/b.db"
sed -e 's/37/38/g' -e 's/Kwabena Asiedu (/Newcomer Nobody (/' "$work/clean.txt" >"$work/38.txt"
sed -e 's/37/39/g' -e 's/Kwabena Asiedu (/Newcomer Nobody (/' "$work/clean.txt" >"$work/39.txt"
sed -e 's/37/39/g' "$work/clean.txt" >"$work/39-corrected.txt"
run report import --yes "$work/38.txt" "$work/39.txt" "$work/39-corrected.txt"
ok "38 and 39 name a newcomer, 39 corrected does not" test $status -eq 0
works 0 "38, which made the newcomer, is undone" report undo 19
run person list
ok "... and the newcomer is gone" test "$(grep -c Newcomer "$work/out")" -eq 0
works 0 "39 corrected is undone" report undo 21
run dump --canonical
ok "... and the newcomer is back" printed '"table":"attendance".*"number":39,.*Newcomer Nobody'
works 0 "rebuild goes through" rebuild

# ---- names ----

fill "$work/c.db"
use_db "$work/c.db"
sed -e 's/Kwabena Asiedu/Kwabena Asieduu/' -e 's/DC on Urban Streams/DC on Urban Stream/' "$work/clean.txt" >"$work/unknown.txt"
refuses 2 'nobody can be asked here' "unknown names, no terminal and no --yes" report import "$work/unknown.txt"
refuses 3 'No such file' "answers from a missing file" report import --yes --resolve "$work/none.tsv" "$work/unknown.txt"
answers() {
	printf "$1" >"$work/answers.tsv"
}
answers '# comment\n\nperson Kwabena Asieduu\n'
refuses 2 'Line 3 of the answers' "answers without tabs" report import --yes --resolve "$work/answers.tsv" "$work/unknown.txt"
answers 'animal\tKwabena Asieduu\t+\n'
refuses 2 'Line 1 of the answers' "answers of an unknown kind" report import --yes --resolve "$work/answers.tsv" "$work/unknown.txt"
answers 'person\tKwabena Asieduu\t\n'
refuses 2 'Line 1 of the answers' "an answer that is empty" report import --yes --resolve "$work/answers.tsv" "$work/unknown.txt"
answers 'person\tKwabena Asieduu\tKwabena Asiedu\ngroup\tDC on Urban Stream\tno-such\n'
refuses 3 'no group "no-such"' "an answer that names no group" report import --yes --resolve "$work/answers.tsv" "$work/unknown.txt"
answers 'person\tKwabena Asieduu\tKwabena Asiedu\n'
refuses 2 'nobody can be asked here' "answers for one of two names, and nobody to ask" report import --resolve "$work/answers.tsv" "$work/unknown.txt"
answers 'person\tKwabena Asieduu\tKwabena Asiedu\r\ngroup\tDC on Urban Stream\turban-streams\r\n'
cp "$db" "$work/d.db"
works 0 "answers for all names need no --yes" report import --resolve "$work/answers.tsv" "$work/unknown.txt"
ok "... and make nobody new" printed 'new people: 0, new groups: 0'
run dump --canonical
ok "... the spelling of the person is confirmed" printed '"Kwabena Asieduu","source":"confirmed"'
ok "... the spelling of the group is confirmed" printed '"DC on Urban Stream","source":"confirmed"'
run report undo
canonical "$db" >"$work/after"
canonical "$work/d.db" >"$work/before"
ok "... and undo forgets both" same "$work/before" "$work/after"
cp "$work/d.db" "$db"
answers '\357\273\277person\tKWABENA  ASIEDUU\t+\ngroup\tDC on Urban Stream\t-\n'
works 0 "+ is somebody new, - is no group; a byte-order mark, case and blanks do no harm" \
	report import --resolve "$work/answers.tsv" "$work/unknown.txt"
ok "... so one person is new" printed 'new people: 1, new groups: 0'
canonical "$db" >"$work/before"
run rebuild
canonical "$db" >"$work/after"
ok "... rebuild makes no group of it" same "$work/before" "$work/after"
cp "$work/d.db" "$db"
works 0 "--yes makes both new" report import --yes "$work/unknown.txt"
ok "... and unresolved" printed 'new people: 1, new groups: 1'
run person list --unresolved
ok "... in the list" printed 'unresolved .*Kwabena Asieduu'
cp "$work/d.db" "$db"

# ---- asking at a terminal ----

# $1: what is typed. The screen is in $work/screen, the output in $work/out.
terminal() {
	local typed=$1
	shift
	printf '%s --db %s %s >%s; printf "\\nstatus $?\\n"' "$convene" "$url" "$*" "$work/out" >"$work/command"
	: >"$work/raw"
	# The end of what is typed ends the terminal, so it stays open until then.
	{ printf "$typed"; wait_for grep -q '^status [0-9]' "$work/raw"; } |
		timeout 20 script -qfec "bash $work/command" /dev/null >"$work/raw"
	tr -d '\r' <"$work/raw" >"$work/screen"
	status=$(sed -n 's/^status //p' "$work/screen")
	status=${status:-none}
	cp "$work/screen" "$work/err"
}
seen() {
	grep -qE -- "$1" "$work/screen"
}
unchanged_by() {
	local before
	before=$(stored "$db")
	terminal "$@"
	[ "$(stored "$db")" = "$before" ]
}
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	skip "asking at a terminal" "no pseudo-terminal here"
else
	ok "q stores nothing" unchanged_by 'q\n' report import "$work/unknown.txt"
	ok "... status 5" test "$status" = 5
	ok "... and says so" seen 'Stopped at "Kwabena Asieduu"; nothing was stored'
	ok "the end of input stores nothing" unchanged_by '\004' report import "$work/unknown.txt"
	ok "... status 5" test "$status" = 5
	ok "q at the second question stores nothing" unchanged_by '1\nq\n' report import "$work/unknown.txt"
	terminal '7x\n99\n\n1\n1\n' report import "$work/unknown.txt"
	ok "the person is asked for, with the line" seen '^Person not known: Kwabena Asieduu \(line 21\)'
	ok "... and a suggestion with its reason" seen '^  1  Kwabena Asiedu \(.+\)'
	ok "... a wrong answer is asked again" test "$(grep -c 'Please answer' "$work/screen")" -eq 3
	ok "the group is asked for" seen '^Group not known: DC on Urban Stream '
	ok "... it is stored: status 0" test "$status" = 0
	ok "... nobody is new" printed 'new people: 0, new groups: 0'
	terminal '' report import "$work/unknown.txt"
	ok "what was answered is known" test "$status" = 0 -a "$(grep -c 'not known' "$work/screen")" -eq 0
	cp "$work/d.db" "$db"
	terminal 'n\no\n' report import --json "$work/unknown.txt"
	ok "n is new, o an office; standard output is JSON all the same" \
		json_is 'x.new_people === 1 && x.new_groups === 0'
	cp "$work/d.db" "$db"
	ok "a line too long is one wrong answer" unchanged_by "$(printf '%0255d' 0)n\\nq\\n" report import "$work/unknown.txt"
	ok "... status 5" test "$status" = 5
	terminal '' report import --yes "$work/unknown.txt"
	ok "--yes asks nothing" test "$status" = 0 -a "$(grep -c 'not known' "$work/screen")" -eq 0
fi

# ---- files ----

fill "$work/e.db"
use_db "$work/e.db"
cp "$work/clean.txt" "$work/-dash.txt"
(cd "$work" && "$convene" --db "$url" report import -- -dash.txt) >"$work/out" 2>"$work/err"
status=$?
ok "a file whose name begins with a dash, behind --" test $status -eq 0
run report undo
"$convene" --db "$url" report import - <"$work/clean.txt" >"$work/out" 2>"$work/err"
status=$?
ok "a report from standard input" test $status -eq 0
run report undo
refuses 2 '\.txt: ' "a file whose name is not UTF-8 is refused clearly" report import --yes "$work/"$'caf\351 "x" \\.txt'
printf 'not a house form\n\nbut text\n' >"$work/notes.txt"
printf '%%PDF-1.4\n\1\2' >"$work/x.pdf"
run report import --yes "$work/38.txt" "$work/x.pdf" "$work/39.txt"
ok "a bad file among good ones: status 2" test $status -eq 2
ok "... it is named" complains 'x\.pdf: The file is damaged'
ok "... what came before it is stored" printed '38.txt: new'
run report history
ok "... and nothing of it or behind it" test "$(wc -l <"$work/out")" -eq 21 -a "$(grep -c '39\.txt\|x\.pdf' "$work/out")" -eq 0
works 1 "a text in no house form: status 1" report import --yes "$work/notes.txt"
ok "... becomes a document" printed 'new, /documents/notes revision 1'
works 1 "... the same again" report import --yes "$work/notes.txt"
ok "... is unchanged" printed 'unchanged, /documents/notes revision 1'
mkdir "$work/other"
printf 'somebody else wrote this,\n\nelsewhere and at greater length\n' >"$work/other/notes.txt"
works 1 "another text of the same file name" report import --yes "$work/other/notes.txt"
ok "... is another document" printed 'new, /documents/notes-2 revision 1'
printf 'not a house form\n\nbut plain text\n' >"$work/notes.txt"
works 1 "the first one corrected" report import --yes "$work/notes.txt"
ok "... is its revision" printed 'revised, /documents/notes revision 2'
works 1 "the second again" report import --yes "$work/other/notes.txt"
ok "... is unchanged" printed 'unchanged, /documents/notes-2 revision 1'
cp "$work/notes.txt" "$work/dccg-20.txt"
refuses 5 'dccg-20 already' "a text that is called like a meeting's report" report import --yes "$work/dccg-20.txt"
finish
