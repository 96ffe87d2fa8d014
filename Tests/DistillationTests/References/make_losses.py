"""Reference values of losses and uncertainties, written to losses.json and uncertainty.json.

Made with Python 3.11.7 and mpmath 1.3.0, 80 significant digits: every formula is computed as it is
written in its source, without the rearrangements of the library. Gradients are central differences with a step of
1e-25, exact to far beyond double precision. Run it in this folder:

    pip install mpmath==1.3.0 && python3 make_losses.py
"""

import json
import random

from mpmath import mp, mpf

mp.dps = 80
draw = random.Random(7)


def number(x):
    x = float(x)
    return x if abs(x) < 1e309 and x == x and abs(x) != float("inf") else str(x)


def flat(values):
    return [number(v) for v in values]


def logits(rows, columns, scale):
    return [[draw.gauss(0, scale) for _ in range(columns)] for _ in range(rows)]


def labels(rows, columns):
    return [draw.randrange(columns) for _ in range(rows)]


# The formulas.


def lift(m):
    return [[mpf(x) for x in row] for row in m]


def softmax(z, t=1):
    top = max(z)
    e = [mp.exp((x - top) / t) for x in z]
    total = sum(e)
    return [x / total for x in e]


def log_softmax(z, t=1):
    top = max(z)
    total = mp.log(sum(mp.exp((x - top) / t) for x in z))
    return [(x - top) / t - total for x in z]


def entropy(p):
    return -sum(x * mp.log(x) for x in p if x > 0)


def kl(p, q):
    if any(a > 0 and b == 0 for a, b in zip(p, q)):
        return mp.inf
    return sum(a * mp.log(a / b) for a, b in zip(p, q) if a > 0)


def kl_logits(v, s, t=1):
    return sum(mp.exp(a) * (a - b) for a, b in zip(log_softmax(v, t), log_softmax(s, t)))


def mean_rows(ms):
    return [[sum(m[i][j] for m in ms) / len(ms) for j in range(len(ms[0][0]))] for i in range(len(ms[0]))]


def log_beta(a):
    return sum(mp.loggamma(x) for x in a) - mp.loggamma(sum(a))


def psi(x):
    return mp.digamma(x)


def dirichlet_entropy(a):
    a0 = sum(a)
    return log_beta(a) + (a0 - len(a)) * psi(a0) - sum((x - 1) * psi(x) for x in a)


def dirichlet_kl(a, b):
    a0 = sum(a)
    return log_beta(b) - log_beta(a) + sum((x - y) * (psi(x) - psi(a0)) for x, y in zip(a, b))


def log_density(a, p):
    return sum((x - 1) * mp.log(q) for x, q in zip(a, p)) - log_beta(a)


def average(values):
    values = list(values)
    return sum(values) / len(values)


def cross_entropy(s, y, eps=0):
    k = len(s[0])
    target = lambda j, label: (1 - mpf(eps)) * (j == label) + mpf(eps) / k
    return average(-sum(target(j, l) * x for j, x in enumerate(log_softmax(r))) for r, l in zip(s, y))


def soft_cross_entropy(s, t):
    return average(-sum(a * b for a, b in zip(u, log_softmax(r))) for r, u in zip(s, t))


def distillation(s, v, y, t, alpha):
    t, alpha = mpf(t), mpf(alpha)
    return (1 - alpha) * cross_entropy(s, y) + alpha * t**2 * average(kl_logits(b, a, t) for a, b in zip(s, v))


def decoupled(s, v, y, t, alpha, beta):
    t = mpf(t)
    rows = []
    for a, b, l in zip(s, v, y):
        p, q = softmax(b, t), softmax(a, t)
        rest = lambda r: sum(x for j, x in enumerate(r) if j != l)  # 1 - r[l], which would cancel
        tckd = kl([p[l], rest(p)], [q[l], rest(q)])
        nckd = kl_logits(b[:l] + b[l + 1:], a[:l] + a[l + 1:], t)
        rows.append(t**2 * (mpf(alpha) * tckd + mpf(beta) * nckd))
    return average(rows)


