#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Mailing lists: archives of every kind in, with a balance; what is damaged, what is no mail.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"

message() { # ID SUBJECT [REFERS-TO]
	printf 'Message-ID: <%s@r>\nFrom: Ana <ana@river.example>\nSubject: %s\n' "$1" "$2"
	[ -z "${3:-}" ] || printf 'References: <%s@r>\n' "$3"
	printf 'Date: Thu, 14 Apr 2016 11:%02d:00 +0000\n\nText of %s.\n' "$1" "$1"
}
mbox() { # FROM TO
	for i in $(seq "$1" "$2"); do
		printf 'From ana@river.example Thu Apr 14 11:06:56 2016\n'
		message "$i" "Number $i" $((i > $1 ? i - 1 : 0))
		echo
	done
}
use_db "$work/l.db"
run init
refuses 3 'no mailing list "rivers"' "an import into a list that is not there" list import rivers "$work/l.db"
works 0 "list add" list add rivers --name "Rivers list" --address rivers@lists.example
refuses 5 'mailing list at this address already' "the same again" list add rivers
refuses 2 'is no mail address' "an address that is none" list set rivers --address nobody
refuses 2 'is no link' "a link that is none" list set rivers --join javascript:x
works 0 "list show --json" list show --json
ok "... is JSON" json_is 'x[0].slug === "rivers" && x[0].messages === 0 && x[0].last === null'

# ---- every kind of archive ----

mbox 1 9 >"$work/a.mbox"
works 0 "an mbox" list import rivers "$work/a.mbox"
ok "... has a balance" printed 'a.mbox: 9 read = 9 stored \+ 0 already here \+ 0 set aside$'
works 0 "the same again" list import rivers "$work/a.mbox" --json
ok "... is here already" json_is 'x.read === 9 && x.stored === 0 && x.known === 9 && x.aside === 0'
mbox 10 19 | gzip >"$work/b.mbox.gz"
works 0 "gzip" list import rivers "$work/b.mbox.gz"
ok "... has ten" printed ': 10 read = 10 stored'
mkdir "$work/t" "$work/t/2016" && mbox 20 24 >"$work/t/2016/a.txt" && message 25 eml >"$work/t/b.eml"
(cd "$work/t" && tar cf ../t.tar . && tar czf ../t.tgz .)
works 0 "a folder of mbox and .eml" list import rivers "$work/t"
ok "... has six" printed ': 6 read = 6 stored'
works 0 "tar, and tar with gzip" list import rivers "$work/t.tar" "$work/t.tgz"
ok "... have the same six each" test "$(grep -c ': 6 read = 0 stored + 6 already here' "$work/out")" -eq 2
(cd "$work/t" && zip -qr ../t.zip . 2>/dev/null || python3 -m zipfile -c ../t.zip 2016 b.eml)
works 0 "zip" list import rivers "$work/t.zip"
ok "... too" printed ': 6 read = 0 stored \+ 6 already here'
mkdir -p "$work/md/cur" "$work/md/new" "$work/md/tmp"
message 30 cur >"$work/md/cur/30:2,S"
message 31 new >"$work/md/new/31"
message 32 tmp >"$work/md/tmp/32"
echo secret >"$work/md/.hidden"
works 0 "a Maildir" list import rivers "$work/md"
ok "... has what is in cur and new" printed ': 2 read = 2 stored'
equals=$(printf '=%.0s' $(seq 73))
{ echo "$equals"; message 33 one; echo; echo "$equals"; message 34 two | sed "\$a$equals\nno header"; } >"$work/LOG1604"
works 0 "a notebook of LISTSERV" list import rivers "$work/LOG1604"
ok "... has two" printed ': 2 read = 2 stored'
ok "... and a line of = in a text divides nothing" test "$(grep -c 'set aside at' "$work/out")" -eq 0
run list threads rivers --tsv
ok "threads are said" printed '^9@r	0@r$'
"$convene" --db "$url" list deliver rivers <<<"$(message 40 delivered)" 2>"$work/err"
status=$?
ok "a message is delivered" test $status -eq 0
run list runs rivers
ok "... and is in the list of runs" printed '^[0-9]+  \(delivered\): 1 read = 1 stored'

