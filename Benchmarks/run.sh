#!/bin/bash
# Runs every benchmark and its peer in turn, three times each, and prints the ratios of the best times:
#
#   Benchmarks/run.sh            prints the table
#   Benchmarks/run.sh --write    puts it into Benchmarks/README.md as well
set -euo pipefail
cd "$(dirname "$0")"

# Settings that some machines have for old versions of OpenBLAS slow down the present one.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

if ! .build/peers/bin/python -c 'import jax, sklearn, threadpoolctl' 2>/dev/null; then
    echo "installing the peers …" >&2
    python3 -m venv .build/peers
    .build/peers/bin/pip install --quiet -r peers/requirements.txt
fi
echo "building …" >&2
swift build -c release 2>&1 | grep -E 'error|warning' >&2 || true
ours=.build/release/Benchmarks
peer() { .build/peers/bin/python peers/run.py "$1"; }

least() { sort -g "$1" | head -n 1; }

measure() {  # name, what it is, the peer, the ratio wanted
    local name=$1 files
    files=$(mktemp -d)
    for _ in 1 2 3; do
        echo "$name …" >&2
        "$ours" "$name" >>"$files/ours"
        peer "$name" >>"$files/peer"
    done
    awk -v ours="$(least "$files/ours")" -v peer="$(least "$files/peer")" -v what="$2" -v who="$3" -v wanted="$4" \
        'BEGIN { printf "| %s | %s | %.2f | %s |\n", what, who, peer / ours, wanted }'
    rm -r "$files"
}

table() {
    echo "| what | peer | times as fast as the peer | wanted |"
    echo "|---|---|---|---|"
    measure training-step "training step 64-128-128-10, batch 64, Adam" "JAX, jitted" 1.5
    measure convolution "training step of a small convolutional network, 8 × 8 images, batch 64, Adam" "JAX, jitted" 1
    measure product "matrix product 256 × 256 × 256, one thread" "OpenBLAS" 0.6
    measure calibration "calibration error of 1,000,000 predictions, 10 classes" NumPy 1
    measure ranking "area under the curve of 1,000,000 scores" scikit-learn 1
    measure dirichlet "EnD² loss and gradient, 100,000 rows, 10 classes, 5 members" SciPy 1
    echo
    # cpuinfo names each extension; AVX-512 is the one that the wanted ratios are stated for.
    local extension="without AVX-512"
    grep -qm 1 avx512f /proc/cpuinfo && extension="with AVX-512"
    echo "Measured on $(nproc) cores of $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1) $extension," \
        "$(uname -s) $(uname -m), $(swift --version 2>/dev/null | sed -n 's/.*\(Swift version [0-9.]*\).*/\1/p')," \
        "$(peer versions)."
}

result=$(table)
echo "$result"
if [ "${1:-}" = --write ]; then
    { sed '/<!-- table -->/q' README.md; echo; echo "$result"; } >README.new
    mv README.new README.md
fi
