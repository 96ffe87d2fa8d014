#!/usr/bin/env python3
"""Measures the engine and prints ratios of one run.

    swift build && python3 Benchmarks/engine.py

Timed is the built program `.build/debug/book`. Needs the programs `swiftc` and `cmark`.
Each figure is the least of several rounds: other work on the machine only ever adds.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BOOK = os.path.join(ROOT, ".build", "debug", "book")
RESULTS = os.path.join(ROOT, ".build", "book", "results")
CHAPTERS = 40


def chapter(number):
    """A small chapter of plain snippets with outputs and values."""
    return f"""# Chapter {number}

What is the sum of the first squares?

```swift
let squares = (1...{number + 3}).map {{ $0 * $0 }}
print(squares)
```

```output
{[n * n for n in range(1, number + 4)]}
```

The sum follows, and its half.

```swift
let sum = squares.reduce(0, +)  // → {sum(n * n for n in range(1, number + 4))}
Double(sum) / 2  // → {sum(n * n for n in range(1, number + 4)) / 2}
```

```swift
struct Point {{
    var x = 0.0
    var y = 0.0
}}
let point = Point(x: 3, y: 4)
print((point.x * point.x + point.y * point.y).squareRoot())
```

```output
5.0
```
"""


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(*words, folder=None):
    done = subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(words)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def by_hand(folders, command):
    def one(folder):
        run(*command, folder=folder)
        run(os.path.join(folder, "program"), folder=folder)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, folders))


def markdown(megabytes):
    """Ordinary Markdown without code: prose, emphasis, links, lists, quotes, Chinese."""
    paragraph = (
        "A *student* learns from the **probabilities** of its teacher, not from [labels](https://example.org/a) alone; "
        "that is 知识蒸馏, and `T` is the temperature.\nWhat it copies it copies with its errors.\n\n"
    )
    block = "## Section {}\n\n" + paragraph * 6 + "- one *item*\n- another\n  - nested\n\n> a quote\n> of two lines\n\n"
    parts, size, number = ["# Twenty megabytes\n\n"], 0, 0
    while size < megabytes << 20:
        number += 1
        parts.append(block.format(number))
        size += len(parts[-1].encode())
    return "".join(parts)


def served(work):
    """Seconds from saving a word of prose to when the live preview answers with it: this book, six edits, the longest."""
    folder = os.path.join(work, "book")
    shutil.copytree(os.path.join(ROOT, "Chapters"), folder)
    path = os.path.join(folder, "06-applications.md")
    with open(path) as file:
        text = file.read()
    server = subprocess.Popen(
        [BOOK, "serve", "--chapters", folder, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        page = server.stdout.readline().split()[0] + "06-applications.html"
        times = []
        for number in range(6):
            word = f"A newly written word{number}."
            time.sleep(1)
            start = time.perf_counter()
            with open(path, "w") as file:
                file.write(text.replace("\n\n", f"\n\n{word}\n\n", 1))
            while word.encode() not in urllib.request.urlopen(page).read():
                time.sleep(0.01)
            times.append(time.perf_counter() - start)
        return max(times)
    finally:
        server.terminate()
        server.wait()


def report(what, ours, theirs, limit):
    ratio = ours / theirs
    print(f"| {what} | {ours:.2f} s | {theirs:.2f} s | {ratio:.2f} | {limit} | {'holds' if ratio <= limit else 'MISSED'} |")


def report_time(what, ours, limit):
    print(f"| {what} | {ours:.3f} s | – | – | {limit} s | {'holds' if ours <= limit else 'MISSED'} |")


def main():
    if not os.path.exists(BOOK):
        sys.exit("build first: swift build")
    work = tempfile.mkdtemp(prefix="engine")
    try:
        folder = os.path.join(work, "chapters")
        site = os.path.join(work, "site")
        os.mkdir(folder)
        for number in range(1, CHAPTERS + 1):
            with open(os.path.join(folder, f"{number:02}-chapter.md"), "w") as file:
                file.write(chapter(number))
        run(BOOK, "build", "--chapters", folder, "--output", site)
        command = shlex.split(run(BOOK, "tangle", "--command", os.path.join(folder, "01-chapter.md")))
        hand = []
        for number in range(1, CHAPTERS + 1):
            hand.append(os.path.join(work, f"hand{number}"))
            os.mkdir(hand[-1])
            with open(os.path.join(hand[-1], "main.swift"), "w") as file:
                file.write(run(BOOK, "tangle", os.path.join(folder, f"{number:02}-chapter.md")))

        served_after = served(work)

        print("| what | engine | by hand | ratio | at most | |\n|---|---|---|---|---|---|")

        def cold():
            shutil.rmtree(RESULTS, ignore_errors=True)
            run(BOOK, "test", folder)

        ours, theirs = [], []
        for _ in range(3):
            ours.append(timed(cold))
            theirs.append(timed(lambda: by_hand(hand, command)))
        report(f"{CHAPTERS} chapters, cold", min(ours), min(theirs), 1.3)
        report_time(
            "nothing changed, test", min(timed(lambda: run(BOOK, "test", folder)) for _ in range(5)), 0.3)
        report_time(
            "nothing changed, build",
            min(timed(lambda: run(BOOK, "build", "--chapters", folder, "--output", site)) for _ in range(5)), 0.3)

        def word(number):
            path = os.path.join(folder, "07-chapter.md")
            with open(path) as file:
                text = file.read()
            with open(path, "w") as file:
                file.write(text.replace("first squares", f"first {number} squares", 1).replace(f"{number - 1} squares", "squares"))
            return timed(lambda: run(BOOK, "build", "--chapters", folder, "--output", site))

        report_time("one word of prose changed, page on disk", min(word(n) for n in range(100, 105)), 0.3)

        report_time("one word of prose changed, page served", served_after, 0.5)

        large = os.path.join(work, "large")
        os.mkdir(large)
        path = os.path.join(large, "01-large.md")
        with open(path, "w") as file:
            file.write(markdown(20))
        ours, theirs = [], []
        for _ in range(3):
            with open(path, "a") as file:
                file.write("\nOne line more.\n")
            ours.append(timed(lambda: run(BOOK, "build", "--chapters", large, "--output", os.path.join(work, "large-site"))))
            theirs.append(timed(lambda: subprocess.run(["cmark", path], stdout=subprocess.DEVNULL, check=True)))
        report("20 MB of Markdown woven", min(ours), min(theirs), 4)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