def logit_matching(s, v, centred):
    rows = []
    for a, b in zip(s, v):
        k = len(a)
        ma, mb = (sum(a) / k, sum(b) / k) if centred else (0, 0)
        rows.append(sum(((x - ma) - (z - mb)) ** 2 for x, z in zip(a, b)) / (2 * k))
    return average(rows)


def end(s, members, t):
    t = mpf(t)
    mean = mean_rows([[softmax(r, t) for r in m] for m in members])
    return t**2 * average(-sum(a * b for a, b in zip(p, log_softmax(r, t))) for r, p in zip(s, mean))


def end2(s, members, t, gamma):
    t, gamma = mpf(t), mpf(gamma)
    rows = []
    for i, r in enumerate(s):
        alpha = [mp.exp(x / t) for x in r]
        for m in members:
            if gamma == 0:
                logs = log_softmax(m[i], t)
            else:
                k = len(r)
                logs = [mp.log((1 - gamma) * (p - mpf(1) / k) + mpf(1) / k) for p in softmax(m[i], t)]
            rows.append(-(sum((a - 1) * l for a, l in zip(alpha, logs)) - log_beta(alpha)))
    return average(rows)


def proxy(s, members):
    rows = []
    for i, r in enumerate(s):
        ps = [softmax(m[i]) for m in members]
        k = len(r)
        mean = [sum(p[j] for p in ps) / len(ps) for j in range(k)]
        rmi = average(kl(mean, p) for p in ps)
        alpha = [mp.exp(x) + 1 for x in r]
        a0 = sum(alpha)
        rows.append(
            -sum(p * (psi(a) - psi(a0)) for p, a in zip(mean, alpha)) - dirichlet_entropy(alpha) * 2 * rmi / (k - 1)
        )
    return average(rows)


def evidential(e, y, form, weight):
    rows = []
    for r, l in zip(e, y):
        a = [x + 1 for x in r]
        a0 = sum(a)
        p = [x / a0 for x in a]
        if form == 0:
            value = sum(((j == l) - q) ** 2 + q * (1 - q) / (a0 + 1) for j, q in enumerate(p))
        elif form == 1:
            value = mp.log(a0) - mp.log(a[l])
        else:
            value = psi(a0) - psi(a[l])
        rows.append(value + mpf(weight) * misleading(r, l))
    return average(rows)


def misleading(r, l):
    a = [mpf(1) if j == l else x + 1 for j, x in enumerate(r)]
    return dirichlet_kl(a, [mpf(1)] * len(a))


def with_gradient(f, s):
    """f(s), then its derivatives by every element of s, row by row."""
    s = lift(s)
    out = [f(s)]
    for i in range(len(s)):
        for j in range(len(s[0])):
            h = mpf(10) ** -25 * max(1, abs(s[i][j]))
            up = [list(r) for r in s]
            down = [list(r) for r in s]
            up[i][j] += h
            down[i][j] -= h
            out.append((f(up) - f(down)) / (2 * h))
    return flat(out)


losses = []


def loss(name, s, f, tensors=(), y=None, **numbers):
    losses.append(
        {
            "name": name, "tensors": [[s], *tensors], "labels": y or [], "numbers": numbers,
            "expected": with_gradient(f, s),
        }
    )


