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
$convene list add dccg --name "Coordination group" --group dccg \
	--address dccg@lists.example.org --join mailto:dccg-join@lists.example.org
$convene list add citizen-sampling --name "Citizen sampling" --group citizen-sampling \
	--address citizen-sampling@lists.example.org \
	--join https://lists.example.org/listinfo/citizen-sampling
$convene list add wg-outlook --name "WG-Outlook" --group wg-outlook --address wg-outlook@lists.example.org
for list in dccg citizen-sampling wg-outlook; do
	$convene list import "$list" "demo/lists/$list.mbox"
done
for file in demo/evidence/*.csv; do
	$convene evidence import "$(basename "$file" .csv)" "$file"
done
$convene evidence none deltas-estuaries call 2023-01-01 2024-12-31 --note "It works by mail alone."
$convene evidence none safe-bathing paper 2023-01-01 2024-12-31
$convene evidence none first-peoples-water event 2023-01-01 2024-12-31 --not-applicable \
	--note "Its gatherings are not open to others, and are not counted."
# shellcheck disable=SC2046
$convene evidence confirm $(seq 1 170)
$convene assess add slot demo/criteria/slot-1.txt --reason "To begin the conversation"
$convene assess add slot demo/criteria/slot-2.txt --reason "Fewer calls, and talk on the list counts too"
$convene assess propose slot/2