# ---- a public-inbox: two epochs, a message that was deleted ----

inbox() { # FOLDER FIRST LAST [DELETED]
	local parent='' i blob tree
	git init -q --bare "$1"
	for i in $(seq "$2" "$3") ${4:+d}; do
		if [ "$i" = d ]; then blob=$(message "$4" inbox | git -C "$1" hash-object -w --stdin)
		else blob=$(message "$i" inbox | git -C "$1" hash-object -w --stdin); fi
		tree=$(printf '100644 blob %s\t%s\n' "$blob" "$([ "$i" = d ] && echo d || echo m)" | git -C "$1" mktree)
		parent=$(GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@r GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@r \
			git -C "$1" commit-tree ${parent:+-p "$parent"} -m x "$tree")
	done
	git -C "$1" update-ref "$(git -C "$1" symbolic-ref HEAD)" "$parent"
}
inbox "$work/inbox/git/0.git" 6001 6005 6002
inbox "$work/inbox/git/1.git" 6006 6008
works 0 "a public-inbox" list import rivers "$work/inbox" --json
ok "... of two epochs, without what was deleted" json_is 'x.read === 7 && x.stored === 7'
works 0 "... one epoch of it" list import rivers "$work/inbox/git/1.git" --json
ok "... is here already" json_is 'x.read === 3 && x.known === 3'
git init -q --bare "$work/new.git"
works 0 "... one that has just begun" list import rivers "$work/new.git"
printf 'garbage' >"$work/new.git/HEAD"
refuses 2 'repository cannot be read' "one that is damaged" list import rivers "$work/new.git"

# ---- a Maildir that is followed ----

mkdir -p "$work/mail/new" "$work/mail/cur" "$work/mail/tmp"
message 7001 followed >"$work/mail/cur/1.a:2,S"
message 7002 followed >"$work/mail/new/2.a"
message 7003 followed >"$work/mail/tmp/3.a"
works 0 "list follow" list follow --once rivers "$work/mail"
ok "... takes in what is there" printed '^rivers: 2 read = 2 stored \+ 0 already here'
works 0 "... and again" list follow --once rivers "$work/mail"
ok "... stores nothing twice" printed '^rivers: 2 read = 0 stored \+ 2 already here'
"$convene" --db "$url" list follow --every 1 rivers "$work/mail" >"$work/follow" 2>"$work/follow.err" &
follower=$!
until grep -q '2 already here' "$work/follow"; do read -rt 0.1 <> <(:); kill -0 $follower || break; done
mv "$work/mail/new/2.a" "$work/mail/cur/2.a:2,RS"
: >"$work/mail/new/4.a"
printf 'no head\n' >"$work/mail/new/5.a"
message 7003 followed >"$work/mail/new/3.a"
# One round may see some of them, the next the others: read, stored, set aside of all.
followed() { awk '{ r += $2; s += $5; a += $12 } END { print r, s, a }' "$work/follow"; }
until [ "$(followed)" = "4 1 1" ]; do read -rt 0.1 <> <(:); kill -0 $follower || break; done
kill $follower
wait $follower
ok "... until it is stopped" test $? -eq 0
ok "... delivers what is new, whatever is renamed or no message" test "$(followed)" = "4 1 1"
refuses 3 'Cannot read' "a folder that is none" list follow --once rivers "$work/none"
refuses 2 'belong together' "a list without its folder" list follow --once rivers "$work/mail" rivers

# ---- what is damaged, what is none ----

refuses 3 'No such file' "a file that is not there" list import rivers "$work/none"
mbox 50 1349 | gzip >"$work/c.gz"
head -c $(($(stat -c %s "$work/c.gz") / 2)) "$work/c.gz" >"$work/broken.gz"
run list import rivers "$work/broken.gz"
ok "an archive that is cut off is said to be" grep -q 'ends too early, or is damaged' "$work/err"
printf '\037\213garbage that is no gzip' >"$work/bad.gz"
works 0 "one that is none" list import rivers "$work/bad.gz"
ok "... is set aside" printed 'set aside at byte 0: no-message'
head -c 20 "$work/b.mbox.gz" >"$work/head.gz"
refuses 2 'nothing can be unpacked' "one of which nothing is left" list import rivers "$work/head.gz"
: >"$work/empty.mbox"
works 0 "an empty file" list import rivers "$work/empty.mbox"
ok "... has nothing" printed ': 0 read = 0 stored'
printf 'Dear diary,\n\nno header here.\n' >"$work/diary.txt"
works 0 "a text that is no mail" list import rivers "$work/diary.txt"
ok "... is set aside with its reason" printed 'set aside at byte 0: no-message \(29 bytes\)'
run list deliver rivers </dev/null
ok "nothing is no message to deliver" test $status -eq 2 -a "$(grep -c 'no message came in' "$work/err")" -eq 1

