"""The product in NumPy, and the measures in NumPy, scikit-learn and SciPy."""

import numpy as np
from timing import best

rng = np.random.default_rng(1)


def product():
    import threadpoolctl

    a, b = rng.random((2, 256, 256), np.float32)
    c = np.empty_like(a)
    with threadpoolctl.threadpool_limits(1):
        return best(lambda wait=True: np.matmul(a, b, out=c), 20)


def calibration():
    from scipy.special import softmax

    p = softmax(2 * rng.standard_normal((1_000_000, 10)), axis=1)
    y = rng.integers(0, 10, len(p))

    def error(wait=True, bins=15):
        prediction = p.argmax(1)
        confidence = p[np.arange(len(p)), prediction]
        index = np.maximum(np.ceil(confidence * bins).astype(np.intp) - 1, 0)
        total = np.bincount(index, confidence, bins)
        correct = np.bincount(index, prediction == y, bins)
        return np.abs(total - correct).sum() / len(p)

    return best(error, 1)


def ranking():
    from sklearn.metrics import roc_auc_score

    y = rng.integers(0, 2, 1_000_000)
    scores = rng.standard_normal(len(y)) + y
    return best(lambda wait=True: roc_auc_score(y, scores), 1)


def dirichlet():
    from scipy.special import digamma, gammaln, softmax

    s = rng.standard_normal((100_000, 10))
    members = rng.standard_normal((5, 100_000, 10))

    def loss(wait=True, gamma=1e-3):
        p = (1 - gamma) * (softmax(members, axis=2) - 0.1) + 0.1
        mean_log = np.log(p).mean(0)
        alpha = np.exp(s)
        total = alpha.sum(1, keepdims=True)
        value = (gammaln(alpha).sum(1) - gammaln(total[:, 0]) - ((alpha - 1) * mean_log).sum(1)).mean()
        gradient = alpha * (digamma(alpha) - digamma(total) - mean_log) / len(s)
        return value, gradient

    return best(loss, 1)
