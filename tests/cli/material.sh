#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Real reports and minutes from outside the repository, in $CONVENE_MATERIAL.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"
material=${CONVENE_MATERIAL:-}
samples=$material/samples

if [ -z "$material" ] || [ ! -f "$samples/dccg-53.txt" ]; then
	skip "the samples and minutes" "CONVENE_MATERIAL is not set"
	finish
	exit
fi

# ---- the two samples ----

no_db
works 1 "dccg-53 has findings" report check "$samples/dccg-53.txt"
ok "... six links without a target" test "$(grep -c '\[link-no-target\]' "$work/out")" -eq 6
ok "... a deadline without a year" printed '24 May.* has no year; 2021 was taken'
works 1 "dccg-54 has findings" report check "$samples/dccg-54.txt"
ok "... two links without a target" test "$(grep -c '\[link-no-target\]' "$work/out")" -eq 2
ok "... a number that is not the title's" printed 'meeting number 5, the head says 54'
works 1 "--json of both" report check --json "$samples/dccg-53.txt" "$samples/dccg-54.txt"
ok "... is JSON" json_lines

use_db "$work/a.db"
"$convene" --db "$url" init >"$work/out" 2>"$work/err"
canonical "$db" >"$work/before"
works 0 "both are imported" report import --yes "$samples/dccg-53.txt" "$samples/dccg-54.txt"
canonical "$db" >"$work/both"
run dump --canonical
item() {
	printed "\"table\":\"action_item\",\"series\":\"dccg\",\"number\":$1,\"position\":$2,\"kind\":\"$3\".*\"owner\":\"$4\".*\"due\":$5,"
}
part() {
	printed "\"table\":\"action_part\",\"series\":\"dccg\",\"number\":$1,\"item\":$2,\"position\":$3,\"kind\":\"$4\""
}
ok "dccg-53, item 1: an action of all, due 24 May 2021" item 53 1 action all '"2021-05-24"'
ok "... with a step" part 53 1 1 step
ok "item 2: an action without owner and date" item 53 2 action none null
ok "item 3: a conclusion" item 53 3 conclusion none null
ok "... with a follow-up" part 53 3 1 follow-up
ok "... and that is all" test "$(grep -c '"table":"action_item","series":"dccg","number":53' "$work/out")" -eq 3
ok "dccg-54: one item without owner and date" item 54 1 action none null
ok "... with two steps" part 54 1 2 step
ok "... and that is all" test "$(grep -c '"table":"action_item","series":"dccg","number":54' "$work/out")" -eq 1
ok "16 people were at 53" test "$(grep -c '"table":"attendance","series":"dccg","number":53' "$work/out")" -eq 16
ok "20 people were at 54" test "$(grep -c '"table":"attendance","series":"dccg","number":54' "$work/out")" -eq 20
ok "a topic is postponed, in paragraph 7" printed '"table":"topic","series":"dccg","number":53,.*"paragraph":7,"state":"postponed"'
before=$(stored "$db")
works 0 "the same again" report import --yes "$samples/dccg-53.txt" "$samples/dccg-54.txt"
ok "... changes nothing" test "$(stored "$db")" = "$before"
run rebuild
canonical "$db" >"$work/after"
ok "rebuild changes nothing" same "$work/both" "$work/after"
run report undo
run report undo
canonical "$db" >"$work/after"
ok "undone, nothing of them is left" same "$work/before" "$work/after"

# ---- minutes in other houses' forms ----

mapfile -t minutes < <(find "$material/minutes" -type f | sort)
ok "there are minutes" test "${#minutes[@]}" -gt 50
no_db
works 1 "all are read, none without findings" report check --json "${minutes[@]}"
ok "... as JSON, a line for each" json_lines
ok "... so many lines" test "$(wc -l <"$work/out")" -eq "${#minutes[@]}"
ok "... each in no house form" test "$(grep -c '"rule": *"not-house-form"\|not in the house form' "$work/out")" -eq "${#minutes[@]}"
use_db "$work/a.db"
works 1 "all are imported: status 1" report import --yes "${minutes[@]}"
ok "... each is new" test "$(grep -c ': new, /documents/' "$work/out")" -eq "${#minutes[@]}"
ok "... at an address of its own" \
	test "$(sed -n 's/.*: new, \([^ ]*\) .*/\1/p' "$work/out" | sort -u | wc -l)" -eq "${#minutes[@]}"
ok "... and makes nobody" test "$(grep -c 'new people: 0, new groups: 0' "$work/out")" -eq "${#minutes[@]}"
before=$(stored "$db")
works 1 "the same again" report import --yes "${minutes[@]}"
ok "... is unchanged" test "$(grep -c ': unchanged, ' "$work/out")" -eq "${#minutes[@]}"
ok "... and changes nothing" test "$(stored "$db")" = "$before"
finish
