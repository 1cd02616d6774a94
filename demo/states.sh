#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What became of the items and topics of the demonstration forum, as its
# secretariat would say it. $1: the command with its database.
set -eu
convene=$1

# What was agreed up to meeting 33 is done, but for what was forgotten.
$convene action list --state open | awk -F'\t' '$2 == "action" { print $1 }' |
	while IFS=/ read -r series meeting item; do
		case $meeting/$item in
		24/3 | 28/2 | 30/2) continue ;;
		esac
		[ "$meeting" -gt 33 ] || $convene action set "$series/$meeting/$item" --state done
	done
$convene action set dccg/31/2 --state in-progress
$convene action set dccg/34/1 --state in-progress

$convene topic close dccg/26/1 --note "Taken up at meeting 28."
$convene topic close dccg/31/1 --note "Taken up at meeting 33."

# Everybody who is known by name has been confirmed, but for two whom nobody
# could place.
$convene person list --unresolved | awk '{ print $1 }' |
	grep -vxE 'dan-oyelaran|zorica-m' | xargs $convene person confirm
