"""Reference values of scores, calibration, ranking, selection, conformal sets and intervals, written to measures.json.

Made with Python 3.11.7, numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1. What these packages have is theirs; the rest is written
here with numpy, by its definition and slowly. Run it in this folder:

    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 && python3 make_measures.py
"""

import itertools
import json
from decimal import Decimal
from fractions import Fraction
from math import ceil

import numpy as np
from scipy import optimize, special, stats
from sklearn import metrics

draw = np.random.default_rng(5)
cases = []


def case(name, matrix=None, vector=None, other=None, labels=(), expected=(), **numbers):
    number = lambda x: float(x) if np.isfinite(x) else str(float(x))
    tensors = []
    for part in (matrix, None if vector is None else [vector], None if other is None else [other]):
        if part is not None:
            tensors.append([[[float(x) for x in row] for row in part]])
    cases.append(
        {
            "name": name, "tensors": tensors, "labels": [int(x) for x in labels],
            "numbers": {k: float(v) for k, v in numbers.items()}, "expected": [number(x) for x in np.ravel(expected)],
        }
    )


# Calibration.


def equal_width(conf, count):
    edges = [Fraction(b, count) for b in range(count + 1)]
    # The decimal that is meant is compared with the edges, not its double.
    shown = [Fraction(repr(float(c))) for c in conf]
    return [
        np.array([i for i, c in enumerate(shown) if (edges[b] < c or (b == 0 and c == 0)) and c <= edges[b + 1]], int)
        for b in range(count)
    ]


def equal_mass(conf, count):
    return np.array_split(np.argsort(conf, kind="stable"), count)


def bin_table(conf, hit, groups):
    return np.array([[len(g), hit[g].mean() if len(g) else 0, conf[g].mean() if len(g) else 0] for g in groups])


def calibration(conf, hit, table):
    n, acc, mean = table.T
    w, gap = n / len(conf), np.abs(acc - mean)
    return [np.sum(w * gap), gap[n > 0].max(), np.sqrt(np.sum(w * gap**2))]


def debiased(conf, hit, count):
    t = bin_table(conf, hit, equal_mass(conf, count))
    n, acc, mean = t[t[:, 0] > 0].T
    return np.sum(n / len(conf) * ((mean - acc) ** 2 - acc * (1 - acc) / (n - 1)))


def ks(conf, hit):
    order = np.argsort(conf, kind="stable")
    return np.abs(np.cumsum(conf[order] - hit[order])).max() / len(conf)


def calibration_case(name, conf, hit, **inputs):
    """ECE, MCE, RMSCE and the bins for each number and kind of bins, debiased errors, KS and overconfidence."""
    expected = []
    for count in (1, 2, 5, 10, 15):
        for groups in (equal_width(conf, count), equal_mass(conf, count)):
            table = bin_table(conf, hit, groups)
            expected += [*calibration(conf, hit, table), *table.ravel()]
        if len(conf) >= 2 * count:
            expected.append(debiased(conf, hit, count))
    case(name, expected=[*expected, ks(conf, hit), conf.mean() - hit.mean()], **inputs)


def forecasts(n, kind):
    if kind == "edges":
        return draw.choice([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 0.35, 0.15], n)
    if kind == "sure":
        return special.expit(draw.normal(0, 6, n))
    return draw.uniform(0, 1, n)


def probabilities(n, k, concentration, tied):
    p = draw.dirichlet([concentration] * k, n)
    if tied:
        p = np.round(p * 8) / 8
        p[:, -1] = 0
        p[:, -1] = 1 - p.sum(1)
        p = np.abs(p)
        p /= p.sum(1, keepdims=True)
    return p


