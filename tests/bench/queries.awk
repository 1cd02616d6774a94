# SPDX-License-Identifier: Apache-2.0
# 200 queries out of the messages of an mbox, always the same for a seed: 60 of 100 have two
# or three words of one line, 20 one word, 10 are phrases, 10 have fields.
#
#	awk -v seed=1 -f queries.awk corpus.mbox
BEGIN { srand(seed); want = 200; every = 700 }
/^From a[0-9]+@corpus/ { head = 1; next }
head && /^From: / { name = $2; next }
head && /^Subject: / { subject = $NF; next }
head && /^Date: / { year = $5; next }
head && /^$/ { head = 0; next }
head || /^>/ || NF < 5 || /[^a-z .,]/ { next }
rand() < 1 / every && n < want {
	i = 1 + int(rand() * (NF - 3))
	kind = n % 10
	if (kind < 6)
		print rand() < 0.5 ? $i " " $(i + 2) : $i " " $(i + 2) " " $(NF)
	else if (kind < 8)
		print $i
	else if (kind < 9)
		print "\"" $i " " $(i + 1) "\""
	else if (n % 40 < 10)
		print "from:" name " " $i
	else if (n % 40 < 20)
		print "subject:" subject
	else if (n % 40 < 30)
		print $i " after:" year " before:" year + 1
	else
		print $i " list:list"
	n++
}
