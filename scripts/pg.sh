# A PostgreSQL cluster to throw away, for tests and for checking queries. Sourced after lib.sh.
#
# It lies in the folder for temporary files and not in the cache: PostgreSQL refuses root, so
# the programs run as another user, who may not enter root's home; and the path of a Unix socket
# may have 107 bytes only.

PG_HOME=
PG_BIN=

pg_do() { # runs as the owner of the cluster
  if [ "$(id -u)" = 0 ]; then (cd / && exec runuser -u "$PG_USER" -- "$@"); else "$@"; fi
}

# Clusters of runs that were killed before they could clean up.
pg_sweep() {
  local dir owner
  for dir in "${TMPDIR:-/tmp}"/guyub-pg-*; do
    [ -e "$dir/owner" ] || continue
    owner=$(cat "$dir/owner")
    kill -0 "$owner" 2>/dev/null && continue
    pg_stop_in "$dir"
  done
}

# Starts a cluster and sets GUYUB_TEST_DATABASE_URL: superuser rights on a maintenance database.
# Tests clone their databases from a template beside it. Does nothing when the caller has one.
pg_start() {
  [ -z "${GUYUB_TEST_DATABASE_URL:-}" ] || return 0
  need_postgres
  PG_BIN=$(pg_bindir)
  PG_USER=$(id -un)
  if [ "$(id -u)" = 0 ]; then
    PG_USER=nobody
    id postgres >/dev/null 2>&1 && PG_USER=postgres
  fi
  pg_sweep
  PG_HOME=$(mktemp -d "${TMPDIR:-/tmp}/guyub-pg-XXXXXX")
  echo $$ >"$PG_HOME/owner"
  trap pg_stop EXIT
  mkdir "$PG_HOME/data"
  chmod 755 "$PG_HOME"
  [ "$(id -u)" != 0 ] || chown "$PG_USER" "$PG_HOME" "$PG_HOME/data"
  say "Starting a PostgreSQL for this run"
  pg_do "$PG_BIN/initdb" -D "$PG_HOME/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
    >"$PG_HOME/initdb.log" 2>&1 || { cat "$PG_HOME/initdb.log" >&2; die "initdb failed"; }
  # Nothing here must survive a power cut, so nothing waits for the disk. No TCP port at all.
  pg_do "$PG_BIN/pg_ctl" -D "$PG_HOME/data" -w -s -l "$PG_HOME/log" start -o "-k $PG_HOME -c listen_addresses= \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 \
    -c shared_buffers=128MB -c max_wal_size=2GB -c autovacuum_naptime=10min" </dev/null >/dev/null ||
    { tail -20 "$PG_HOME/log" >&2; die "PostgreSQL did not start"; }
  export GUYUB_TEST_DATABASE_URL="postgres:///postgres?host=$PG_HOME&port=5432&user=postgres"
}

# The URL of another database of the cluster.
pg_url() { echo "${GUYUB_TEST_DATABASE_URL/\/postgres\?/\/$1\?}"; }

pg_sql() { # DATABASE, then psql's arguments
  local url; url=$(pg_url "$1"); shift
  "${PG_BIN:-$(pg_bindir)}/psql" -qX -v ON_ERROR_STOP=1 "$url" "$@"
}

# A fresh, migrated database; prints nothing.
pg_migrated() {
  local file
  pg_sql postgres -c "drop database if exists $1 with (force)" -c "create database $1" 2>/dev/null
  for file in "$ROOT"/migrations/*.sql; do
    [ -e "$file" ] || continue
    pg_sql "$1" -1 -f "$file" >/dev/null || die "$(basename "$file") does not apply to an empty database"
  done
}

pg_stop_in() { # by the pid that the cluster itself wrote down
  local pid
  pid=$(head -1 "$1/data/postmaster.pid" 2>/dev/null || true)
  if [ -n "$pid" ]; then
    kill -INT "$pid" 2>/dev/null || true
    for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -QUIT "$pid" 2>/dev/null || true
  fi
  rm -rf "$1"
}

pg_stop() { [ -z "$PG_HOME" ] || pg_stop_in "$PG_HOME"; PG_HOME=; }
