"""Which templates do counties bring, whole and broken?

They are made as soon as this is imported: whoever wants only a file of its own imports `made`.
"""

from jinlin.metrics.ledgers.tests.made import sheet, word

EXTERNAL = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/attachedTemplate" Target="http://example.org/a.dotm" '
    b'TargetMode="External"/></Relationships>'
)
NAME, LIST = "{{ 收到的诉求 }}", "{{ 指标.名称 }}"
WHOLE = {
    "a month in Word": word(
        "{{ 地方 }}{{ 期间 }}工作台账",
        "{{ 情况 }}",
        f"共{NAME}件，上期{{{{ 收到的诉求_上期 }}}}件。",
        rows=[["指标", "数值"], [LIST, "{{ 指标.数值 }}"]],
    ),
    "a loop and a condition": word(
        "{% for 一 in 指标 %}{{ 一.名称 }}{% endfor %}",
        '{% if 收到的诉求 == "0" %}无{% else %}有{% endif %}',
    ),
    "a sheet of places": sheet(
        {
            "A1": "{{ 期间 }}",
            "A3": "地方",
            "B3": "件",
            "A4": "{{ 各地.名称 }}",
            "B4": "{{ 各地.收到的诉求 }}",
            "A5": "合计",
            "B5": "=SUM(B4:B4)",
        },
        merged=["A1:B1"],
    ),
}
# What is put right, and by which kind it is known.
MENDED = {
    "Word cut a name into runs": ("split", word(f"共{NAME}件", cut=True)),
    "full-width braces": ("askew", word("共｛｛ 收到的诉求 ｝｝件")),
    "braces with a blank between": ("askew", word("共{ { 收到的诉求 } }件")),
    "full-width signs of a loop": ("askew", word("｛％ if 地方 ％｝有｛％ endif ％｝", NAME)),
    "full-width braces in a cell": ("askew", sheet({"A1": "｛｛ 收到的诉求 ｝｝"})),
}
# What is not, by which kind it is known, and where.
BROKEN = {
    "a name that there is not": ("unknown", "第2段", word("一", "{{ 收到的诉苦 }}")),
    "a brace that is never closed": ("brace", "第1段", word("共{{ 收到的诉求 件")),
    "a brace that was never opened": ("brace", "第1段", word(f"收到的诉求 }}}}，{NAME}")),
    "one brace instead of two": ("brace", "第2段", word(NAME, "{收到的诉求}")),
    "nothing between the braces": ("empty", "第1段", word("{{  }}")),
    "a sum between the braces": ("not_allowed", "第1段", word("{{ 收到的诉求 + 1 }}")),
    "words that are no name": ("syntax", "第1段", word("{{ 收到的 诉求 }}")),
    "a loop that is never closed": ("unclosed_loop", "第1段", word("{% for 行 in 指标 %}", NAME)),
    "an end without a beginning": ("wrong_end", "第2段", word(NAME, "{% endfor %}")),
    "ends in the wrong order": (
        "wrong_end",
        "第1段",
        word("{% for 行 in 指标 %}{% if 地方 %}{% endfor %}{% endif %}" + NAME),
    ),
    "a loop through what is no list": (
        "wrong_loop",
        "第1段",
        word("{% for 行 in 地方 %}{% endfor %}" + NAME),
    ),
    "a condition that is never closed": ("unclosed_loop", "第1段", word("{% if 地方 %}" + NAME)),
    "a condition that is none": ("syntax", "第1段", word("{% if = %}一{% endif %}" + NAME)),
    "a field that the row has not": (
        "unknown",
        "表1第2行第1格",
        word("一", rows=[["指标"], ["{{ 指标.身份证 }}"]]),
    ),
    "a list outside of a table": ("list", "第1段", word("{{ 指标 }}")),
    "two lists in one row": (
        "two_lists",
        "表1第1行",
        word("一", rows=[["{{ 指标.名称 }}", "{{ 各地.名称 }}"]]),
    ),
    "a way into the program": ("attribute", "第1段", word("{{ 地方.__class__ }}")),
    "a call": ("call", "第1段", word("{{ 地方() }}")),
    "a filter": ("filter", "第1段", word("{{ 地方|upper }}")),
    "another file taken in": ("statement", "第1段", word('{% include "a" %}' + NAME)),
    "a value set": ("statement", "第1段", word("{% set a = 1 %}" + NAME)),
    "a comment of the language": ("brace", "第1段", word("{# 说明 #}" + NAME)),
    "no placeholder at all": ("no_placeholder", "整个文件", word("十月工作台账")),
    "a name that there is not, in a cell": (
        "unknown",
        "台账!B2",
        sheet({"B2": "{{ 收到诉求数 }}"}),
    ),
    "a placeholder in a formula": ("formula", "台账!A1", sheet({"A1": '="{{ 收到的诉求 }}"'})),
    "a loop written in a cell": (
        "statement",
        "台账!A1",
        sheet({"A1": "{% for 行 in 指标 %}", "A2": NAME}),
    ),
    "two lists in one row of a sheet": (
        "two_lists",
        "台账!A1",
        sheet({"A1": LIST, "B1": "{{ 各地.名称 }}"}),
    ),
    "a row of a list in merged cells": (
        "merged",
        "台账!A2:A3",
        sheet({"A2": LIST}, merged=["A2:A3"]),
    ),
    "a sheet without end": ("huge", "整个文件", sheet({"A1": NAME, "ZZ9000": "尾"})),
}
