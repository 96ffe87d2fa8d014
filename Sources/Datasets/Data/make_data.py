"""Makes the files of data from their sources: wheels of Python packages, and the program espeak-ng.

    pip download --no-deps scikit-learn==1.9.1 babel==2.18.0
    python3 make_data.py scikit_learn-1.9.1-*.whl babel-2.18.0-*.whl espeak-ng

Only Python's standard library is used. The checksums that it prints are those in README.md and in the library's
sources; with --check nothing is written, and a file that differs is an error.
"""

import csv
import gzip
import hashlib
import io
import pathlib
import pickle
import sys
import zipfile

import make_speech

HERE = pathlib.Path(__file__).parent
MEASURES = [
    "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points",
    "symmetry", "fractal dimension",
]
LANGUAGES = "cs da de en es fi fr hu it nl no pl pt ro sv".split()


def digits(wheel):
    """One image a line: its 64 pixels from 0 to 16 (g) as digits to base 17, a space, its class."""
    packed = gzip.decompress(wheel.read("sklearn/datasets/data/digits.csv.gz")).decode()
    lines = []
    for row in csv.reader(io.StringIO(packed)):
        *pixels, label = [int(float(value)) for value in row]
        assert len(pixels) == 64 and all(0 <= pixel <= 16 for pixel in pixels) and 0 <= label <= 9
        lines.append("".join("0123456789abcdefg"[pixel] for pixel in pixels) + f" {label}\n")
    assert len(lines) == 1797
    return "".join(lines).encode()


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
    return "".join(lines).encode()


def names(wheel):
    """One name a line, in the order of its code points: the name, a tab, the languages in which it is one."""
    # The tables are pickles of the package's own classes, which Python finds in the wheel itself.
    sys.path.insert(0, wheel.filename)
    users = {}
    for language in LANGUAGES:
        tables = pickle.loads(wheel.read(f"babel/locale-data/{language}.dat"))
        for table in ("territories", "languages", "currency_names"):
            for name in tables[table].values():
                assert isinstance(name, str) and name and not set(name) & set("\t\n")
                users.setdefault(name, set()).add(language)
    return "".join(f"{name}\t{' '.join(sorted(users[name]))}\n" for name in sorted(users)).encode()


def main(arguments):
    check = "--check" in arguments
    for source in [argument for argument in arguments if argument != "--check"]:
        if source == "espeak-ng":
            made = {"spoken-digits.adpcm": make_speech.speech()}
        else:
            with zipfile.ZipFile(source) as wheel:
                if "babel" in source:
                    made = {
                        "names.txt": names(wheel),
                        "names-licence.txt": wheel.read("babel/locale-data/LICENSE.unicode"),
                    }
                else:
                    made = {"digits.txt": digits(wheel), "breast-cancer.csv": breast_cancer(wheel)}
        for name, data in made.items():
            if not check:
                (HERE / name).write_bytes(data)
            elif (HERE / name).read_bytes() != data:
                sys.exit(f"{name} differs from what {source} gives")
            print(hashlib.sha256(data).hexdigest(), len(data), name)


if __name__ == "__main__":
    main(sys.argv[1:])
