#!/bin/bash
# Trains the reference teacher and student in many ways and compares the hashes of their weights with those of
# the repository: Tests/Determinism/check.sh [native] [qemu] [wasm]
#
#   native   with one thread and two, without the kernels' clones, without the C library's own variants
#   qemu     as processors with SSE4.2, with AVX2 and with all that qemu has
#   wasm     as Embedded Swift in WebAssembly, under node; compiled with $OPTIMISATION, -Osize by default
#
# BIN names the folder that `swift build --show-bin-path` shows, to be given where SwiftPM must not be asked.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
training=$root/Tests/DistillationTests/Determinism/ReferenceTraining.swift
expected=$(cat "$root/Tests/DistillationTests/Determinism/fingerprints.txt")
kernels=("$root"/Sources/CKernels/*.c)
flags=(-O3 -ffp-contract=off -fno-math-errno -I "$root/Sources/CKernels/include")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

report() {  # name, then a command that prints the two hashes
    local name=$1 result
    shift
    result=$("$@" 2>"$work/errors") || result="failure ($(tail -n 3 "$work/errors"))"
    if [ "$result" = "$expected" ]; then echo "same       $name"
    else echo "DIFFERENT  $name: $result instead of $expected"; failed=1; fi
}

build_native() {
    [ -x "$work/program" ] && return
    local bin=${BIN:-$(swift build --package-path "$root" --show-bin-path)}
    swiftc -O -parse-as-library "$here/native.swift" "$training" -o "$work/program" \
        -I "$bin/Modules" -I "$root/Sources/CKernels/include" -L "$bin" -lChapterLibrary -Xlinker -rpath -Xlinker "$bin"
}

native() {
    build_native
    report "one thread" env CKERNELS_THREADS=1 "$work/program"
    report "two threads" env CKERNELS_THREADS=2 "$work/program"
    # Loaded first, the plain kernels take the place of those in the library.
    clang -shared -fPIC "${flags[@]}" -DCKERNELS_NO_CLONES "${kernels[@]}" -o "$work/plain.so"
    report "without clones" env LD_PRELOAD="$work/plain.so" "$work/program"
    local variants=-AVX,-AVX2,-AVX512F,-AVX512VL,-FMA,-FMA4,-ERMS,-AVX_Fast_Unaligned_Load
    report "without the C library's variants" env GLIBC_TUNABLES="glibc.cpu.hwcaps=$variants" "$work/program"
}

qemu() {
    build_native
    for cpu in Nehalem Haswell-v4 max; do
        report "qemu-x86_64 -cpu $cpu" qemu-x86_64 -cpu "$cpu" "$work/program"
    done
}

wasm() {
    local objects=()
    for source in "${kernels[@]}" "$here/shim.c"; do
        objects+=("$work/$(basename "$source" .c).wasm.o")
        clang --target=wasm32 "${flags[@]}" -ffreestanding -nostdlib -c "$source" -o "${objects[-1]}"
    done
    swiftc -target wasm32-unknown-none-wasm -enable-experimental-feature Embedded -wmo "${OPTIMISATION:--Osize}" -parse-as-library \
        -module-name Distillation -I "$root/Sources/CKernels/include" -c -o "$work/program.wasm.o" \
        $(find "$root/Sources/Distillation" -name '*.swift' | sort) "$training" "$here/wasm.swift"
    "$(dirname "$(readlink -f "$(command -v swiftc)")")/wasm-ld" --no-entry --export=teacher --export=student \
        -z stack-size=1048576 "$work/program.wasm.o" "${objects[@]}" -o "$work/program.wasm"
    report "WebAssembly under node" node "$here/run.mjs" "$work/program.wasm"
}

[ $# -gt 0 ] || set -- native qemu wasm
for part in "$@"; do "$part"; done
exit $failed
