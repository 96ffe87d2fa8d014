"""Reference values of the elementary and special functions, written to elementary.txt and special.txt.

Made with Python 3.11.7 and mpmath 1.3.0, 60 significant digits. Run it in this folder:

    pip install mpmath==1.3.0 && python3 make_elementary.py

elementary.txt: function, the bits of x, the bits of the nearest double y to f(x), and the rest of f(x)
beyond y in thousandths of a unit in the last place of y.
special.txt: function, the bits of x, the bits of the nearest double to f(x).
"""

import random
import struct

from mpmath import mp, mpf

mp.dps = 60
draw = random.Random(20240607)


def bits(x):
    return struct.pack(">d", x).hex()


def ulp(y):
    """The spacing of doubles at y, that of the subnormals near 0."""
    if y == 0:
        return mpf(2) ** -1074
    _, exponent = mp.frexp(mpf(y))
    return mpf(2) ** max(int(exponent) - 53, -1074)


def logarithmic(low, high, signed):
    x = 2 ** draw.uniform(low, high)
    return -x if signed and draw.random() < 0.5 else x


def points(function):
    if function == "exp":
        return (
            [draw.uniform(-745, 709.7) for _ in range(500)]
            + [draw.uniform(-2, 2) for _ in range(400)]
            + [logarithmic(-60, 0, True) for _ in range(100)]
            + [draw.uniform(-745.1, -708) for _ in range(60)]
        )
    if function == "expm1":
        return (
            [draw.uniform(-39, 60) for _ in range(300)]
            + [draw.uniform(-1.2, 1.2) for _ in range(500)]
            + [logarithmic(-60, 0, True) for _ in range(200)]
            + [draw.uniform(60, 709.7) for _ in range(50)]
        )
    if function == "log":
        return (
            [logarithmic(-1022, 1023, False) for _ in range(300)]
            + [draw.uniform(0.5, 2) for _ in range(500)]
            + [1 + logarithmic(-50, -3, True) for _ in range(200)]
            + [logarithmic(-1070, -1022, False) for _ in range(50)]
        )
    if function == "log1p":
        return (
            [draw.uniform(-0.999, 3) for _ in range(500)]
            + [logarithmic(-60, -1, True) for _ in range(200)]
            + [logarithmic(0, 80, False) for _ in range(200)]
            + [-1 + logarithmic(-50, -3, False) for _ in range(100)]
        )
    if function == "tanh":
        return [draw.uniform(-3, 3) for _ in range(400)] + [logarithmic(-40, 4, True) for _ in range(200)]
    near = [float(k * mp.pi / 2) for k in range(-40, 40)] + [float(k * mp.pi / 2) for k in range(60000, 60020)]
    return [draw.uniform(-7, 7) for _ in range(300)] + [draw.uniform(-1e5, 1e5) for _ in range(100)] + near


# The worst of 139,200 points for an earlier state of the library.
hard = {
    "exp": [-709.0589906540415, 468.23021794963506], "expm1": [37.172022318200106, 0.3499558430857401],
    "log": [1.4034487080157911], "log1p": [0.40234453756123034], "tanh": [-0.060164264046238536],
    "sin": [0.8524035292243379], "cos": [-34212.66881327465],
}
exact = {
    "exp": mp.exp, "expm1": mp.expm1, "log": mp.log, "log1p": lambda x: mp.log(1 + x), "tanh": mp.tanh,
    "sin": mp.sin, "cos": mp.cos,
}
with open("elementary.txt", "w") as file:
    for name, function in exact.items():
        for x in points(name) + hard[name]:
            value = function(mpf(x))
            y = float(value)
            rest = int(mp.nint((value - mpf(y)) / ulp(y) * 1000))
            file.write(f"{name} {bits(x)} {bits(y)} {rest}\n")

xs = (
    [10 ** draw.uniform(-8, 12) for _ in range(150)]
    + [draw.uniform(0.1, 12) for _ in range(100)]
    + [1 + logarithmic(-40, -2, True) for _ in range(20)]
    + [2 + logarithmic(-40, -2, True) for _ in range(20)]
    + [float(n) for n in range(1, 15)] + [1e-8, 1e-3, 0.5, 1.5, 2.5, 1e5, 3e6, 1e12]
)
with open("special.txt", "w") as file:
    for x in xs:
        for name, value in (
            ("logGamma", mp.loggamma(x)), ("digamma", mp.digamma(x)), ("trigamma", mp.psi(1, x)),
        ):
            file.write(f"{name} {bits(x)} {bits(float(value))}\n")
        y = float(mp.digamma(x))
        # The x whose digamma is the rounded y, not the x it came from.
        root = mp.findroot(lambda t: mp.digamma(t) - mpf(y), mpf(x))
        file.write(f"inverseDigamma {bits(y)} {bits(float(root))}\n")
