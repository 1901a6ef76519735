"""Cuts the first trees out of LightGBM models of the project's own card-stream data, so that small files of LightGBM 4.6 are at hand.

python3 make.py FOLDER    (FOLDER holds lgbm_gbdt_80.lightgbm.txt and lgbm_rf_50.lightgbm.txt)
"""
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TREES = 3

for name in ("lgbm_gbdt_80", "lgbm_rf_50"):
    text = (Path(sys.argv[1]) / f"{name}.lightgbm.txt").read_text()
    head, rest = text.split(f"Tree={TREES}\n", 1)
    tail = rest[rest.index("end of trees"):]
    (HERE / f"{name.rsplit('_', 1)[0]}_{TREES}.txt").write_text(head + tail, newline="\n")
