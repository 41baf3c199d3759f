"""Is a class learnt from decided messages, said with its words, and refused when it is not sure?"""

import csv
import gzip
import random

import pytest
from click.testing import CliRunner

from jinlin.insight.commands import insight

pytestmark = pytest.mark.one_engine

TALK = {
    "城市管理": "路灯 井盖 占道 摊贩 垃圾桶 绿化 路面 积水 噪音 工地",
    "教育": "学校 老师 补课 学区 招生 食堂 校车 作业 学费 幼儿园",
    "医疗": "医院 医保 挂号 报销 门诊 药品 疫苗 护士 床位 急诊",
}
FILLER = [
    "您好",
    "请问",
    "我们",
    "小区",
    "希望",
    "尽快",
    "领导",
    "反映",
    "一直",
    "没有",
    "处理",
    "谢谢",
]
ANSWERS = ["id", "label", "certainty", "second", "second_certainty", "refused", "words"]


def messages(count: int, *, seed: int, noise: float = 0.0) -> list[dict[str, str]]:
    """Invented ones; `noise` is the share of those that speak of another class than they have."""
    chance, rows = random.Random(seed), []
    for number in range(count):
        label = chance.choice(sorted(TALK))
        about = chance.choice(sorted(set(TALK) - {label})) if chance.random() < noise else label
        words = chance.sample(TALK[about].split(), 4) + chance.sample(FILLER, 5)
        chance.shuffle(words)
        rows.append(
            {"id": f"m{number}", "title": words[0], "detail": "".join(words), "label": label}
        )
    return rows


def written(path, rows):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def said(*words, code: int = 0) -> str:
    result = CliRunner().invoke(insight, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def answers_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def learnt(tmp_path_factory):
    folder = tmp_path_factory.mktemp("insight")
    source = written(folder / "decided.csv.gz", messages(300, seed=1, noise=0.1))
    said("train", source, "--model", folder / "classes.npz")
    return folder / "classes.npz"


def test_each_row_is_answered_in_its_order_with_all_columns(learnt, tmp_path):
    rows = messages(60, seed=2)
    asked = [{name: row[name] for name in ("id", "title", "detail")} for row in rows]
    out = tmp_path / "out.csv"
    said("classify", "--model", learnt, "--in", written(tmp_path / "in.csv", asked), "--out", out)
    found = answers_of(out)
    assert list(found[0]) == ANSWERS
    assert [row["id"] for row in found] == [row["id"] for row in rows]
    assert [row["label"] for row in found] == [row["label"] for row in rows]
    assert all(0 <= float(row["second_certainty"]) <= float(row["certainty"]) <= 1 for row in found)
    assert {row["refused"] for row in found} <= {"0", "1"}
    words = {word for row in found for word in row["words"].split()}
    assert words & set(" ".join(TALK.values()).split()) != set()


def test_what_is_answered_is_right_as_often_as_was_asked_and_asking_less_refuses_less(
    learnt, tmp_path
):
    rows = messages(400, seed=3, noise=0.1)
    source, shares = written(tmp_path / "in.csv", rows), []
    for precision in (0.99, 0.85, 0.0):
        out = tmp_path / f"{precision}.csv"
        said(
            *("classify", "--model", learnt, "--in", source, "--out", out),
            *("--precision", precision),
        )
        given = [
            (answer["label"] == row["label"])
            for row, answer in zip(rows, answers_of(out), strict=True)
            if answer["refused"] == "0"
        ]
        assert not given or sum(given) / len(given) >= precision
        shares.append(len(given))
    assert shares == sorted(shares)
    assert shares[-1] == len(rows)


def test_the_same_messages_give_the_same_model_and_answers_byte_for_byte(tmp_path):
    source = written(tmp_path / "decided.csv", messages(120, seed=5, noise=0.1))
    outputs = []
    for turn in ("one", "two"):
        model, out = tmp_path / f"{turn}.npz", tmp_path / f"{turn}.csv"
        said("train", source, "--model", model)
        said("classify", "--model", model, "--in", source, "--out", out)
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]


def test_an_empty_text_and_one_of_signs_only_are_answered_and_refused(learnt, tmp_path):
    rows = [{"id": "1", "title": "", "detail": "。。。"}, {"id": "2", "title": " ", "detail": "😀"}]
    out = tmp_path / "out.csv"
    said("classify", "--model", learnt, "--in", written(tmp_path / "in.csv", rows), "--out", out)
    assert [row["refused"] for row in answers_of(out)] == ["1", "1"]


def test_a_model_holds_no_words_of_anybody(learnt):
    content = learnt.read_bytes()
    assert [word for word in ("路灯", "医保") if word.encode() in content] == []


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"id": "1", "title": "灯", "detail": "坏"}], "label"),
        ([{"id": "1", "title": "灯", "label": "城"}] * 3, "太少"),
        ([{"id": "1", "title": "灯", "label": "城"}] * 60, "同一类"),
        ([{"id": "1", "label": "城"}] * 60, "detail"),
    ],
)
def test_what_cannot_be_learnt_from_is_said(tmp_path, rows, says):
    source = written(tmp_path / "m.csv", rows)
    assert says in said("train", source, "--model", tmp_path / "m.npz", code=1)


def test_a_file_that_is_no_model_is_refused(tmp_path):
    source = written(tmp_path / "in.csv", messages(3, seed=1))
    (tmp_path / "m.npz").write_text("nothing")
    words = said(
        *("classify", "--model", tmp_path / "m.npz", "--in", source, "--out", tmp_path / "o.csv"),
        code=1,
    )
    assert "不是" in words
