# How a program that is installed is built, for script/install and script/bench: sets the array release_build.
# With the Swift runtime in it: it starts sooner, and runs where no Swift is. Nothing looks up its symbols.
# Nor are libraries looked for beside it, which would be the first place of all.
release_build=(
  --configuration release --static-swift-stdlib --disable-local-rpath -Xlinker --no-export-dynamic
)
# The Swift runtime's C++ library too, if the archive is there: of all libraries it is the one that the loader has most
# to do for. The linker takes it from a folder in which the shared one does not lie beside it.
archive=$(gcc -print-file-name=libstdc++.a 2>/dev/null || true)
if [ -f "$archive" ]; then
  mkdir -p .build/static
  ln -sf "$(realpath "$archive")" .build/static/libstdc++.a
  release_build+=(-Xlinker "-L$PWD/.build/static")
fi
# The table of addresses that the loader corrects is packed to a hundredth where its glibc knows how, since 2.36. That
# saves a third of the start beyond curl's, and a megabyte. Of the linkers only Swift's own writes it everywhere.
glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/^glibc //')
if [ -n "$glibc" ] && printf '2.36\n%s\n' "$glibc" | sort --check --version-sort 2>/dev/null; then
  release_build+=(-Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs)
fi
