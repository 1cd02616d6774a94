# SPDX-License-Identifier: Apache-2.0
# A mail server for tests: OpenSMTPD on the loopback interface, into a Maildir that takes whatever
# is for river.example. Needs root. Only one can run on a machine at a time.
#
#	mailserver FOLDER PORT    starts it; its process is $mailserver. The letters: FOLDER/box/new
mailserver() {
	chmod 755 "$1"
	mkdir -p "$1"/box/{new,cur,tmp}
	chown -R nobody "$1/box"
	cat >"$1/smtpd.conf" <<-END
		listen on 127.0.0.1 port $2
		table users { "@" = nobody }
		action "keep" maildir "$1/box" virtual <users>
		match from any for domain "river.example" action "keep"
	END
	smtpd -d -f "$1/smtpd.conf" >"$1/smtpd.log" 2>&1 &
	mailserver=$!
	for _ in $(seq 300); do
		curl -s --connect-timeout 1 "smtp://127.0.0.1:$2" -X NOOP >/dev/null && return
		kill -0 "$mailserver" 2>/dev/null || break
		sleep 0.1
	done
	cat "$1/smtpd.log" >&2
	return 1
}
