#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Reports as PDF, DOCX and ODT. LibreOffice opens the two that it can, and the
# PDF that it makes of them has the words of the report, in order.
# shellcheck source=tests/cli/lib.bash
. "$(dirname "$0")/lib.bash"
# shellcheck disable=SC2154
demo=$source/demo

# The words of a text, a line for each; without addresses in <…>, since they
# are not shown where a link can be clicked, and without Arabic, which stands on
# a page in the order of its glyphs (pdf_test looks at what the structure says).
words() {
	sed -E 's/<(https?|mailto|tel):[^>]*>//g' | grep -oP '[\p{L}\p{M}\p{N}]+' | grep -vP '\p{Arabic}'
}
# No word is lost, none moved; what is more is the head of a table, again.
all_there() {
	diff "$1" "$2" >"$work/diff"
	grep -q '^[<0-9,]*[cd<]' "$work/diff" && { head -8 "$work/diff" | sed 's/^/# /'; return 1; }
	[ "$(grep -c '^>' "$work/diff")" -le 8 ]
}
# What stands between the heads and the feet of the pages.
body() {
	pdftotext -q -raw -y 56 -H 720 -x 0 -W 596 "$1" -
}

mkdir -p "$work/in" "$work/pdf"
no_db
run report render --to docx "$demo/reports/dccg-31.txt"
files=("$demo"/reports/dccg-3[1-6].*)
if [ -n "${CONVENE_MATERIAL:-}" ]; then
	files+=("$CONVENE_MATERIAL"/samples/*.txt)
fi
for f in "${files[@]}"; do
	name=$(basename "$f")
	name=${name%.*}
	"$convene" report render --to text "$f" | words >"$work/in/$name.words"
	for to in pdf docx odt; do
		"$convene" report render --to $to "$f" >"$work/in/$name-$to.$to" || echo "# $f as $to"
	done
done
ok "reports are rendered" test -s "$work/in/dccg-31.words" -a -s "$work/in/dccg-31-docx.docx"
office() {
	soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf \
		--outdir "$work/pdf" "$@" >"$work/office" 2>&1
}
ok "LibreOffice opens every DOCX and ODT" office "$work"/in/*.docx "$work"/in/*.odt
for f in "${files[@]}"; do
	name=$(basename "$f")
	name=${name%.*}
	for to in docx odt pdf; do
		pdf=$work/pdf/$name-$to.pdf
		[ $to = pdf ] && pdf=$work/in/$name-pdf.pdf
		body "$pdf" | words >"$work/pdf/words"
		ok "$name as $to has every word" all_there "$work/in/$name.words" "$work/pdf/words"
	done
done

# ---- back again ----

# Number, date, items and who was there: what the record is made of.
facts() {
	: >"$work/out"
	"$convene" report check --json "$1" 2>>"$work/err" | node -e '
		const r = JSON.parse(require("fs").readFileSync(0, "utf8")).report;
		const text = s => (s || "").replace(/\s+/g, " ");
		console.log(JSON.stringify([r.head.number, r.head.date, r.items.map(i => [i.kind, i.owner, i.due]),
			r.roster.map(g => [text(g.label), g.people.map(p => [text(p.name), text(p.affiliation)])])]));'
}
for f in "${files[@]}"; do
	name=$(basename "$f")
	name=${name%.*}
	facts "$f" >"$work/facts"
	for to in docx odt; do
		facts "$work/in/$name-$to.$to" >"$work/again"
		ok "$name from $to is the same report" same "$work/facts" "$work/again"
	done
done
for name in dccg-31 dccg-32 dccg-35; do
	facts "$demo/reports/$name.txt" >"$work/facts"
	for pdf in "$work/in/$name-pdf.pdf" "$work/pdf/$name-docx.pdf" "$work/pdf/$name-odt.pdf"; do
		facts "$pdf" >"$work/again"
		ok "the PDF $(basename "$pdf") gives what $name is about" same "$work/facts" "$work/again"
	done
done

# ---- what cannot be read ----

# What cannot be read: status, what it says, what the test is about, the file.
unread() {
	run report check "$4"
	ok "$3" test "$status" -eq "$1" -a "$(grep -cE "$2" "$work/err")" -eq 1 -a ! -s "$work/out"
}
good=$work/in/dccg-31-pdf.pdf
qpdf --encrypt secret secret 256 -- "$good" "$work/locked.pdf"
unread 2 'protected by a password' "a PDF with a password" "$work/locked.pdf"
head -c 3000 "$good" >"$work/cut.pdf"
unread 2 'damaged' "half a PDF" "$work/cut.pdf"
printf '%%PDF-1.7\nnothing' >"$work/no.pdf"
unread 2 'damaged' "no PDF behind its first line" "$work/no.pdf"
cat >"$work/blank.txt" <<'PDF'
%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj
trailer <</Root 1 0 R>>
PDF
unread 2 'no text in the file' "a PDF of pictures" "$work/blank.txt"
head -c 2000 "$work/in/dccg-31-docx.docx" >"$work/cut.docx"
unread 2 'damaged' "half a DOCX" "$work/cut.docx"
printf '\320\317\021\340\241\261\032\341rest' >"$work/old.doc"
unread 2 'old Word' "a file of an old Word" "$work/old.doc"
ok "nobody is left behind" nobody_left
ok "a PDF is tagged, and says its title" test "$(pdfinfo "$work/in/dccg-31-pdf.pdf" | grep -cE '^(Title: +Summary|Tagged: +yes)')" = 2
ok "... and its fonts are embedded" test "$(pdffonts "$work/in/dccg-31-pdf.pdf" | awk 'NR > 2 && $(NF - 4) != "yes"' | wc -l)" = 0
refused=$(script -qec "'$convene' report render --to pdf '${files[0]}'" /dev/null)
ok "no PDF is poured into a terminal" grep -q 'no text for a terminal' <<<"$refused"
finish
