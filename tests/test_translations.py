"""Does tools/translations.py find every text, and every fault in a catalogue?"""

import re
from pathlib import Path

import pytest

from tools import translations

pytestmark = pytest.mark.one_engine

VIEWS = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
HELLO = _("Hello" " {by}")
THINGS = ngettext("%(n)d thing", "%(n)d things", 3)
MAY = pgettext("month", "May")
UNKNOWN = _(HELLO)
"""
PAGE = """{% load i18n %}
<p>
      {% if late %}
  {% translate "It's late" %} {{ _("Sum")|upper }}
{% blocktranslate trimmed count n=n %}
    One thing (really)
{% plural %}
    {{ n }} things (really)
{% endblocktranslate %}
   {% endif %}  "an odd ' quote [ (
</p>
{% include "line.html" with label=_("Label") %}
"""
COMPLETE = """
msgid "It's late"
msgstr "晚了"

msgid "Sum"
msgstr "合计"

msgid "One thing (really)"
msgid_plural "%(n)s things (really)"
msgstr[0] "%(n)s 件"

msgid "Label"
msgstr "标签"

msgid "Hello {by}"
msgstr "{by}，您好"

msgid "%(n)d thing"
msgid_plural "%(n)d things"
msgstr[0] "%(n)d 件"

msgctxt "month"
msgid "May"
msgstr "五月"
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """An app that shows seven texts."""
    (tmp_path / "town/templates/town").mkdir(parents=True)
    (tmp_path / "town/tests").mkdir()
    (tmp_path / "town/views.py").write_text(VIEWS)
    (tmp_path / "town/templates/town/page.html").write_text(PAGE)
    (tmp_path / "town/tests/test_town.py").write_text('_("not shown to anybody")')
    return tmp_path / "town"


def catalogue(app: Path, entries: str = COMPLETE) -> Path:
    path = app / translations.CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(translations.HEADER + entries, encoding="utf-8")
    return path


def test_texts_are_found_in_python_and_templates_in_the_order_of_the_files(app):
    assert list(translations.shown(app)) == [
        ("It's late", None),
        ("Sum", None),
        ("One thing (really)", None),
        ("Label", None),
        ("Hello {by}", None),
        ("%(n)d thing", None),
        ("May", "month"),
    ]


def test_a_complete_catalogue_has_no_faults(app):
    catalogue(app)
    assert translations.check(app) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgid "Sum"\nmsgstr "合计"\n', "", "town: missing: 'Sum'"),
        ('msgstr "合计"', 'msgstr ""', "town: not translated: 'Sum'"),
        ('msgid "Sum"', '#, fuzzy\nmsgid "Sum"', "town: fuzzy: 'Sum'"),
        ("%(n)d 件", "%(m)d 件", "town: placeholders differ from ['%(n)d']: '%(n)d thing'"),
        ("{by}，您好", "您好", "town: placeholders differ from ['{by}']: 'Hello {by}'"),
        ('msgid "Sum"\n', 'msgid "Old"\nmsgstr "旧"\n\nmsgid "Sum"\n', "town: left over: 'Old'"),
        (
            'msgid "Sum"\n',
            '#~ msgid "Older"\n#~ msgstr "更旧"\n\nmsgid "Sum"\n',
            "town: left over: 'Older'",
        ),
        ('msgctxt "month"\n', "", "town: missing: 'May'"),
    ],
)
def test_each_fault_is_named(app, before, after, fault):
    catalogue(app, COMPLETE.replace(before, after))
    assert fault in translations.check(app)


def house(tmp_path: Path, **entries: str) -> list[Path]:
    """Apps of these names with these catalogues."""
    for name, told in entries.items():
        catalogue(tmp_path / name, told)
    return [tmp_path / name for name in entries]


def test_a_text_that_two_catalogues_say_differently_is_named_with_both(tmp_path):
    days = 'msgid "Days"\nmsgstr "{}"\n'
    apps = house(
        tmp_path, town=days.format("日期"), village=days.format("天数"), hamlet=days.format("日期")
    )
    assert translations.conflicts(apps) == [
        "said differently: 'Days': 日期 in town, hamlet; 天数 in village"
    ]


def test_a_text_in_a_context_is_compared_within_that_context_only(tmp_path):
    may = 'msgctxt "month"\nmsgid "May"\nmsgstr "{}"\n'
    apart = house(tmp_path, town=may.format("五月"), village='msgid "May"\nmsgstr "可以"\n')
    assert translations.conflicts(apart) == []
    same = house(tmp_path, town=may.format("五月"), village=may.format("5月"))
    assert translations.conflicts(same) == [
        "said differently: 'May' in context 'month': 五月 in town; 5月 in village"
    ]


def test_texts_said_alike_or_not_yet_said_are_no_conflict(tmp_path):
    thing = 'msgid "%(n)d thing"\nmsgid_plural "%(n)d things"\nmsgstr[0] "{}"\n'
    assert (
        translations.conflicts(
            house(tmp_path, town=thing.format("%(n)d 件"), village=thing.format("%(n)d 件"))
        )
        == []
    )
    assert (
        translations.conflicts(
            house(tmp_path, town=thing.format("%(n)d 件"), village=thing.format(""))
        )
        == []
    )