# ---- measures: the same figures as a script that shares no code with us ----

use_db "$work/m.db"
run init
for list in dccg citizen-sampling wg-outlook; do
	run list add $list
	run list import $list "$source/demo/lists/$list.mbox"
	want=$(awk -f "$source/tests/cli/measures.awk" "$source/demo/lists/$list.mbox")
	works 0 "list stats $list --json" list stats $list --json
	got=$(node -e '
		const f = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).figures;
		console.log([f.messages.value, f.automatic.value, f.posters.value, f.discussions.of,
			f.discussions.value, f["in-discussion"].value, f["months-spoken"].value].join(" "));
	' "$work/out")
	ok "... are the figures that a script finds in the mbox: $want" test "$got" = "$want"
done
works 0 "the list of announcements and advertisers" list stats wg-outlook --json
ok "... is silent" json_is 'x.figures["months-spoken"].value === 0 && x.figures["one-way"].value === 5'
works 0 "a window" list stats dccg --from 2024-03-01 --to 2024-04-01 --json
ok "... counts what is in it" json_is 'x.figures.messages.value === 5 && x.figures["months-spoken"].of === 1'
refuses 2 'is no day' "a day that is none" list stats dccg --from yesterday
run list add subjects
{ echo "From a Thu Apr 14 11:07:30 2016"; message 50 Dams; printf "\nFrom a Thu Apr 14 11:07:30 2016\n"
	message 51 "Re: [list] dams (fwd)" | sed 's/ana@/bo@/;s/Ana/Bo/'; } >"$work/subjects.mbox"
run list import subjects "$work/subjects.mbox"
works 0 "threads are joined by references" list threads subjects
ok "... and by nothing else" printed '^51@r	51@r$'
works 0 "... by subject too when asked" list threads subjects --rule subjects
ok "... the first is the root" printed '^51@r	50@r$'
run list stats subjects
ok "no discussion by references" printed '^discussions +0 of 2 '
works 0 "figures by that rule" list stats subjects --rule subjects
ok "... say so, and that there is one" printed 'threads joined by subject$'
ok "... one discussion" printed '^discussions +1 of 1 '
refuses 2 'there are references and subjects' "a rule that is none" list stats subjects --rule dates

# ---- search ----

works 0 "search" search water
ok "... finds messages, newest first" test "$(sed -n 's/^\(20[0-9-]*\)  .*/\1/p' "$work/out" | tr '\n' ' ')" = \
	"2024-04-05 2024-04-04 2024-03-03 2023-11-04 "
ok "... shows no address" test "$(grep -c '@[a-z]' "$work/out")" -eq 0
works 0 "search with fields" search --json from:grete 'subject:"autumn sheet"' list:citizen-sampling after:2024
ok "... as JSON" json_is 'x.list === "citizen-sampling" && x.who === "Grete Amundsen" && x.day === "2024-05-02"'
works 1 "search for what is not there says so by its status" search zebrafishes
refuses 3 'no mailing list' "in a list that is not there" search water list:nowhere
refuses 2 'is no day' "after no day" search water after:soon
refuses 2 'no word in this' "for nothing" search '***'
sqlite3 "$work/m.db" "UPDATE mail_index_state SET cut = 'of old'"
run search water
ok "search in an index of old says so" complains 'not all messages are in the index'
works 0 "init takes in what is missing" init
works 0 "... for the next search" search water
ok "... which says nothing of it" test ! -s "$work/err"
works 0 "rebuild" rebuild
works 0 "... finds the same" search water
ok "... messages" test "$(grep -c '^20' "$work/out")" -eq 4

# ---- people: several addresses, one person; who had joined ----

