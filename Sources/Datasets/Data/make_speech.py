"""Has espeak-ng speak the ten digits and ten other words, and packs the sound; make_data.py calls it.

All arithmetic on the sound is in whole numbers, so that any machine makes the same bytes from the same program.
"""

import math
import subprocess

VERSION = "eSpeak NG text-to-speech: 1.51"
DIGITS = "zero one two three four five six seven eight nine".split()
OTHERS = "yes no up down left right on off stop go".split()
ORDINARY = "m1 m2 m3 m4 m5 m6 m7 m8 f1 f2 f3 f4 f5 Alex Alicia Andy Annie Denis Hugo Mario".split()
STRANGE = "whisper croak klatt4 robosoft3".split()
ACCENTS = "en-us en-gb en-gb-scotland en-029".split()
SPEEDS = [190, 230, 270]
PITCHES = [40, 60, 50]

# A low-pass filter for keeping one sample in three: a sinc of 7/8 of the new band under Hann's window, in 1/16384.
TAPS = 47
FILTER = [
    round(16384 * (7 / 24 if x == 0 else math.sin(math.pi * x * 7 / 24) / (math.pi * x))
          * math.cos(math.pi * x / (TAPS + 1)) ** 2)
    for x in range(-(TAPS // 2), TAPS // 2 + 1)
]

# IMA ADPCM (Interactive Multimedia Association 1992): four bits a sample.
STEPS = [
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
    107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796,
    876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428,
    4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385,
    24623, 27086, 29794, 32767,
]
MOVES = [-1, -1, -1, -1, 2, 4, 6, 8]


def recordings():
    """(word, voice, accent, speed, pitch): three recordings of each digit by each voice, one of each other word."""
    for number, voice in enumerate(ORDINARY + STRANGE):
        for take in range(3):
            manner = ACCENTS[(number + take) % 4], SPEEDS[(number + take) % 3], PITCHES[(number // 3 + take) % 3]
            words = DIGITS + (OTHERS if take == 0 and voice in ORDINARY else [])
            for word in words:
                yield word, voice, *manner


def spoken(word, voice, accent, speed, pitch):
    """The samples, 22050 a second."""
    command = ["espeak-ng", "-v", f"{accent}+{voice}", "-s", str(speed), "-p", str(pitch), "--stdout", word]
    wave = subprocess.run(command, capture_output=True, check=True).stdout
    assert wave[:4] == b"RIFF" and int.from_bytes(wave[24:28], "little") == 22050 and wave[36:40] == b"data"
    return [int.from_bytes(wave[i:i + 2], "little", signed=True) for i in range(44, len(wave) - 1, 2)]


def prepared(samples):
    """Without silence at the ends, one sample in three, as loud as the others."""
    peak = max(map(abs, samples))
    loud = [i for i, x in enumerate(samples) if 50 * abs(x) > peak]
    samples = [0] * TAPS + samples[max(0, loud[0] - 220):loud[-1] + 220] + [0] * TAPS
    kept = [
        sum(f * x for f, x in zip(FILTER, samples[i:i + TAPS])) >> 14
        for i in range(0, len(samples) - TAPS, 3)
    ]
    peak = max(map(abs, kept))
    return [24000 * x // peak for x in kept]


def packed(samples):
    """IMA ADPCM from 0 and step 0, the earlier sample of a byte in its low half."""
    value, index, codes = 0, 0, []
    for sample in samples:
        step, difference = STEPS[index], sample - value
        code = 8 if difference < 0 else 0
        difference, change = abs(difference), step >> 3
        for bit in (4, 2, 1):
            if difference >= step:
                code |= bit
                difference -= step
                change += step
            step >>= 1
        value = max(-32768, min(32767, value - change if code & 8 else value + change))
        index = max(0, min(88, index + MOVES[code & 7]))
        codes.append(code)
    codes += [0] * (len(codes) % 2)
    return bytes(low | high << 4 for low, high in zip(codes[::2], codes[1::2]))


def speech():
    """A line for each recording, an empty line, and the sound of all recordings in the same order."""
    version = subprocess.run(["espeak-ng", "--version"], capture_output=True, check=True).stdout.decode()
    assert version.startswith(VERSION), f"this is {version}, not {VERSION}"
    lines, sound = [], []
    for recording in recordings():
        samples = prepared(spoken(*recording))
        lines.append(" ".join(map(str, recording + (len(samples),))) + "\n")
        sound.append(packed(samples))
    return "".join(lines).encode() + b"\n" + b"".join(sound)
