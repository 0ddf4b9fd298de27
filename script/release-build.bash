# How a program that is installed is built, for script/install and script/bench: sets the array release_build.
# With the Swift runtime in it: it starts sooner, and runs where no Swift is. Nothing looks up its symbols.
release_build=(--configuration release --static-swift-stdlib -Xlinker --no-export-dynamic)
# The Swift runtime's C++ library too, if the archive is there: of all libraries it is the one that the loader has most
# to do for. The linker takes it from a folder in which the shared one does not lie beside it.
archive=$(gcc -print-file-name=libstdc++.a 2>/dev/null || true)
if [ -f "$archive" ]; then
  mkdir -p .build/static
  ln -sf "$(realpath "$archive")" .build/static/libstdc++.a
  release_build+=(-Xlinker "-L$PWD/.build/static")
fi
