#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Every corpus through its target, built with sanitizers. A target that dies is
# a failure with the target's name.
set -u
cd "$(dirname "$0")/../.."
n=0
for source in tests/fuzz/*_fuzz.c; do
	name=$(basename "$source" _fuzz.c)
	n=$((n + 1))
	if out=$(build-test/tests/fuzz/"${name}"_replay tests/corpora/"$name" 2>&1); then
		echo "ok $n - $(echo "$out" | sed -n 's/^ok 1 - //p')"
	else
		echo "not ok $n - $name"
		echo "$out" | head -40 >&2
	fi
done
echo "1..$n"