def test_the_check_of_the_house_fails_on_a_conflict(tmp_path, monkeypatch, capsys):
    for name, told in {"town": "日期", "village": "天数"}.items():
        catalogue(tmp_path / name, f'msgid "Days"\nmsgstr "{told}"\n')
        (tmp_path / name / "__init__.py").write_text(
            'from django.utils.translation import gettext as _\n_("Days")\n'
        )
    monkeypatch.setattr(translations, "APPS", tmp_path)
    assert translations.main(["check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "said differently: 'Days': 日期 in town; 天数 in village",
        "1 troubles in 2 catalogues",
    ]


def test_updating_keeps_translations_and_adds_what_is_missing(app):
    path = catalogue(
        app, '# for the table\nmsgid "Sum"\nmsgstr "合计"\n\nmsgid "Old"\nmsgstr "旧"\n'
    )
    says = translations.update(app)
    assert says[0] == 'town: to translate: "It\'s late"'
    assert says[-1] == "town: left over (--drop removes it): 'Old'"
    written = path.read_text(encoding="utf-8")
    assert '# for the table\nmsgid "Sum"\nmsgstr "合计"\n' in written
    assert written.endswith('msgid "Old"\nmsgstr "旧"\n')
    assert "#:" not in written


def test_updating_a_complete_catalogue_changes_nothing(app):
    path = catalogue(app)
    translations.update(app)
    once = path.read_text(encoding="utf-8")
    assert translations.update(app) == []
    assert path.read_text(encoding="utf-8") == once == translations.HEADER + COMPLETE.lstrip()


def test_a_text_that_moved_to_another_app_takes_its_translation_along(app, tmp_path):
    former = tmp_path / "village"
    catalogue(former, 'msgid "It\'s late"\nmsgstr "已经晚了"\n')
    catalogue(app, 'msgid "Sum"\nmsgstr "合计"\n')
    says = translations.update(app, elsewhere=[translations._read(former)])
    assert [line for line in says if "It's late" in line] == [
        'town: as another app says it: "It\'s late": 已经晚了'
    ]
    assert "已经晚了" in (app / translations.CATALOGUE).read_text(encoding="utf-8")


def test_left_over_entries_go_when_asked(app):
    path = catalogue(app, COMPLETE + '\nmsgid "Old"\nmsgstr "旧"\n')
    assert translations.update(app, drop=True) == ["town: dropped: 'Old'"]
    assert translations.check(app) == []
    assert "Old" not in path.read_text(encoding="utf-8")


def test_a_compiled_catalogue_speaks(app):
    from gettext import GNUTranslations

    path = catalogue(app)
    assert translations.compile_app(app) is True
    with path.with_suffix(".mo").open("rb") as file:
        said = GNUTranslations(file)
    assert said.gettext("Sum") == "合计"
    assert said.ngettext("%(n)d thing", "%(n)d things", 3) == "%(n)d 件"
    assert said.pgettext("month", "May") == "五月"


def test_an_app_without_texts_needs_no_catalogue(tmp_path):
    (tmp_path / "quiet").mkdir()
    assert translations.check(tmp_path / "quiet") == []
    assert translations.compile_app(tmp_path / "quiet") is False


# what docs/words.md has another word for
GIVEN_UP = (
    *("先不办", "可不填", "不必填", "超期", "已超 ", "办理经过", "已完成：受理", "牵头单位"),
    *("驿站", "服务站点", "登记库", "信息库", "小帮忙", "关爱群体", "督查决定", "「"),
    *("能工巧匠", "回复", "封签", "封条", "链末端", "流转经过", "超过时限", "超过期限", "超过规定"),
    *("结对照看", "我联系的", "来信", "留言", "教师", "已实现", "份报告", "可不选"),
)
SLIPS = re.compile(r"你|您们|[一-鿿][,;:?!][一-鿿]|[一-鿿]\([一-鿿]|。。|，。|的的|将会|进行了")


ROOT = Path(translations.__file__).resolve().parents[1] / "jinlin"


def test_no_catalogue_says_a_thing_by_a_word_that_was_given_up() -> None:
    said = [
        (path.relative_to(ROOT).parts[-5], line)
        for path in ROOT.glob("**/locale/zh_Hans/LC_MESSAGES/django.po")
        for line in path.read_text().splitlines()
        if line.startswith(("msgstr", '"')) and any(word in line for word in GIVEN_UP)
    ]
    assert said == []


def test_no_catalogue_is_impolite_or_says_it_as_a_machine_would() -> None:
    said = [
        (path.relative_to(ROOT).parts[-5], line)
        for path in ROOT.glob("**/locale/zh_Hans/LC_MESSAGES/django.po")
        for line in path.read_text().splitlines()
        if line.startswith("msgstr") and SLIPS.search(line)
    ]
    assert said == []
