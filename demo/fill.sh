#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The demonstration forum into an empty database. $1: the command with its
# database, in words.
set -eu
cd "$(dirname "$0")/.."
convene=$1
$convene init
$convene forum load demo/forum.conf
for page in about imprint privacy accessibility; do
	$convene forum page "$page" "demo/pages/$page.md"
done
$convene group import demo/groups.csv
$convene report import --yes --resolve demo/resolve.tsv demo/reports/dccg-*
sh demo/states.sh "$convene"
