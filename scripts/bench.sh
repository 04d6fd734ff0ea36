#!/bin/sh
# Measures a Kontor of its own: bin/kontor on a database with fsync, in a
# directory that is gone afterwards. Several minutes; nothing else should run.
set -eu

cd "$(dirname "$0")/.."
dir=$(mktemp -d "${TMPDIR:-/tmp}/kontor-bench-XXXXXX")
chmod 755 "$dir" # PostgreSQL runs as another user when this is run by root
port=${KONTOR_BENCH_PORT:-18180}

export KONTOR_DATA="$dir/data" KONTOR_ADDR="127.0.0.1:$port" KONTOR_LIMITS=off KONTOR_LOG=warn
unset OWNER_DATABASE_URL DATABASE_URL EXPERT_DATABASE_URL REDIS_URL KONTOR_KEY
mkdir -p -m 755 "$KONTOR_DATA"

# As many sockets as the system lets one process have.
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true

server=
stop() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	wait "$server" 2>/dev/null || true
}
trap 'stop; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

start() {
	bin/kontor serve >>"$dir/log" 2>&1 &
	server=$!
	for _ in $(seq 150); do
		if bin/kontor person list >/dev/null 2>&1; then return; fi
		kill -0 "$server" 2>/dev/null || break
		sleep 0.2
	done
	cat "$dir/log" >&2
	exit 1
}

# A database that has run for a while writes over files of its log. A new one makes
# each when it comes to it, and whoever commits meanwhile waits for that.
start
bin/kontor load --here --base "http://$KONTOR_ADDR" --senders 256 --for 30s --compare 0s >"$dir/warm" || { cat "$dir/warm" >&2; exit 1; }
stop

start
bin/kontor load --here --base "http://$KONTOR_ADDR" --table "$@"
