"""Makes digits.txt and breast-cancer.csv from scikit-learn's copies of the UCI data.

    pip download --no-deps scikit-learn==1.9.1
    python3 make_data.py scikit_learn-1.9.1-*.whl

Only Python's standard library is used. The checksums that it prints are those in README.md and in
Dataset+Files.swift; with --check nothing is written, and a file that differs is an error.
"""

import csv
import gzip
import hashlib
import io
import pathlib
import sys
import zipfile

HERE = pathlib.Path(__file__).parent
MEASURES = [
    "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points",
    "symmetry", "fractal dimension",
]


def digits(wheel):
    """One image a line: its 64 pixels from 0 to 16 (g) as digits to base 17, a space, its class."""
    packed = gzip.decompress(wheel.read("sklearn/datasets/data/digits.csv.gz")).decode()
    lines = []
    for row in csv.reader(io.StringIO(packed)):
        *pixels, label = [int(float(value)) for value in row]
        assert len(pixels) == 64 and all(0 <= pixel <= 16 for pixel in pixels) and 0 <= label <= 9
        lines.append("".join("0123456789abcdefg"[pixel] for pixel in pixels) + f" {label}\n")
    assert len(lines) == 1797
    return "".join(lines)


def breast_cancer(wheel):
    """The numbers as scikit-learn writes them; the class as a word, since its 0 stands for malignant."""
    text = wheel.read("sklearn/datasets/data/breast_cancer.csv").decode()
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["569", "30", "malignant", "benign"] and len(rows) == 569
    names = [f"{kind} {measure}" for kind in ("mean", "standard error of", "worst") for measure in MEASURES]
    lines = [",".join(names + ["diagnosis"]) + "\n"]
    for row in rows:
        assert len(row) == 31
        lines.append(",".join(row[:30] + [header[2 + int(row[30])]]) + "\n")
    return "".join(lines)


def main(arguments):
    check = "--check" in arguments
    (path,) = [argument for argument in arguments if argument != "--check"]
    with zipfile.ZipFile(path) as wheel:
        for name, make in [("digits.txt", digits), ("breast-cancer.csv", breast_cancer)]:
            data = make(wheel).encode()
            if not check:
                (HERE / name).write_bytes(data)
            elif (HERE / name).read_bytes() != data:
                sys.exit(f"{name} differs from what {path} gives")
            print(hashlib.sha256(data).hexdigest(), len(data), name)


if __name__ == "__main__":
    main(sys.argv[1:])
