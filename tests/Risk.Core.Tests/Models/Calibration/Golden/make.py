"""Makes the reference values of this folder: what scikit-learn makes of rows.csv.

Debian's python3-sklearn 1.2.1 and python3-scipy 1.10.1:  /usr/bin/python3 make.py
The data are random numbers of a fixed seed. rows.csv: margin, probability, label, another label whose risk falls again at the top, weight (margins in steps of 1/64, so that there are ties).
parameters.csv: method,weighted,name,value. isotonic_*.csv: the knots. applied.csv: each method at some scores, unweighted and weighted.

Platt: scikit-learn's _sigmoid_calibration (its targets are those of Lin, Lin and Weng 2007; BFGS stops early), then the same loss
brought to its minimum by Newton steps ("platt_exact").
Beta (Kull, Silva Filho, Flach 2017): logistic regression without penalty on ln p and -ln(1 - p), as the authors' package does with
scikit-learn's LogisticRegression; a negative factor is dropped and the other fitted alone ("beta_edge").
Temperature: the same loss in one factor.
"""
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).resolve().parent
rng = np.random.default_rng(20)
ROWS = 600


def loss(parameters, columns, targets, weights):
    z = columns @ parameters
    return np.sum(weights * (np.logaddexp(0, z) - targets * z)) / weights.sum()


def exact(columns, targets, weights):
    """The minimum of the logistic loss by plain Newton steps."""
    parameters = minimize(loss, np.zeros(columns.shape[1]), args=(columns, targets, weights), method="BFGS", tol=1e-8).x
    for _ in range(50):
        p = expit(columns @ parameters)
        gradient = columns.T @ (weights * (p - targets))
        hessian = (columns * (weights * p * (1 - p))[:, None]).T @ columns
        parameters = parameters - np.linalg.solve(hessian, gradient)
    return parameters


margin = np.round(rng.normal(-1, 2.2, ROWS) * 64) / 64
label = (rng.random(ROWS) < expit(.55 * margin - .3 + .4 * np.sin(margin))).astype(int)
probability = expit(margin)
label_edge = (rng.random(ROWS) < expit(.9 * np.minimum(margin, .5) - .35 * np.maximum(margin - .5, 0))).astype(int)
weight = np.round(rng.gamma(1.5, 1, ROWS), 3)
weight[::37] = 0
with open(HERE / "rows.csv", "w") as file:
    print("margin,probability,label,label_edge,weight", file=file)
    for row in zip(margin, probability, label, label_edge, weight):
        print(",".join(repr(float(v)) for v in row), file=file)

scores = np.round(np.linspace(-9, 9, 41) * 64) / 64 + 1 / 128
applied = {"margin": scores, "probability": expit(scores)}
parameters = []
for weighted in (False, True):
    w = weight if weighted else np.ones(ROWS)
    keep = w > 0
    m, p, y, w = margin[keep], probability[keep], label[keep], w[keep]
    suffix = "_weighted" if weighted else ""
    a, b = _sigmoid_calibration(m, y, w)
    parameters += [("platt", weighted, "slope", -a), ("platt", weighted, "offset", -b)]
    bad, good = w[y == 1].sum(), w[y == 0].sum()
    targets = np.where(y == 1, (bad + 1) / (bad + 2), 1 / (good + 2))
    slope, offset = exact(np.column_stack([m, np.ones(len(m))]), targets, w)
    parameters += [("platt_exact", weighted, "slope", slope), ("platt_exact", weighted, "offset", offset)]
    applied["platt" + suffix] = expit(slope * scores + offset)

    (factor,) = exact(m[:, None], y, w)
    parameters += [("temperature", weighted, "temperature", 1 / factor)]
    applied["temperature" + suffix] = expit(factor * scores)

    for name, y in (("beta", y), ("beta_edge", label_edge[keep])):
        columns = np.column_stack([np.log(p), -np.log1p(-p)])
        if name == "beta":
            sk = LogisticRegression(penalty="none", tol=1e-10, max_iter=10000).fit(columns, y, w)
            parameters += [("beta_sklearn", weighted, n, v) for n, v in zip("abc", [*sk.coef_[0], sk.intercept_[0]])]
        a, b, c = exact(np.column_stack([columns, np.ones(len(p))]), y, w)
        assert (a < 0 or b < 0) == (name == "beta_edge"), (name, a, b)
        if a < 0:
            (b, c), a = exact(np.column_stack([columns[:, 1], np.ones(len(p))]), y, w), 0
        elif b < 0:
            (a, c), b = exact(np.column_stack([columns[:, 0], np.ones(len(p))]), y, w), 0
        parameters += [(name, weighted, n, v) for n, v in zip("abc", (a, b, c))]
        if name == "beta":
            applied["beta" + suffix] = expit(a * np.log(expit(scores)) - b * np.log1p(-expit(scores)) + c)

    y = label[keep]
    isotonic = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(p, y, w)
    applied["isotonic" + suffix] = isotonic.predict(expit(scores))
    with open(HERE / f"isotonic{suffix}.csv", "w") as file:
        print("score,probability", file=file)
        for x, value in zip(isotonic.X_thresholds_, isotonic.y_thresholds_):
            print(f"{float(x)!r},{float(value)!r}", file=file)

with open(HERE / "parameters.csv", "w") as file:
    print("method,weighted,name,value", file=file)
    for method, weighted, name, value in parameters:
        print(f"{method},{int(weighted)},{name},{float(value)!r}", file=file)
with open(HERE / "applied.csv", "w") as file:
    print(",".join(applied), file=file)
    for row in zip(*applied.values()):
        print(",".join(repr(float(v)) for v in row), file=file)
