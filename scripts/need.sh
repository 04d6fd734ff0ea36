#!/usr/bin/env bash
# Installs what is missing of the things named: web, postgres, redis, chromium.
#
#   scripts/need.sh web postgres
#
# What is there is left alone. Where this may not install something it prints
# the command that would and ends with an error.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[2m%s\033[0m\n' "$*" >&2; }
die() { printf '%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# as_root runs a command as root, if that is possible without asking.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif has sudo && sudo -n true 2>/dev/null; then
		sudo -n "$@"
	else
		return 77
	fi
}

updated=
# apt installs packages. A server that is installed for us to start is not to
# start by itself beside.
apt() {
	local dir=/etc/postgresql-common quiet=(-o Acquire::Retries=3 -o Dpkg::Options::=--force-confold -qq)
	if [ ! -e $dir/createcluster.conf ]; then
		as_root sh -c "mkdir -p $dir && echo 'create_main_cluster = false' >$dir/createcluster.conf" || return
	fi
	if [ -z "$updated" ]; then
		as_root env DEBIAN_FRONTEND=noninteractive apt-get "${quiet[@]}" update >&2 || return
		updated=yes
	fi
	as_root env DEBIAN_FRONTEND=noninteractive apt-get "${quiet[@]}" install -y --no-install-recommends "$@" >&2
}

# install takes what is needed for what, and the names of the packages for
# apt-get, dnf, apk and brew.
install() {
	local what=$1 deb=$2 rpm=$3 alpine=$4 brew=$5 command code=0
	if has apt-get; then
		command="apt-get update && apt-get install -y $deb"
	elif has dnf; then
		command="dnf install -y $rpm"
	elif has apk; then
		command="apk add $alpine"
	elif has brew; then
		command="brew install $brew"
	else
		die "$what is not installed and there is no package manager that this script knows; please install it."
	fi
	say "$what is not installed; running: $command"
	# shellcheck disable=SC2086 # the names are words on purpose
	if has apt-get; then
		apt $deb || code=$?
	elif has dnf; then
		as_root dnf install -y -q $rpm >&2 || code=$?
	elif has apk; then
		as_root apk add -q $alpine >&2 || code=$?
	else
		brew install -q $brew >&2 || code=$?
	fi
	case $code in
	0) ;;
	77) die "$what is not installed and this user may not install it. Please run as root:

  $command
" ;;
	*) die "$what could not be installed. Please see above, or install it by hand: $command" ;;
	esac
}

# server_binaries looks where the program itself looks for PostgreSQL.
server_binaries() {
	local initdb
	for initdb in "$(command -v initdb || true)" /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb /usr/lib/postgresql*/bin/initdb \
		/usr/libexec/postgresql*/initdb /opt/homebrew/opt/postgresql@*/bin/initdb /usr/local/opt/postgresql@*/bin/initdb \
		/usr/local/pgsql*/bin/initdb /Applications/Postgres.app/Contents/Versions/*/bin/initdb; do
		[ -x "$initdb" ] && return 0
	done
	return 1
}

need_postgres() {
	if [ -n "${DATABASE_URL:-}" ] && [ "${for_tests:-}" != yes ]; then return; fi
	server_binaries || install PostgreSQL postgresql 'postgresql-server postgresql-contrib' 'postgresql postgresql-contrib' postgresql@17
}

need_redis() {
	has redis-server || has valkey-server || install Redis redis-server valkey redis redis
}

browser() { has chromium || has chromium-browser || has google-chrome || [ -x "${CHROMIUM:-}" ]; }

need_chromium() {
	browser || install Chromium chromium chromium chromium chromium
}

# need_web installs the npm packages when the lock file is not the one that they
# were installed from.
need_web() {
	has node && has npm || die "Node is not installed; Kontor's front end needs version 20.19 or newer."
	node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
		die "Node $(node --version) is too old; Kontor's front end needs version 20.19 or newer."
	cmp -s web/package-lock.json web/node_modules/.installed-from && return
	say "installing npm packages"
	(cd web && npm ci --no-audit --no-fund --loglevel=error >&2 </dev/null)
	cp web/package-lock.json web/node_modules/.installed-from
}

has go || die "Go is not installed; Kontor needs the version that go.mod names."
for thing in "$@"; do
	case $thing in
	web | postgres | redis | chromium) "need_$thing" ;;
	tests) for_tests=yes ;;
	*) die "need.sh knows web, postgres, redis and chromium, not $thing" ;;
	esac
done
