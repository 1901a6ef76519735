"""Makes the small XGBoost models of this folder and what XGBoost itself makes of rows.csv: margins, outputs and contributions.

Debian's python3-xgboost 1.7.4 and python3-numpy:  /usr/bin/python3 make.py
The data are random numbers of a fixed seed; the models mean nothing. Each NAME has NAME.json, NAME.ubj and NAME.expected.csv with the columns
margin_k, output_k and contribution_k_f (feature f of margin k; the last f is the base). Contributions are float32 sums of XGBoost.
"""
import csv
from pathlib import Path

import numpy as np
import xgboost as xgb

HERE = Path(__file__).resolve().parent
FEATURES = 8          # 0 to 4 numerical, 5 in quarters, 6 a category of 3 (one-hot splits), 7 a category of 12 (partitions)
ROWS = 400
SHOWN = 48
rng = np.random.default_rng(7)


def make_rows():
    x = rng.normal(size=(ROWS, FEATURES)).astype(np.float32)
    x[:, 5] = np.round(x[:, 5] * 4) / 4
    x[:, 6] = rng.integers(0, 3, ROWS)
    x[:, 7] = rng.integers(0, 12, ROWS)
    x[rng.random(x.shape) < .12] = np.nan
    return x


x = make_rows()
signal = np.nan_to_num(x[:, 0]) + np.nan_to_num(x[:, 1] * x[:, 2]) + .8 * (x[:, 6] == 1) - .7 * np.isin(x[:, 7], [2, 5, 7]) + .3 * np.isnan(x[:, 3])
noisy = signal + rng.normal(scale=.3, size=ROWS)
binary = (noisy > .2).astype(np.float32)
positive = np.exp(noisy / 3).astype(np.float32)
count = rng.poisson(positive).astype(np.float32)
third = np.digitize(noisy, [-.5, .7]).astype(np.float32)
types = ["q"] * 6 + ["c"] * 2
names = [f"f{i}" for i in range(FEATURES)]


def write(path, header, rows):
    with open(path, "w", newline="\n") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        for row in rows:
            out.writerow(["NaN" if np.isnan(v) else repr(float(v)) for v in row])


shown = x[:SHOWN].copy()
shown[0, :] = np.nan
shown[1, 6:] = (3, 12)            # categories that no training row had
shown[2, 6:] = (-1, 999)
shown[3, 6:] = (1.9, 7.5)         # truncated
write(HERE / "rows.csv", names, shown)


def matrix(values, label=None, categorical=True, **more):
    d = xgb.DMatrix(values, label, feature_names=names, feature_types=types if categorical else None, enable_categorical=categorical)
    if more:
        d.set_info(**more)
    return d


def save(name, params, label, rounds=3, categorical=True, values=None, **info):
    values = x if values is None else values
    rows = shown if values is x else np.nan_to_num(shown)
    params = {"max_depth": 3, "eta": .4, "seed": 1, "nthread": 1, **params}
    if params.get("booster") != "gblinear":
        params.update(tree_method="hist" if categorical else "exact", max_cat_to_onehot=4)
    b = xgb.train(params, matrix(values, label, categorical, **info), rounds)
    b.save_model(HERE / f"{name}.json")
    b.save_model(HERE / f"{name}.ubj")
    d = matrix(rows, None, categorical)
    margin = b.predict(d, output_margin=True).reshape(SHOWN, -1)
    output = b.predict(d).reshape(SHOWN, -1)
    columns, parts = [f"margin_{k}" for k in range(margin.shape[1])], [margin]
    columns += [f"output_{k}" for k in range(output.shape[1])]
    parts.append(output)
    contributions = b.predict(d, pred_contribs=True).reshape(SHOWN, margin.shape[1], FEATURES + 1)
    for k in range(margin.shape[1]):
        columns += [f"contribution_{k}_{f}" for f in range(FEATURES + 1)]
        parts.append(contributions[:, k, :])
    write(HERE / f"{name}.expected.csv", columns, np.hstack(parts))


save("binary_logistic", {"objective": "binary:logistic"}, binary)
save("binary_logistic_base", {"objective": "binary:logistic", "base_score": .0625, "max_depth": 5}, binary, 4)
save("binary_logitraw", {"objective": "binary:logitraw", "base_score": .25}, binary)
save("binary_hinge", {"objective": "binary:hinge"}, binary)
save("reg_logistic", {"objective": "reg:logistic", "base_score": .3}, binary)
save("reg_squarederror", {"objective": "reg:squarederror", "base_score": 1.25}, noisy)
save("reg_squaredlogerror", {"objective": "reg:squaredlogerror"}, positive)
save("reg_pseudohubererror", {"objective": "reg:pseudohubererror"}, noisy)
save("reg_absoluteerror", {"objective": "reg:absoluteerror"}, noisy)
save("reg_gamma", {"objective": "reg:gamma", "base_score": 2}, positive)
save("reg_tweedie", {"objective": "reg:tweedie", "tweedie_variance_power": 1.3}, positive)
save("count_poisson", {"objective": "count:poisson", "base_score": .75}, count)
save("survival_cox", {"objective": "survival:cox"}, np.where(binary > 0, positive, -positive))
save("survival_aft", {"objective": "survival:aft"}, None, label_lower_bound=positive, label_upper_bound=np.where(binary > 0, positive, np.inf))
save("rank_pairwise", {"objective": "rank:pairwise"}, third, group=[40] * 10)
save("rank_ndcg", {"objective": "rank:ndcg"}, third, group=[40] * 10)
save("rank_map", {"objective": "rank:map"}, binary, group=[40] * 10)
save("multi_softprob", {"objective": "multi:softprob", "num_class": 3}, third, 2)
save("multi_softmax", {"objective": "multi:softmax", "num_class": 3, "base_score": .1}, third, 2)
save("multi_target", {"objective": "reg:squarederror"}, np.column_stack([noisy, positive]), 2)
save("forest", {"objective": "binary:logistic", "num_parallel_tree": 3, "subsample": .7, "colsample_bynode": .6, "eta": 1}, binary, 2)
save("forest_multi", {"objective": "multi:softprob", "num_class": 3, "num_parallel_tree": 2, "subsample": .7}, third, 2)
save("dart", {"objective": "binary:logistic", "booster": "dart", "rate_drop": .5, "one_drop": 1}, binary, 6)
save("dart_multi", {"objective": "multi:softprob", "num_class": 3, "booster": "dart", "rate_drop": .5, "one_drop": 1}, third, 3)
save("deep", {"objective": "binary:logistic", "max_depth": 9, "eta": .1, "min_child_weight": 0}, binary, 2)
save("stump", {"objective": "binary:logistic", "max_depth": 1}, binary, 2)
save("pruned", {"objective": "binary:logistic", "max_depth": 6, "gamma": 4, "min_child_weight": 0}, binary, 3, categorical=False)
save("constant", {"objective": "binary:logistic", "gamma": 1e6}, binary, 2)
linear = {"booster": "gblinear", "updater": "coord_descent"}
save("gblinear", {"objective": "binary:logistic", **linear}, binary, 5, categorical=False, values=np.nan_to_num(x))
save("gblinear_multi", {"objective": "multi:softprob", "num_class": 3, "base_score": .2, **linear}, third, 5, categorical=False, values=np.nan_to_num(x))