for scale in (0.1, 1, 5, 30):
    for k in (2, 3, 5):
        s, v, y = logits(2, k, scale), logits(2, k, scale), labels(2, k)
        V = lift(v)
        loss("crossEntropy", s, lambda s: cross_entropy(s, y), y=y)
        loss("labelSmoothing", s, lambda s: cross_entropy(s, y, 0.1), y=y, epsilon=0.1)
        t = [[float(x) for x in softmax(r)] for r in V]
        loss("softTargets", s, lambda s: soft_cross_entropy(s, lift(t)), tensors=[[t]])
        loss("logitMatching", s, lambda s: logit_matching(s, V, True), tensors=[[v]], centred=1)
        loss("logitMatching", s, lambda s: logit_matching(s, V, False), tensors=[[v]], centred=0)
        for T, alpha in ((1, 0.5), (4, 0.9), (1e4, 1.0), (0.05, 0.3)):
            loss("distillation", s, lambda s: distillation(s, V, y, T, alpha), tensors=[[v]], y=y,
                 temperature=T, alpha=alpha)
            if k > 2:
                loss("decoupled", s, lambda s: decoupled(s, V, y, T, 1, 8), tensors=[[v]], y=y,
                     temperature=T, alpha=1, beta=8)
        members = [logits(2, k, scale) for _ in range(3)]
        M = [lift(m) for m in members]
        for T in (1, 3, 1e4):
            loss("end", s, lambda s: end(s, M, T), tensors=[members], temperature=T)
        for T, gamma in ((1, 1e-3), (5, 1e-3), (2, 0)):
            loss("end2", s, lambda s: end2(s, M, T, gamma), tensors=[members], temperature=T, smoothing=gamma)
        loss("proxy", s, lambda s: proxy(s, M), tensors=[members])
        e = [[abs(x) for x in r] for r in s]
        for form in (0, 1, 2):
            for weight in (0, 0.7):
                loss("evidential", e, lambda e: evidential(e, y, form, weight), y=y, form=form, regularisation=weight)

# Extremes.
far = [[1e4, -1e4, 0.0], [-1e4, 1e4, 1e4]]
near = [[0.5, 0.1, -0.2], [1e4, 1e4 + 1, 1e4 - 2]]
y = [1, 2]
for s, v in ((far, near), (near, far), (far, far)):
    V = lift(v)
    loss("crossEntropy", s, lambda s: cross_entropy(s, y), y=y)
    for T in (1, 1e4, 1e-3, 1e8):
        loss("distillation", s, lambda s: distillation(s, V, y, T, 0.5), tensors=[[v]], y=y, temperature=T, alpha=0.5)
# Members that nearly agree around a sharp Dirichlet, and parameters up to 3e6.
centre = [14.0, 13.2, 14.9]
tight = [[[x + draw.gauss(0, 1e-3) for x in centre]] for _ in range(4)]
T4 = [lift(m) for m in tight]
for s in ([centre], [[5.0, 4.2, 5.9]], [[-6.9, 3.0, 14.9]], [[-40.0, -300.0, 2.0]]):
    for gamma in (0, 1e-3):
        loss("end2", s, lambda s: end2(s, T4, 1, gamma), tensors=[tight], temperature=1, smoothing=gamma)
    loss("proxy", s, lambda s: proxy(s, T4), tensors=[tight])
for e in ([[1e6, 3e6, 0.0]], [[1e-9, 2.0, 1e5]], [[0.0, 0.0, 0.0]]):
    for form in (0, 1, 2):
        for l in (0, 1):
            loss("evidential", e, lambda e: evidential(e, [l], form, 0.5), y=[l], form=form, regularisation=0.5)

with open("losses.json", "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in losses) + "\n]\n")

uncertainty = []


def case(name, tensors, expected, y=None, **numbers):
    uncertainty.append(
        {"name": name, "tensors": tensors, "labels": y or [], "numbers": numbers, "expected": flat(expected)}
    )


def distributions(rows, k, concentration):
    out = []
    for _ in range(rows):
        g = [draw.gammavariate(concentration, 1) + 1e-300 for _ in range(k)]
        out.append([x / sum(g) for x in g])
    return out


for scale, T in ((1, 1), (1, 0.1), (30, 2.5), (1e4, 1), (1e300, 1), (1e300, 1e-3), (1e4, 1e-3), (5, 1e4)):
    z = logits(3, 4, scale)
    Z = lift(z)
    case("softmax", [[z]], [p for r in Z for p in softmax(r, mpf(T))], temperature=T)
    case("logSoftmax", [[z]], [p for r in Z for p in log_softmax(r, mpf(T))], temperature=T)
case("logSoftmax", [[[[40.0, 0.0], [0.0, -700.0]]]], [p for r in ((40, 0), (0, -700)) for p in log_softmax(r)],
     temperature=1)

