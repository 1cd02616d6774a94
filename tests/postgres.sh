#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A PostgreSQL of the test run's own: on a socket in a folder of its own, not as
# root, gone when the tests are done.
#
#   tests/postgres.sh start DIR     prints the URL of its maintenance database
#   tests/postgres.sh restart DIR
#   tests/postgres.sh kill DIR      without a word of goodbye, then starts it again
#   tests/postgres.sh stop DIR
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "postgres.sh: there is no PostgreSQL here" >&2; exit 1; }
dir=$2

# It refuses to run as root; the package has made a user for it.
as_server() {
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && runuser -u postgres -- "$@")
	else
		"$@"
	fi
}

start() {
	as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 30 start >/dev/null
}

case $1 in
start)
	mkdir -p "$dir"
	chmod 755 "$dir"
	[ "$(id -u)" -ne 0 ] || chown postgres "$dir"
	as_server "$bin/initdb" -D "$dir/data" -U convene -A trust -E UTF8 --locale=C --no-sync >/dev/null
	as_server tee -a "$dir/data/postgresql.conf" >/dev/null <<-END
		listen_addresses = ''
		unix_socket_directories = '$dir'
		fsync = off
		synchronous_commit = off
		full_page_writes = off
		max_connections = 60
		log_min_messages = fatal
	END
	start
	echo "postgresql:///postgres?host=$dir&user=convene"
	;;
restart)
	as_server "$bin/pg_ctl" -D "$dir/data" -m fast -w -t 30 stop >/dev/null
	start
	;;
kill)
	kill -KILL "$(head -1 "$dir/data/postmaster.pid")"
	# Its children leave when they notice; the next one waits for that.
	until start 2>/dev/null; do :; done
	;;
stop)
	as_server "$bin/pg_ctl" -D "$dir/data" -m immediate -w -t 30 stop >/dev/null
	;;
*)
	sed -n '3,10s/^# \{0,1\}//p' "$0" >&2
	exit 2
	;;
esac