for n, kind in ((7, "edges"), (200, "edges"), (200, "sure"), (53, "uniform"), (1, "uniform")):
    f = forecasts(n, kind)
    y = (draw.uniform(size=n) < f).astype(int)
    calibration_case("binaryCalibration", f, y, vector=f, labels=y)
    case("binaryScores", vector=f, labels=y, expected=[
        np.mean((f - y) ** 2),
        np.mean(-special.xlogy(y, f) - special.xlog1py(1 - y, -f)),
        np.mean(special.entr(f) + special.entr(1 - f)),
    ])
    rate, rel, res, cal, ref = y.mean(), 0, 0, 0, 0
    for value in np.unique(f):
        g = f == value
        w, o = g.mean(), y[g].mean()
        rel, res = rel + w * (value - o) ** 2, res + w * (o - rate) ** 2
        cal += w * (special.rel_entr(o, value) + special.rel_entr(1 - o, 1 - value))
        ref += w * (special.entr(o) + special.entr(1 - o))
    case("murphy", vector=f, labels=y, expected=[np.mean((f - y) ** 2), rel, res, rate * (1 - rate)])
    case("logLossParts", vector=f, labels=y, expected=[
        np.mean(-special.xlogy(y, f) - special.xlog1py(1 - y, -f)), cal, ref])

for n, k, concentration, tied in ((60, 3, 1, False), (60, 3, 1, True), (40, 10, 0.2, False), (5, 2, 1, True)):
    p = probabilities(n, k, concentration, tied)
    y = np.array([draw.choice(k, p=row) for row in p])
    conf, hit = p.max(1), (p.argmax(1) == y).astype(int)
    calibration_case("calibration", conf, hit, matrix=p, labels=y)
    onehot = np.eye(k)[y]
    case("scores", matrix=p, labels=y, expected=[
        metrics.accuracy_score(y, p.argmax(1)), np.mean(-np.log(p[np.arange(n), y])), np.mean(np.sum((p - onehot) ** 2, 1)),
        special.entr(p).sum(1).mean(),
    ])
    expected = []
    for count in (4, 15):
        for binner in (equal_width, equal_mass):
            each = [calibration(p[:, j], onehot[:, j], bin_table(p[:, j], onehot[:, j], binner(p[:, j], count)))[0]
                    for j in range(k)]
            expected += [np.mean(each), *each]
    case("classwise", matrix=p, labels=y, expected=expected)
    rows, inverse = np.unique(p, axis=0, return_inverse=True)
    cal = ref = 0
    for g in range(len(rows)):
        members = inverse.ravel() == g
        o = onehot[members].mean(0)
        cal += members.mean() * special.rel_entr(o, rows[g]).sum()
        ref += members.mean() * special.entr(o).sum()
    case("logLossPartsK", matrix=p, labels=y, expected=[np.mean(-np.log(p[np.arange(n), y])), cal, ref])

# Ranking.
for n, decimals in ((6, 1), (100, 1), (100, 8), (1500, 2), (1500, 12)):
    s = np.round(draw.normal(size=n), decimals)
    y = (draw.uniform(size=n) < special.expit(s)).astype(int)
    y[:2] = 0, 1
    fpr, tpr, _ = metrics.roc_curve(y, s, drop_intermediate=False)
    case("ranking", vector=s, labels=y, expected=[
        metrics.roc_auc_score(y, s), metrics.average_precision_score(y, s), fpr[tpr >= 0.95].min(), fpr[tpr >= 0.5].min()])


# Selection: ties by the mean over all orders, or in expectation.
def selective(conf, wrong):
    n = len(conf)
    errors = np.zeros(n)
    for k in range(1, n + 1):
        border = np.sort(conf)[::-1][k - 1]
        sure, tied = conf > border, conf == border
        errors[k - 1] = wrong[sure].sum() + wrong[tied].mean() * (k - sure.sum())
    ks_ = np.arange(1, n + 1)
    best = np.maximum(0, ks_ - (n - wrong.sum()))
    aurc = np.mean(errors / ks_)
    risks = [errors[k - 1] / k for k in (ceil(Fraction(c) * n) for c in ("0.1", "0.07", "0.5", "1"))]
    return [aurc, aurc - np.mean(best / ks_), np.mean(errors) / n, *risks]


def brute(conf, wrong):
    """The mean AURC over all orders that the ties allow."""
    total = []
    for order in itertools.permutations(range(len(conf))):
        if all(conf[a] >= conf[b] for a, b in zip(order, order[1:])):
            total.append(np.mean(np.cumsum(wrong[list(order)]) / np.arange(1, len(conf) + 1)))
    return np.mean(total)