zeros = [[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.2, 0.3, 0.5]]
mixed = [[0.4, 0.3, 0.3], [0.25, 0.5, 0.25], [0.2, 0.3, 0.5]]
for p, q in [(distributions(3, 4, c), distributions(3, 4, c)) for c in (0.05, 0.5, 5, 500)] + [
    (zeros, mixed), (mixed, zeros), (zeros, zeros)
]:
    P, Q = lift(p), lift(q)
    case("entropy", [[p]], [entropy(r) for r in P])
    case("crossEntropy", [[p], [q]],
         [mp.inf if any(a > 0 and b == 0 for a, b in zip(r, u)) else
          -sum(a * mp.log(b) for a, b in zip(r, u) if a > 0) for r, u in zip(P, Q)])
    case("kl", [[p], [q]], [kl(r, u) for r, u in zip(P, Q)])
    middle = [[(a + b) / 2 for a, b in zip(r, u)] for r, u in zip(P, Q)]
    case("js", [[p], [q]], [kl(r, m) / 2 + kl(u, m) / 2 for r, u, m in zip(P, Q, middle)])

ensembles = [[distributions(2, 3, c) for _ in range(4)] for c in (0.1, 1, 50)]
base = distributions(2, 3, 2)
ensembles.append([[[x + e * d for x, d in zip(r, (1, -1, 0))] for r in base] for e in (1e-6, -1e-6, 0.0)])
ensembles.append([zeros, mixed])
ensembles.append([base])
for members in ensembles:
    M = [lift(m) for m in members]
    mean = mean_rows(M)
    y = labels(len(mean), len(mean[0]))
    y = [l if mean[i][l] > 0 else 0 for i, l in enumerate(y)]
    total = [entropy(r) for r in mean]
    data = [average(entropy(m[i]) for m in M) for i in range(len(mean))]
    rmi = [average(kl(mean[i], m[i]) for m in M) for i in range(len(mean))]
    epkl = [average(kl(a[i], b[i]) for a in M for b in M) for i in range(len(mean))]
    case("ensemble", [members], total + data + [a - b for a, b in zip(total, data)] + rmi + epkl)
    ambiguity = mp.mpf(0)
    for i, l in enumerate(y):
        terms = [-mp.log(m[i][l]) if m[i][l] > 0 else mp.inf for m in M]
        ambiguity += average(terms) + mp.log(mean[i][l])
    case("ambiguity", [members], [ambiguity / len(y)], y=y)

alphas = [
    [1.0, 1.0], [8.0, 1.0, 1.0], [0.001, 0.001, 0.001], [0.001, 3e6, 1.0], [3e6, 2e6, 1e6], [1e5, 1e5],
    [0.5, 9.9, 10.1, 250.0], [3e6, 0.001], [1e6] * 10, [0.001, 0.002, 0.5, 7.0, 1e3],
]
for a in alphas:
    A = [mpf(x) for x in a]
    a0 = sum(A)
    mean = [x / a0 for x in A]
    data = -sum(x / a0 * (psi(x + 1) - psi(a0 + 1)) for x in A)
    case("dirichlet", [[[a]]],
         mean + [psi(x) - psi(a0) for x in A] + [entropy(mean), data, entropy(mean) - data, (len(a) - 1) / a0,
                                                 dirichlet_entropy(A)])
    for p in ([1 / len(a)] * len(a), [float(x) for x in mean], distributions(1, len(a), 1)[0]):
        if min(p) > 0:
            case("logDensity", [[[a]], [[p]]], [log_density(A, [mpf(x) for x in p])])
    for b in alphas + [[x * 1.001 for x in a], [x * (1 + 1e-4 * (-1) ** j) for j, x in enumerate(a)]]:
        if len(b) == len(a) and b != a:
            case("dirichletKL", [[[a]], [[b]]], [dirichlet_kl(A, [mpf(x) for x in b])])

with open("uncertainty.json", "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in uncertainty) + "\n]\n")
print(len(losses), len(uncertainty))
