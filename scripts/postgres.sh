#!/usr/bin/env bash
# postgres.sh COMMAND...: runs the command with KEYPOOL_TEST_POSTGRES naming a
# PostgreSQL cluster made for it alone, and removes the cluster afterwards.
# A cluster that happens to run on the machine is never touched.
source "$(dirname "$0")/stage.sh"

(($#)) || refuse "usage: postgres.sh COMMAND..."
programs=$(compgen -G "/usr/lib/postgresql/*/bin" | sort -V | tail -n 1) ||
    refuse "PostgreSQL is missing: scripts/setup.sh test installs it"

# It refuses to run as root.
as_server() {
    if ((EUID == 0)); then
        (cd / && runuser -u postgres -- "$programs/$1" "${@:2}")
    else
        "$programs/$1" "${@:2}"
    fi
}

start() {
    # An order of its own (not "C") shows a query that forgot its collation.
    as_server initdb --pgdata="$folder/data" --username=keypool --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US --no-sync >"$folder/initdb.log" ||
        refuse "initdb failed: $(cat "$folder/initdb.log")"
    # What is lost in a crash is a test's data; speed matters more.
    cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
max_connections = 300
fsync = off
synchronous_commit = off
full_page_writes = off
CONF
    as_server pg_ctl start --pgdata="$folder/data" --log="$folder/server.log" --wait --silent ||
        refuse "PostgreSQL did not start: $(cat "$folder/server.log")"
}

stop() {
    [[ -f $folder/data/postmaster.pid ]] &&
        as_server pg_ctl stop --pgdata="$folder/data" --mode=immediate --silent
    rm -rf "$folder"
}

folder=$(mktemp -d "${TMPDIR:-/tmp}/keypool-postgres.XXXXXX")
trap stop EXIT
trap 'exit 130' INT TERM
((EUID == 0)) && chown postgres: "$folder"
port=$(scripts/free-port.sh)
start
export KEYPOOL_TEST_POSTGRES=postgres://keypool@127.0.0.1:$port/postgres
"$@"