for n, decimals in ((6, 0), (7, 1), (100, 1), (100, 9), (1500, 2)):
    conf = np.round(draw.normal(size=n), decimals)
    wrong = (draw.uniform(size=n) < special.expit(-conf)).astype(int)
    values = selective(conf, wrong)
    if n < 8:
        assert abs(values[0] - brute(conf, wrong)) < 1e-12
    case("selective", vector=conf, labels=1 - wrong, expected=values)


# Conformal sets.
def rank_scores(p, u, lam, reg):
    out = np.zeros(len(p))
    order = np.argsort(-p, kind="stable")
    cumulative = np.cumsum(p[order])
    cumulative[-1] = 1
    for rank, j in enumerate(order, 1):
        out[j] = cumulative[rank - 1] - (0 if u is None else u * p[j]) + lam * max(0, rank - reg)
    return out


for n, k in ((9, 3), (40, 5)):
    p, u = probabilities(n, k, 0.8, n == 9), draw.uniform(size=n)
    y = np.array([draw.choice(k, p=row) for row in p])
    lac = 1 - p[np.arange(n), y]
    quantiles = []
    for alpha in (0, 0.05, 0.1, 0.2, 0.3, 0.7, 0.9, 1.0, 1 / 3, 0.01, 1e-20):
        rank = ceil((n + 1) * (1 - Fraction(Decimal(repr(float(alpha))))))
        quantiles.append(-np.inf if rank == 0 else np.inf if rank > n else np.sort(lac)[rank - 1])
    case("threshold", vector=lac, expected=quantiles)
    case("lac", matrix=p, labels=y, expected=[*lac, *np.ravel(1 - p <= 0.6)])
    for uniforms, lam, reg in ((None, 0, 0), (u, 0, 0), (None, 0.1, 1), (u, 0.05, 2)):
        scores = np.array([rank_scores(row, None if uniforms is None else v, lam, reg) for row, v in zip(p, u)])
        case("rank", matrix=p, vector=u if uniforms is not None else [0.0], labels=y,
             expected=[*scores[np.arange(n), y], *np.ravel(scores <= 0.8)], penalty=lam, freeRanks=reg)

# Intervals.
for n in (2, 5, 30):
    x = draw.normal(3, 2, n)
    for level in (0.5, 0.95, 0.999):
        reach = stats.t.ppf((1 + level) / 2, n - 1) * x.std(ddof=1) / np.sqrt(n)
        case("student", vector=x, expected=[x.mean(), x.mean() - reach, x.mean() + reach], level=level)
for freedom in (1, 2, 3.5, 10, 100, 1e4, 1e7):
    for probability in (0.5, 0.6, 0.975, 0.9999, 0.025, 1e-9):
        case("studentQuantile", expected=stats.t.ppf(probability, freedom), freedom=freedom, probability=probability)

# Temperature and Platt scaling.
for n, k, scale, true in ((50, 3, 3, 2.0), (200, 5, 1, 0.5), (30, 2, 10, 8.0), (100, 4, 1e3, 900.0)):
    z = draw.normal(0, scale, (n, k))
    y = np.array([draw.choice(k, p=row) for row in special.softmax(z / true, 1)])
    gap = z - z[np.arange(n), y][:, None]
    slope = lambda beta: np.mean(np.sum(special.softmax(z * beta, 1) * gap, 1))
    beta = optimize.brentq(slope, 1e-9, 1e3, xtol=1e-300, rtol=8.9e-16)
    nll = np.mean(special.logsumexp(gap * beta, 1))
    case("temperature", matrix=z, labels=y, expected=[1 / beta, nll])
for n, a, b in ((20, 1, 0), (100, 3, -1), (100, 0.01, 5)):
    s = draw.normal(0, 1 / a, n)
    y = (draw.uniform(size=n) < special.expit(a * s + b)).astype(int)
    y[:3] = 0, 1, 0
    w = np.zeros(2)
    x = np.stack([s * a, np.ones(n)], 1)
    for _ in range(100):
        q = special.expit(x @ w)
        w = w - np.linalg.solve(x.T @ (x * (q * (1 - q))[:, None]), x.T @ (q - y))
    case("platt", vector=s, labels=y, expected=[w[0] * a, w[1], np.mean(np.logaddexp(0, np.where(y == 1, -1, 1) * (x @ w)))])

with open("measures.json", "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
print(len(cases))
