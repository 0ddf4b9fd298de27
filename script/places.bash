# Where script/install puts things and script/uninstall looks for them: reads the arguments, sets $prefix and $root.
programs=(sse-top sse-demo-server)
prefix=/usr/local
usage() {
  echo "usage: $0 [--prefix DIR]" >&2
  exit 2
}
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || usage; prefix=$2; shift 2 ;;
    --prefix=*) prefix=${1#*=}; shift ;;
    *) usage ;;
  esac
done
case $prefix in
  /*) prefix=${prefix%/} ;;
  ?*) prefix=${OLDPWD-$PWD}/$prefix ;;
  *) usage ;;
esac
root=${DESTDIR-}$prefix
