"""What are the people of the demo called? Invented; nobody's."""

from random import Random

SURNAMES = "陈林郑徐苏赖曾黄郭颜许李王张吴周连温甘孙邱叶章毛范涂童查冯蒋"
GIVEN = (
    "建国 秀英 志强 丽华 明辉 桂兰 文斌 美珍 国栋 淑贞 伟民 玉梅 俊杰 雅婷 永福 惠珠 家豪 诗琪 德水 金花 "
    "小燕 振华 素云 海峰 月娥 天赐 晓芳 瑞祥 碧玉 进财 巧玲 思源 宝珠 少华 丽萍 一鸣 子涵 秋菊 荣生 梅英 "
    "水土 阿娇 文龙 凤仙 清河 银珠 育才 红霞 浩然 佳怡 长庚 春桃 成林 冬梅 启明 彩虹 世昌 芳芳 向阳 若兰"
).split()


def full_name(chance: Random) -> str:
    return chance.choice(SURNAMES) + chance.choice(GIVEN)
