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
ok "a PDF is tagged, and says its title" test "$(pdfinfo "$work/in/dccg-31-pdf.pdf" | grep -cE '^(Title: +Summary|Tagged: +yes)')" = 2
ok "... and its fonts are embedded" test "$(pdffonts "$work/in/dccg-31-pdf.pdf" | awk 'NR > 2 && $(NF - 4) != "yes"' | wc -l)" = 0
refused=$(script -qec "'$convene' report render --to pdf '${files[0]}'" /dev/null)
ok "no PDF is poured into a terminal" grep -q 'no text for a terminal' <<<"$refused"
finish
