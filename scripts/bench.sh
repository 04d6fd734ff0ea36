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

bin/kontor serve >"$dir/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

for _ in $(seq 150); do
	if bin/kontor person list >/dev/null 2>&1; then
		ready=1
		break
	fi
	kill -0 "$server" 2>/dev/null || break
	sleep 0.2
done
if [ -z "${ready:-}" ]; then
	cat "$dir/log" >&2
	exit 1
fi

bin/kontor load --here --base "http://$KONTOR_ADDR" --table "$@"
