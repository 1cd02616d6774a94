#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What became of some items and topics of the demonstration forum, as the
# secretariat would say it. $1: the command with its database.
set -eu
convene=$1
for item in 31/1 30/1; do
	$convene action set "dccg/$item" --state done
done
$convene action set dccg/31/2 --state in-progress
$convene topic close dccg/26/1 --note "Taken up at meeting 28."
$convene topic close dccg/31/1 --note "Taken up at meeting 33."
# Everybody who is known by name has been confirmed, but for two whom nobody
# could place.
$convene person list --unresolved | awk '{ print $1 }' |
	grep -vxE 'dan-oyelaran|zorica-m' | xargs $convene person confirm
