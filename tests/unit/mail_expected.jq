# SPDX-License-Identifier: Apache-2.0
# What a message's expected parse says, as one line: of its first part's headers
# and of the parts that are its text. Fields of mail_expected_test.c, in its order.
def epoch:
	([.year, .month - 1, .day, .hour, .minute, .second, 0, 0] | mktime)
	- (if .tz_before_gmt then -1 else 1 end) * (.tz_hour * 3600 + .tz_minute * 60);
def texts: if type != "object" then [] else .TextList // [.Text] end;
def first_address:
	if type != "object" then {}
	else (.Address.List // [.Address.Group[]?.addresses[]?]) | .[0] // {} end;
. as $m
| def header($name): [.parts[0].headers[] | select(.name == $name) | .value] | last;
[
	(header("message_id") | texts | .[0] // ""),
	([header("references"), header("in_reply_to")] | map(texts) | map(select(length > 0)) | .[0] // [] | join(" ")),
	(header("from") | first_address | .name // ""),
	(header("from") | first_address | .address // ""),
	(header("subject") | texts | join(" ")),
	(header("date") | if type == "object" then .DateTime | epoch | tostring else "" end),
	([.text_body[] as $i | $m.parts[$i].body
		| if type == "object" then (.Text // (if .Html then "(HTML)" else "" end)) else "" end] | join(" ")),
	(.attachments | length | tostring)
]
| @tsv
