# How a program that is installed is built, for script/install and script/bench: sets the array release_build.
# With the Swift runtime in it: it starts sooner, and runs where no Swift is. Nothing looks up its symbols.
# Nor are libraries looked for beside it, which would be the first place of all.
release_build=(
  --configuration release --static-swift-stdlib --disable-local-rpath -Xlinker --no-export-dynamic
)
# Libraries that the loader would have to open for this program alone are in it too, where their archives are: the C++
# library of the Swift runtime, those of the dashboard and of filters, and what unwinds. (What libcurl needs is opened
# with that.) The linker takes them from a folder in which the shared ones do not lie beside them.
mkdir -p .build/static
for library in stdc++ gcc_eh tinfo ncursesw pcre2-8; do
  archive=$(gcc -print-file-name="lib$library.a" 2>/dev/null || true)
  # ncurses' archive needs that of terminfo.
  [ -f "$archive" ] && { [ $library != ncursesw ] || [ -e .build/static/libtinfo.a ]; } || continue
  ln -sf "$(realpath "$archive")" ".build/static/lib$library.a"
  case $library in
    # Nothing else asks for these by this name.
    gcc_eh | tinfo) release_build+=(-Xlinker "-l$library") ;;
  esac
done
release_build+=(-Xlinker "-L$PWD/.build/static")
# The table of addresses that the loader corrects is packed to a hundredth where its glibc knows how, since 2.36. That
# saves a third of the start beyond curl's, and a megabyte. Of the linkers only Swift's own writes it everywhere.
glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/^glibc //')
if [ -n "$glibc" ] && printf '2.36\n%s\n' "$glibc" | sort --check --version-sort 2>/dev/null; then
  release_build+=(-Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs)
fi
