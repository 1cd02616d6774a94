#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What is no report, or no text at all: missing, empty, noise, other formats,
# other encodings, cut off. Each is given to check, render and import: a clear
# sentence, the right status, nothing stored.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"
report=$source/demo/reports/dccg-20.txt

fill "$work/a.db"
use_db "$work/a.db"
before=$(stored "$db")

# $1: status of import and render; $2: pattern; $3: what it is; $4: the file
no_report() {
	local name=$3 file=$4
	run report check "$file"
	ok "$name: check ends with 2 and says why" \
		test "$status" -eq 2 -a "$(grep -cE "$2" "$work/err")" -eq 1 -a ! -s "$work/out"
	refuses "$1" "$2" "$name: import" report import --yes "$file"
	refuses "$1" "$2" "$name: render" report render "$file"
}
no_report 3 'none: No such file' "a missing file" "$work/none"
no_report 3 ': Is a directory' "a directory" "$work"
no_report 3 ': Not a directory' "a file in a file" "$report/x"
no_report 3 'No such file' "an empty name" ''
: >"$work/empty"
no_report 2 'no text in this file' "an empty file" "$work/empty"
printf ' \n\t\r\n\n' >"$work/blank"
no_report 2 'no text in this file' "a blank file" "$work/blank"
printf '\357\273\277' >"$work/bom"
no_report 2 'no text in this file' "a byte-order mark alone" "$work/bom"
head -c 4096 /dev/zero >"$work/nuls"
no_report 2 'no text in this file' "a file of NULs" "$work/nuls"
head -c 100000 /dev/urandom >"$work/noise"
no_report 2 'no text in this file' "noise" "$work/noise"
{ printf '%%PDF-1.7\n%%\342\343\317\323\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'; cat "$report"; } >"$work/x.pdf"
no_report 2 'damaged' "a PDF" "$work/x.pdf"
printf 'PK\3\4\24\0\6\0\10\0\0\0!\0' >"$work/x.docx"
no_report 2 'damaged' "a DOCX" "$work/x.docx"
printf '\211PNG\r\n\32\n\0\0\0\rIHDR' >"$work/x.png"
no_report 2 'no text in this file' "a picture" "$work/x.png"
gzip -c "$report" >"$work/x.gz"
no_report 2 'no text in this file' "a compressed report" "$work/x.gz"
no_report 2 'no text in this file' "a database" "$db"
no_report 2 'no text in this file' "a program" "$(type -P true)"

# 200 MB, refused without being read to the end, or kept in memory.
truncate -s 200M "$work/sparse"
no_report 6 'larger than is allowed' "200 MB of NULs" "$work/sparse"
rm "$work/sparse"
head -c 1000000 /dev/urandom >"$work/1M"
for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$work/1M"; done >"$work/10M"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do cat "$work/10M"; done >"$work/200M"
no_report 6 'larger than is allowed' "200 MB of noise" "$work/200M"
"$convene" --db "$url" report import --yes - <"$work/200M" >"$work/out" 2>"$work/err"
status=$?
ok "200 MB of noise from standard input" test "$status" -eq 6 -a "$(stored "$db")" = "$before"
rm "$work/200M" "$work/10M"
yes 'word and word' | head -c 1048577 >"$work/long"
no_report 6 'at most 1 MB of text' "a text one byte too long" "$work/long"
if [ "$(id -u)" -ne 0 ]; then
	cp "$report" "$work/closed"
	chmod 0 "$work/closed"
	no_report 3 ': Permission denied' "a file that may not be read" "$work/closed"
else
	skip "a file that may not be read" "root may read everything"
fi
"$convene" --db "$url" report import --yes - <&- >"$work/out" 2>"$work/err"
status=$?
ok "standard input is closed: refused" test "$status" -ne 0 -a "$status" -lt 99 -a -s "$work/err"
ok "... nothing is stored by any of it" test "$(stored "$db")" = "$before"

# ---- text after all, in another guise: the same report ----

run report import --yes "$report"
ok "the report as it is in the forum" printed 'unchanged'
use_db "$work/b.db"
as() {
	local name=$1
	cp "$work/filled.db" "$db"
	run report import --yes "$2"
	ok "$name: the same report" printed ': unchanged, /meetings/dccg/20 '
}
{ printf '\357\273\277'; cat "$report"; } >"$work/t.txt"
as "with a byte-order mark" "$work/t.txt"
sed 's/$/\r/' "$report" >"$work/t.txt"
as "with CRLF" "$work/t.txt"
tr '\n' '\r' <"$report" >"$work/t.txt"
as "with CR" "$work/t.txt"
for charset in UTF-16 UTF-16LE UTF-16BE UTF-32; do
	case $charset in
	UTF-16LE) { printf '\377\376'; iconv -f UTF-8 -t $charset "$report"; } ;;
	UTF-16BE) { printf '\376\377'; iconv -f UTF-8 -t $charset "$report"; } ;;
	*) iconv -f UTF-8 -t $charset "$report" ;;
	esac >"$work/t.txt"
	as "in $charset" "$work/t.txt"