use_db "$work/w.db"
run init && run list add rivers
n=0
letter() { # FROM [REFERENCES]
	n=$((n + 1))
	printf 'From a Thu Apr 14 11:06:56 2016\nMessage-ID: <%d@w>\nFrom: %s\n' $n "$1"
	[ -z "${2:-}" ] || printf 'References: <%s@w>\n' "$2"
	printf 'Subject: x\nDate: Thu, 14 Apr 2016 11:%02d:00 +0000\n\nText %d.\n\n' $n $n
}
{ letter 'Ana Lima <ana@river.example>'; letter 'Ana Lima <alima@sea.example>' 1
	letter '"Ana Lima via Rivers" <rivers@lists.example>' 1; letter 'Bo <bo@river.example>'; } >"$work/w.mbox"
run list import rivers "$work/w.mbox"
works 0 "writer suggest" writer suggest --json
ok "... says why" printed '"reason":"name"' && ok "... for each pair" test "$(wc -l <"$work/out")" -eq 2
run list stats rivers --json
ok "before a decision they are three, and discuss" json_is 'x.figures.posters.value === 4 && x.figures.discussions.value === 1'
works 0 "writer join" writer join ana@river.example ALIMA@sea.example
works 0 "... a sender whose From was rewritten, by its name" writer join alima@sea.example 'Ana Lima via Rivers'
run list stats rivers --json
ok "after it they are one, who discusses with nobody" json_is 'x.figures.posters.value === 2 && x.figures.discussions.value === 0'
refuses 5 'one person already' "the same again" writer join ana@river.example alima@sea.example
refuses 3 'nobody writes' "somebody who never wrote" writer join ana@river.example eve@sea.example
works 0 "writer apart" writer apart bo@river.example alima@sea.example
refuses 5 'decided that they are two' "what was decided otherwise" writer join ana@river.example bo@river.example
run writer suggest
ok "nothing is suggested twice" printed 'nobody looks like'
works 0 "writer undo" writer undo 1
refuses 5 'taken back already' "the same again" writer undo 1
refuses 3 'no decision' "of no decision" writer undo 99
run list stats rivers --json
ok "... splits them" json_is 'x.figures.posters.value === 3 && x.figures.discussions.value === 1'
works 0 "writer log" writer log
ok "... keeps all of it" test "$(grep -c . "$work/out")" -eq 3 -a "$(grep -c 'taken back' "$work/out")" -eq 1
printf 'Ana <ana@river.example> <alima@sea.example>\nAna <ana@river.example>\n' >"$work/mailmap"
works 0 "writer mailmap" writer mailmap "$work/mailmap"
ok "... says what it did" printed '^1 joined, 0 decided already, 0 of people who do not write here, 1 lines'
ok "subscribers are unknown without a roster" test "$(run list stats rivers; grep -c '^subscribers-posting *unknown' "$work/out")" -eq 1
printf 'ana@river.example\nbo@river.example\neve@sea.example\nALIMA@sea.example\n' >"$work/roster"
works 0 "list roster" list roster rivers "$work/roster" --date 2016-04-14
run list stats rivers --json
ok "... is the whole that posters are a share of" json_is \
	'x.figures["subscribers-posting"].of === 3 && Math.abs(x.figures["subscribers-posting"].value - 2 / 3) < 1e-3'
run list stats rivers --to 2016-04-01 --json
ok "... and nothing is known of before it" json_is 'x.figures["subscribers-posting"].value === null'
refuses 2 'no address' "a roster without anybody" list roster rivers /dev/null
run dump --canonical
ok "decisions and rosters are in the dump" test "$(grep -c '"table":"writer_decision"\|"table":"roster"' "$work/out")" -eq 5
ok "... and no address of a member" test "$(grep -c 'eve@' "$work/out")" -eq 0

# ---- removal: nothing is left in any file ----

