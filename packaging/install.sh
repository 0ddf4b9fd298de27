#!/bin/sh
# Installs sse-top and sse-demo-server from this folder, with their manual pages and completions, or removes them.
# usage: ./install.sh [--uninstall] [--prefix DIR]     DIR is /usr/local unless given
set -eu
prefix=/usr/local uninstall=no
usage() {
  echo "usage: $0 [--uninstall] [--prefix DIR]" >&2
  exit 2
}
while [ $# -gt 0 ]; do
  case $1 in
    --uninstall) uninstall=yes ;;
    --prefix) [ $# -gt 1 ] || usage; prefix=$2; shift ;;
    --prefix=*) prefix=${1#*=} ;;
    *) usage ;;
  esac
  shift
done
case $prefix in
  /*) ;;
  ?*) prefix=$PWD/$prefix ;;
  *) usage ;;
esac
cd "$(dirname "$0")"

# What is below these two folders goes below the prefix, and nothing else.
if [ $uninstall = yes ]; then
  find bin share -type f | while IFS= read -r file; do
    [ ! -e "$prefix/$file" ] || rm "$prefix/$file"
  done
  echo "removed sse-top and sse-demo-server from $prefix"
  exit
fi
if ! version=$(./bin/sse-top --version); then
  echo "sse-top does not run here; it needs these libraries, in these versions or newer:" >&2
  ldd bin/sse-top 2>&1 | grep 'not found' >&2 || true
  exit 1
fi
find bin share -type f | while IFS= read -r file; do
  mode=644
  [ ! -x "$file" ] || mode=755
  mkdir -p "$prefix/$(dirname "$file")" && install -m $mode "$file" "$prefix/$file" || {
    echo "$prefix/$file cannot be written; sudo or another --prefix, as in $0 --prefix ~/.local" >&2
    exit 1
  }
done
echo "installed sse-top $version and sse-demo-server in $prefix/bin"
case ":$PATH:" in *":$prefix/bin:"*) ;; *) echo "$prefix/bin is not on the PATH" ;; esac