done
iconv -f UTF-8 -t WINDOWS-1252//TRANSLIT "$report" >"$work/t.txt"
as "in Windows-1252" "$work/t.txt"
{ cat "$report"; printf '\n\n\n\n'; } >"$work/t.txt"
as "with blank lines behind it" "$work/t.txt"

# ---- text that is damaged: read, and nothing crashes ----

# Each must be stored, as a meeting or as a document, or refused; never half.
survives() {
	cp "$work/filled.db" "$db"
	run report check "$2"
	[ "$status" -le 2 ] && sane || { result 1 "$1"; tell; return; }
	run report import --yes "$2"
	case $status in
	0 | 1) printed '(new|revised|unchanged), /(meetings|documents)/' ;;
	2 | 5) complains . ;;
	*) false ;;
	esac && sane && [ "$(sqlite3 "$db" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]
	good=$?
	result $good "$1"
	[ $good -eq 0 ] || tell
}
size=$(wc -c <"$report")
for percent in 3 10 20 35 50 65 80 90 97; do
	head -c $((size * percent / 100)) "$report" >"$work/cut.txt"
	survives "cut off after $percent %" "$work/cut.txt"
	tail -c $((size * percent / 100)) "$report" >"$work/cut.txt"
	survives "only the last $percent %" "$work/cut.txt"
done
iconv -f UTF-8 -t UTF-16 "$report" | head -c 1001 >"$work/cut.txt"
survives "UTF-16 cut off in a character" "$work/cut.txt"
sed 's/the/\xff\xfe/g' "$report" >"$work/bad.txt"
survives "bytes that are no UTF-8 in every line" "$work/bad.txt"
sed 's/ /\x0/3' "$report" >"$work/bad.txt"
survives "a NUL in every line" "$work/bad.txt"
tr '\n' ' ' <"$report" >"$work/bad.txt"
survives "all on one line" "$work/bad.txt"
sed 's/./&\n/g' "$report" >"$work/bad.txt"
survives "a line for each character" "$work/bad.txt"
sort "$report" >"$work/bad.txt"
survives "lines sorted" "$work/bad.txt"
tac "$report" >"$work/bad.txt"
survives "upside down" "$work/bad.txt"
cat "$report" "$report" "$report" >"$work/bad.txt"
survives "three times over" "$work/bad.txt"
sed 's/20/99999999999999999999/g' "$report" >"$work/bad.txt"
survives "numbers that are too large" "$work/bad.txt"
sed 's/meeting 20/meeting 0/' "$report" >"$work/bad.txt"
survives "meeting number 0" "$work/bad.txt"
sed 's/meeting 20/meeting -3/' "$report" >"$work/bad.txt"
survives "meeting number -3" "$work/bad.txt"
sed 's/2022-11-09/2022-02-30/' "$report" >"$work/bad.txt"
survives "30 February" "$work/bad.txt"
sed 's/Mavis Pemberton/\xe2\x80\x8b, -, ., (DC on Nothing), ((, )/' "$report" >"$work/bad.txt"
survives "participants without a name" "$work/bad.txt"
sed 's/Mavis Pemberton/Tobias Okello, Tobias Okello, TOBIAS OKELLO/' "$report" >"$work/bad.txt"
survives "a participant three times" "$work/bad.txt"
sed "s/Mavis Pemberton/$(printf '%05000d' 0)/" "$report" >"$work/bad.txt"
survives "a name of 5,000 characters" "$work/bad.txt"
sed "s/Mavis Pemberton/'; DROP TABLE person; --, <script>alert(1)<\/script>/" "$report" >"$work/bad.txt"
survives "SQL and HTML for names" "$work/bad.txt"
{ sed '/Participants/,$d' "$report"; printf 'Participants: '; seq -f 'Person Number%.0f (DC on Thing)' -s ', ' 1 3000; } >"$work/bad.txt"
survives "3,000 participants" "$work/bad.txt"
{ cat "$report"; head -c 40000 /dev/zero | tr '\0' '['; } >"$work/bad.txt"
survives "40,000 open brackets" "$work/bad.txt"
{ cat "$report"; head -c 40000 /dev/zero | tr '\0' '*'; } >"$work/bad.txt"
survives "40,000 stars" "$work/bad.txt"
{ cat "$report"; head -c 20000 /dev/zero | tr '\0' '>'; echo x; } >"$work/bad.txt"
survives "20,000 quotation levels" "$work/bad.txt"
{ cat "$report"; for n in $(seq 1 500); do printf '%*s- x\n' "$n" ''; done; } >"$work/bad.txt"
survives "500 levels of bullets" "$work/bad.txt"
yes 'word and word' | head -c 1048576 >"$work/long.txt"
survives "a text of 1 MB" "$work/long.txt"
yes '' | head -c 1048570 | cat - <(echo end) | head -c 1048576 >"$work/long.txt"
survives "a million blank lines" "$work/long.txt"
yes '|a|b|' | head -c 400000 >"$work/long.txt"
survives "a table of 66,000 rows" "$work/long.txt"
finish
