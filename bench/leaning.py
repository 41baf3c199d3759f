"""What does each weak cue weigh, and how well do weights hear hints that they were not learnt from?

  bench/leaning.py           measures: each lot of hints by the weights learnt from the others
  bench/leaning.py --write   learns from all of them and writes jinlin/insight/data/leaning.csv

From the lots that are kept apart (`hinted.KEPT`) no weight and no bound is ever learnt.

INSIGHT_DATA names the folder of real public messages (../shared/data when left out). From them a
hint is told apart, and they set the bound; nothing of them is kept: only runs of letters that
stand in two invented messages have a weight. Nothing is drawn by chance.
"""

import csv
import os
import sys
from collections import Counter
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
import django

django.setup()

import numpy as np  # noqa: E402
from scipy.sparse import csr_matrix  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402

from jinlin.demo.tests.everyday import everyday  # noqa: E402
from jinlin.insight import files, leaning  # noqa: E402
from jinlin.insight.danger import heard  # noqa: E402
from jinlin.insight.dangers import Danger  # noqa: E402
from jinlin.insight.leaning import KINDS, Weights, runs, share, stretches, traits  # noqa: E402
from jinlin.insight.tests import hinted, test_hear_of_danger, told_dangers  # noqa: E402

DATA = Path(os.environ.get("INSIGHT_DATA", "../shared/data"))
STRENGTH = 30
KEPT = 4_000  # runs with the largest weights
TAPS = 0.0465  # of real messages may ask for one tap, by signs and weights together
STRETCHES = 12_000  # of real messages, beside the invented ones
REAL, INVENTED = 0.3, 1.0  # what one stretch counts in learning
BEFORE, AFTER = "前几天反映的路灯已经修好了，谢谢社区。", "。另外楼下的垃圾桶满了。"
Lot = hinted.Lot


def main() -> None:
    if not DATA.is_dir():
        sys.exit(f"no real messages at {DATA}: INSIGHT_DATA names their folder")
    lots, real = hinted.lots(), _real()
    kept = {lot: lots.pop(lot) for lot in hinted.KEPT}
    learnt, bounding, unseen = real[0::3], real[1::3], real[2::3]
    bound = Bounding(bounding)
    for lot, messages in lots.items():
        others = [each for name, each in lots.items() if name != lot]
        table = learn([one for each in (*others, _named()) for one in each], learnt, bound)
        _say(f"lot {lot}, learnt from the others", messages, table)
    table = learn([one for each in (*lots.values(), _named()) for one in each], learnt, bound)
    for lot, messages in kept.items():
        _say(f"lot {lot}, never learnt from", messages, table)
    signs = [bool(heard(text)) for text in unseen]
    weights = [_weighs(text, table) for text in unseen]
    either = sum(one or other for one, other in zip(signs, weights, strict=True))
    print(
        f"of {len(unseen)} real messages not looked at {sum(signs)} by signs "
        f"({sum(signs) / len(unseen):.2%}), with weights {either} ({either / len(unseen):.2%})"
    )
    if "--write" in sys.argv:
        write(table)


class Bounding:
    """Real messages that set the bound: how many are heard by signs, and the stretches of the
    others.
    """

    def __init__(self, texts: list[str]) -> None:
        self.texts = [text for text in texts if not heard(text)]
        self.may_be_heard = int(TAPS * len(texts)) - (len(texts) - len(self.texts))

    def bound(self, table: Weights) -> float:
        weighed = sorted(leaning.heaviest(text, table)[0] for text in self.texts)
        return weighed[-max(self.may_be_heard, 1)]


def learn(messages: Lot, learnt: list[str], bounding: Bounding) -> Weights:
    texts = [leaning.squeezed(text) for _danger, text in messages]
    cut = _evenly([text[slice(*at)] for text in learnt for at in stretches(text)], STRETCHES)
    times = Counter(each for text in texts for each in traits(runs(text)))
    shared = {run: at for at, run in enumerate(sorted(r for r, n in times.items() if n > 1))}
    hints = [danger is not None for danger, _text in messages]
    hear = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=400).fit(
        _matrix([*texts, *cut], shared),
        [*hints, *([False] * len(cut))],
        sample_weight=[INVENTED] * len(texts) + [REAL] * len(cut),
    )
    kinds = LogisticRegression(C=STRENGTH, max_iter=400, fit_intercept=False).fit(
        _matrix([text for text, is_hint in zip(texts, hints, strict=True) if is_hint], shared),
        [KINDS.index(danger) for danger, _text in messages if danger is not None],
    )
    heaviest = np.argsort(-np.abs(hear.coef_[0]), kind="stable")[:KEPT]
    names = sorted(shared, key=shared.__getitem__)
    table = Weights(
        {names[at]: round(float(hear.coef_[0][at]), 2) for at in heaviest},
        {names[at]: tuple(round(float(each), 1) for each in kinds.coef_[:, at]) for at in heaviest},
        0.0,
    )
    return Weights(table.hearing, table.kinds, round(bounding.bound(table), 2))


def write(table: Weights) -> None:
    with leaning.FILE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["", table.bound, *KINDS])
        for run in sorted(table.hearing):
            rows.writerow([run, table.hearing[run], *table.kinds[run]])


def _matrix(texts: list[str], shared: dict[str, int]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        found = runs(text)
        for each in shared.keys() & set(traits(found)):
            rows.append(row)
            columns.append(shared[each])
            values.append(share(len(found)))
    return csr_matrix((values, (rows, columns)), shape=(len(texts), len(shared)))


def _evenly(items: list[str], most: int) -> list[str]:
    step = max(len(items) // most, 1)
    return items[::step][:most]


def _real() -> list[str]:
    found: list[str] = []
    for name in ("messages-hot", "messages-labelled", "messages-replies"):
        rows = files.messages(DATA / f"{name}.csv.gz")
        found += [leaning.squeezed(f"{r.text.title}\n{r.text.detail}") for r in rows]
    return found


def _named() -> Lot:
    """Invented messages that name their danger, and harmless ones beside them: those, too, that the
    demo tells, or an everyday tone would lean towards danger by itself.
    """
    harmless = told_dangers.HARMLESS + test_hear_of_danger.HARMLESS + everyday()
    found: Lot = [(None, text) for text in harmless]
    for texts in (told_dangers.TOLD, test_hear_of_danger.GRAVE):
        found += [(Danger(danger), text) for danger, each in texts.items() for text in each]
    return found


def _weighs(text: str, table: Weights) -> bool:
    return leaning.heaviest(leaning.squeezed(text), table)[0] > table.bound


def _say(what: str, messages: Lot, table: Weights) -> None:
    def counted(are_hints: bool) -> str:
        texts = [text for danger, text in messages if (danger is not None) == are_hints]
        alone = sum(bool(heard(leaning.squeezed(text))) for text in texts)
        both = sum(bool(heard(leaning.squeezed(text))) or _weighs(text, table) for text in texts)
        return f"{alone} of {len(texts)} by signs, {both} with weights"

    print(f"{what}: hints {counted(True)}; harmless {counted(False)}")
    hints = [(danger, text) for danger, text in messages if danger is not None]
    among = sum(_weighs(BEFORE + text + AFTER, table) for _danger, text in hints)
    print(f"  between other sentences, by weights alone: {among} of {len(hints)}")


if __name__ == "__main__":
    main()
