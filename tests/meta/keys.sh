#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Every message that the program names exists in the catalogue, and every
# message of the catalogue is named somewhere. TAP.
set -u
cd "$(dirname "$0")/../.."
keys=${KEYS:-build-test/src/catalogue_keys.txt}
[ -s "$keys" ] || { echo "not ok 1 - there is a list of keys"; exit 1; }

# Keys as strings in C ("group.no-such"), as MSG_group_no_such, in statements
# (-- missing key) and in templates ({t key …}).
known=$(cut -f1 "$keys" | sort)
named=$({
	grep -rhoE '"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+"' src --include=*.c --include=*.h | tr -d '"'
	grep -rhoE '^-- (missing|stale|conflict) +[a-z.-]+' src --include=*.sql | awk '{ print $3 }'
	grep -rhoE '\{t [a-z0-9.-]+' src --include=*.html | cut -c4-
	grep -rhoE 'MSG_[a-z0-9_]+' src --include=*.c --include=*.h --include=*.html | cut -c5- |
		sort -u | grep -xFf <(tr '.-' '__' <<<"$known") |
		while read -r name; do awk -v n="$name" '{ k = $0; gsub(/[.-]/, "_", k); if (k == n) print $0 }' <<<"$known"; done
} | sort -u)

missing=$(grep -rhE -A2 '\bfail\(' src --include=*.c | grep -oE '"[a-z]+\.[a-z.-]+"' | tr -d '"' | sort -u |
	comm -23 - <(echo "$known"))
n=0
tap() { n=$((n + 1)); [ -z "$2" ] && echo "ok $n - $1" || { echo "not ok $n - $1"; sed 's/^/  # /' <<<"$2"; }; }
tap "every message that a failure names is in the catalogue" "$missing"
missing=$(grep -rhoE '"form\.[a-z-]+"' src --include=*.c | tr -d '"' | sort -u | comm -23 - <(echo "$known"))
tap "every message about a form's field is in the catalogue" "$missing"
unused=$(comm -23 <(echo "$known" | grep -vE '^(month|date|number)\.') <(echo "$named"))
tap "no message of the catalogue is left over" "$unused"
echo "1..$n"
