# SPDX-License-Identifier: Apache-2.0
# The main figures of a list from its mbox alone, without any of our code, for an archive in
# order of time, whose messages all have dates and at most one To-be-believed From each:
# messages, sent by programs, people, threads of people, discussions, messages in them, months
# with a discussion.
function find(x) { while (up[x] != x) x = up[x]; return x }
function join_threads(x, y) {
	if (!(x in up)) up[x] = x
	if (!(y in up)) up[y] = y
	up[find(x)] = find(y)
}
function ids(line, s) {
	while (match(line, /<[^>]*>/)) {
		s = substr(line, RSTART + 1, RLENGTH - 2)
		refs[n] = refs[n] " " s
		line = substr(line, RSTART + RLENGTH)
	}
}
/^From .*[0-9][0-9]:[0-9][0-9]:[0-9][0-9] [0-9][0-9][0-9][0-9]$/ { n++; head = 1; id[n] = "none" n; refs[n] = ""; next }
head && /^$/ { head = 0 }
head {
	if (!/^[ \t]/) name = tolower(substr($0, 1, index($0, ":") - 1))
	if (name == "message-id" && match($0, /<[^>]*>/)) id[n] = substr($0, RSTART + 1, RLENGTH - 2)
	if (name == "references" || name == "in-reply-to") ids($0)
	if (name == "from") {
		who[n] = tolower($0)
		sub(/^from: */, "", who[n])
		sub(/ at /, "@", who[n])
		if (match(who[n], /[^ <]+@[^ >]+/)) who[n] = substr(who[n], RSTART, RLENGTH)
	}
	if (name == "date") month[n] = $5 " " $4
	if (name == "auto-submitted") robot[n] = 1
}
END {
	for (i = 1; i <= n; i++) {
		join_threads(id[i], id[i])
		k = split(refs[i], r, " ")
		for (j = 1; j <= k; j++) join_threads(id[i], r[j])
	}
	for (i = 1; i <= n; i++) {
		if (robot[i]) { robots++; continue }
		t = find(id[i])
		people[who[i]]; threads[t]
		if (!(t in first)) first[t] = who[i]
		else if (first[t] != who[i] && !(t in second)) second[t] = i
	}
	for (i = 1; i <= n; i++) {
		if (robot[i]) continue
		t = find(id[i])
		if (!(t in second)) continue
		talks[t]; in_talk++
		# By the end of the month the second person must have spoken.
		if (second[t] <= i || month[second[t]] == month[i]) spoken[month[i]]
	}
	np = nt = nd = ns = 0
	for (x in people) np++
	for (x in threads) nt++
	for (x in talks) nd++
	for (x in spoken) ns++
	print n, robots + 0, np, nt, nd, in_talk + 0, ns
}
