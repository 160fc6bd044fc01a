# Shared by all scripts: where things are, and the two or three words they all need.
# Sourced by bash; not a program.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Everything that can be built again lives outside the checkout, so that a fresh clone on a
# used machine is quick and `git clean` costs nothing.
CACHE=${GUYUB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/guyub}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
SITE=$CACHE/site

# Debian's rustc may be installed beside rustup's (see scripts/wasm-std): rustup's goes first.
[ -d "$HOME/.cargo/bin" ] && PATH=$HOME/.cargo/bin:$PATH
export PATH
# Queries are checked against the committed .sqlx, so that building needs no database.
# scripts/prepare-queries is the one place that turns this off.
export SQLX_OFFLINE=${SQLX_OFFLINE:-true}
# Debian's chromium is used; nobody should download a second browser.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

mkdir -p "$CACHE"

# What is being done, in one plain line.
say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# apt_install WHY PACKAGE...: installs what is missing, once.
apt_install() {
  local why=$1; shift
  command -v apt-get >/dev/null || die "$why: please install $* (no apt-get on this machine)"
  say "Installing $* ($why); this happens once"
  # Lists may be absent or stale on a fresh image; the log is shown only when it fails.
  local log=$CACHE/apt.log
  { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@"; } \
    >"$log" 2>&1 </dev/null || { tail -20 "$log" >&2; die "apt-get could not install $*"; }
}

# The newest folder that holds PostgreSQL's server programs, or nothing.
pg_bindir() {
  local d
  if command -v pg_config >/dev/null; then
    d=$(pg_config --bindir); [ -x "$d/initdb" ] && { echo "$d"; return; }
  fi
  d=$(command -v initdb) && { dirname "$(readlink -f "$d")"; return; }
  for d in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    [ -x "$d/initdb" ] && { echo "$d"; return; }
  done
  return 0
}

need_postgres() {
  [ -n "$(pg_bindir)" ] || apt_install "the database" postgresql postgresql-contrib
}

# A C compiler: the picture codecs and the TLS library have C in them, and rustc links with cc.
need_cc() {
  command -v cc >/dev/null || apt_install "a C compiler for linking" build-essential
}

need_browser() {
  [ -n "$(browser)" ] || apt_install "the browser for the tests" chromium fonts-noto-core
}

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }

# hash_of FILE...: one digest over the contents.
hash_of() { cat "$@" | sha256sum | cut -c1-12; }

# node_tools FOLDER: the npm packages of FOLDER/package-lock.json, installed once per lock file
# into the cache and linked where Node looks for them.
node_tools() {
  local dir=$1 home
  command -v node >/dev/null || die "Node 20 or newer is needed"
  home=$CACHE/node/$(hash_of "$ROOT/$dir/package-lock.json")-${dir//\//-}
  if [ ! -e "$home/done" ]; then
    say "Fetching the npm packages of $dir/; this happens once"
    mkdir -p "$home"
    cp "$ROOT/$dir/package.json" "$ROOT/$dir/package-lock.json" "$home/"
    npm ci --prefix "$home" --no-audit --no-fund --no-update-notifier --loglevel=error </dev/null >&2
    touch "$home/done"
  fi
  if [ "$(readlink "$ROOT/$dir/node_modules" 2>/dev/null)" != "$home/node_modules" ]; then
    rm -rf "$ROOT/$dir/node_modules"
    ln -s "$home/node_modules" "$ROOT/$dir/node_modules"
  fi
}

# A TCP port nobody listens on.
free_port() {
  node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}