use_db "$work/r.db"
run init && run list add rivers
secret() {
	printf 'From a Thu Apr 14 11:06:56 2016\nMessage-ID: <2@r>\nReferences: <1@r>\n'
	printf 'From: Zyxwvut <zyxwvut@river.example>\nSubject: Qqxyzzy\n'
	printf 'Date: Thu, 14 Apr 2016 12:00:00 +0000\nContent-Type: multipart/mixed; boundary=b\n\n'
	printf -- '--b\n\nPlughplover is what nobody may read.\n--b\n'
	printf 'Content-Type: image/png; name="frobozz.png"\n\nx\n--b--\n\n'
}
{ mbox 1 1; secret; mbox 3 40; } >"$work/r.mbox"
run list import rivers "$work/r.mbox"
# What of the old files is in the new ones: words as they stand, and the packed blocks.
left() {
	node -e '
		const fs = require("fs"), files = ["r.db", "r.db-wal"].map(f => process.argv[1] + "/" + f)
			.filter(fs.existsSync).map(f => fs.readFileSync(f));
		const needles = ["Zyxwvut", "zyxwvut", "Qqxyzzy", "Plughplover", "frobozz",
			// In the index a word lacks what it begins with like the one before it.
			"yxwvut", "qxyzzy", "lughplover"].map(w => Buffer.from(w));
		for (const hex of process.argv.slice(2)) needles.push(Buffer.from(hex.slice(40, 200), "hex"));
		console.log(needles.filter(n => files.some(f => f.includes(n))).length);
	' "$work" "$@"
}
mapfile -t blocks < <(sqlite3 "$work/r.db" 'SELECT hex(packed) FROM mail_block')
ok "names, subjects, words and blocks are in the files" test "$(left)" -ge 6
ok "... and blocks" test "$(left "${blocks[@]}")" -gt "$(left)"
run list threads rivers
cp "$work/out" "$work/threads"
refuses 2 'removed with a reason' "a removal without a reason" list remove '<2@r>'
refuses 3 'no message at this address' "of a message that is not there" list remove '<9999@r>' --why x
works 0 "list remove" list remove '<2@r>' --why 'Its author asked for it.'
ok "nothing of it is in any file" test "$(left "${blocks[@]}")" -eq 0
run list threads rivers
ok "its place in the thread stays" cmp -s "$work/out" "$work/threads"
refuses 5 'removed already' "the same again" list remove '<2@r>' --why x
works 0 "the archive again" list import rivers "$work/r.mbox" --json
ok "... brings nothing of it back" json_is 'x.known === 40 && x.aside === 0'
ok "... to any file" test "$(left "${blocks[@]}")" -eq 0
run dump --canonical
ok "what was done is written down" printed '"table":"mail_audit","action":"removed","message":"2@r","why":"Its author asked for it."'

# ---- an import taken back ----

run list runs rivers --json
ok "runs have numbers" test "$(head -1 "$work/out" | grep -c '"run":1,')" -eq 1
works 0 "list undo" list undo 1
ok "... says how much went" printed 'run 1 is undone: 40 messages went'
refuses 5 'undone already' "the same again" list undo 1
refuses 3 'no import of mail' "an import that never was" list undo x
# What had been removed stays known, so that it does not come back.
ok "nothing is left but that" test "$(sqlite3 "$work/r.db" 'SELECT (SELECT count(*) FROM message) || " " ||
	(SELECT count(*) FROM mail_block)')" = "1 0"

# ---- interrupted ----

use_db "$work/whole.db"
run init && run list add rivers
mbox 100 1500 >"$work/large.mbox"
run list import rivers "$work/large.mbox"
run dump --canonical
cp "$work/out" "$work/want"
same=0
for _ in 1 2 3; do
	rm -f "$work"/k.db*
	use_db "$work/k.db"
	run init && run list add rivers
	"$convene" --db "$url" list import rivers "$work/large.mbox" >/dev/null 2>&1 &
	victim=$!
	# As soon as the first batch is there; a fast machine may be done by then.
	until [ "$(sqlite3 "$work/k.db" 'SELECT count(*) FROM message' 2>/dev/null || echo 0)" -gt 0 ]; do
		kill -0 $victim 2>/dev/null || break
	done
	kill -9 $victim 2>/dev/null
	wait $victim 2>/dev/null
	run list runs rivers
	! printed interrupted || run list import rivers "$work/large.mbox"
	run dump --canonical
	cmp -s "$work/out" "$work/want" && same=$((same + 1))
done
ok "an import that is killed and begun again gives what one run gives" test $same -eq 3
ok "... and says so" test $status -eq 0
finish
