"""Which fields of social work and which exam rules does a new house begin with?"""

from typing import Any

from django.db import migrations

SECTORS = [
    ("petitions", "信访", "信访工作"),
    ("health", "医疗", "医务,卫生,医疗卫生,医院,卫健"),
    ("education", "教育", "学校,学校社会工作"),
    ("disability", "残疾人", "残联,助残,残疾人服务,残障"),
    ("civil_affairs", "民政", "社会救助,救助,社会福利,低保"),
    ("elderly", "养老", "老年人,为老服务,老年服务,养老服务"),
    ("children", "儿童", "妇女儿童,未成年人,妇儿,儿童福利,未成年人保护"),
    ("youth", "青少年", "共青团,青年"),
    ("women", "妇女", "妇联,婚姻家庭,家庭"),
    ("justice", "司法", "司法矫正,社区矫正,矫治,禁毒,政法,综治"),
    ("community", "社区", "城乡社区,社区治理,社区服务,基层治理"),
    ("employees", "职工", "工会,企业,企业社会工作"),
    ("veterans", "退役军人", "军人,退役军人服务,优抚"),
    ("disaster", "应急", "灾害,应急救援,减灾"),
    ("party", "党建", "两新,两企三新,新就业群体,党群"),
    ("agency", "社会组织", "社工机构,社会服务机构"),
    ("other", "其他", "其它"),
]
NOTICE = "2025年度社会工作者职业资格考试通知"
# level, schooling, in social work, after holding, years
RULES = [
    (1, 2, False, None, 4),
    (1, 2, True, None, 4),
    (1, 3, True, None, 2),
    (1, 3, False, None, 4),
    (1, 4, True, None, 0),
    (1, 4, False, None, 2),
    (2, 2, False, 1, 6),
    (2, 2, True, 1, 6),
    (2, 3, True, None, 4),
    (2, 3, False, None, 6),
    (2, 4, True, None, 3),
    (2, 4, False, None, 5),
    (2, 5, True, None, 1),
    (2, 5, False, None, 3),
    (2, 6, True, None, 0),
    (2, 6, False, None, 2),
    (3, 4, False, 2, 5),
    (3, 4, True, 2, 5),
]


def sow(apps: Any, schema_editor: Any) -> None:
    sector, rule = (apps.get_model("workforce", name) for name in ("Sector", "ExamRule"))
    for order, (code, name, others) in enumerate(SECTORS):
        sector.objects.get_or_create(
            code=code, defaults={"name": name, "other_names": others, "order": order}
        )
    for level, degree, is_social_work, after, years in RULES:
        rule.objects.get_or_create(
            year=2008,
            level=level,
            degree=degree,
            is_social_work=is_social_work,
            defaults={"after": after, "years": years, "source": NOTICE},
        )


class Migration(migrations.Migration):
    dependencies = [("workforce", "0001_people_facts_exams_subsidies")]
    operations = [migrations.RunPython(sow, migrations.RunPython.noop)]
