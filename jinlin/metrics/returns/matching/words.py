"""How do those who send forms down call what the house counts?

Names beyond the measure's own, as they stand in the head of a form. A name in MET asks how many of
the counted meet it, one in ALL how many are counted.
"""

from typing import Final

NAMES: Final[dict[str, str]] = {
    "appeals.received": "受理诉求 诉求受理 诉求件数 诉求总量 受理件数 受理量 群众诉求 收到诉求 居民诉求 "
    "接收诉求 诉求总数 受理群众诉求 居民诉求受理",
    "appeals.received_online": "网上受理 网上诉求 线上诉求 线上受理 微信小程序受理",
    "appeals.received_station": "站点受理 近邻驿站受理 驿站受理 站点诉求",
    "appeals.received_reception": "接待日受理 接待日收集诉求",
    "appeals.received_door": "走访受理 敲门受理 入户走访收集诉求 走访收集诉求",
    "appeals.received_counter": "窗口受理 窗口诉求",
    "appeals.received_hotline": "热线受理 热线诉求 12345热线 热线转办",
    "appeals.excluded": "剔除件 不计入考核件数 剔除诉求",
    "appeals.closed_loop_rate": "闭环率 办结率 诉求办结率 诉求闭环率 闭环办结率",
    "appeals.responded_in_time": "按时响应率 响应率 及时响应率 限时响应率",
    "appeals.on_time": "按时答复率 按期办结率 按时办结率 及时办结率 限时办结率 按期答复率",
    "appeals.solved": "解决率 诉求解决率 问题解决率 居民评价解决率",
    "appeals.satisfied": "满意率 群众满意率 诉求满意率 居民满意率 满意度 群众满意度 评价满意率 评价满意度",
    "appeals.handling_median": "平均办理时长 办理时长 办理用时 办结用时",
    "appeals.reached": "回访接通率 回访成功率",
    "appeals.drawn": "回访件数 抽查回访 抽样回访",
    "wishes.posted": "征集微心愿 微心愿征集 收集微心愿 征集心愿 心愿征集 收集心愿 微心愿数",
    "wishes.published": "公开微心愿 发布微心愿 上墙心愿 发布心愿",
    "wishes.fulfilled": "完成微心愿 圆梦微心愿 实现微心愿 圆梦数 心愿圆梦 办结微心愿 完成心愿 圆梦心愿",
    "wishes.fulfilled_rate": "微心愿完成率 圆梦率 圆愿率 心愿完成率 微心愿实现率",
    "receptions.sessions": "接待日场次 接待场次 接待日次数 业主接待日 开展业主接待日 接待日活动场次",
    "receptions.conversations": "接待业主 接待诉求 接待群众 接待日收集诉求",
    "receptions.solved": "接待日解决问题 接待日解决诉求 接待日推动解决问题",
    "receptions.closure_rate": "接待日办结率 接待诉求办结率",
    "consultations.topics": "协商议题 微协商议题 议题数 征集议题 提出议题",
    "consultations.meetings": "协商会议 议事会 召开协商会 协商议事会 召开议事会 微协商场次 开展协商",
    "consultations.kept_rate": "协商成果落实率 议定事项办结率 协商事项落实率",
    "pacts.in_force": "公约覆盖率 微公约覆盖率 制定公约的小区比例",
    "pacts.comments": "公约征求意见 公约意见数 微公约意见",
    "visits.made": "入户走访 走访次数 走访户次 敲门走访 走访入户 开展走访 走访户数",
    "visits.covered_rate": "走访覆盖率 入户率 走访率 入户走访率",
    "visits.found": "走访发现问题 发现问题 走访收集问题 走访排查问题",
    "visits.done_rate": "走访问题办结率 发现问题办结率 问题解决率（走访）",
    "visits.dangers": "发现安全隐患 危急情况 突发情况 走访发现隐患",
    "servicedays.sessions": "近邻圩日 圩日场次 便民服务日 服务日场次 开展圩日",
    "servicedays.beneficiaries": "圩日服务人次 惠及群众 惠及人次 服务群众 服务居民人次 圩日惠及人次",
    "servicedays.helps": "微服务次数 微服务 微服务完成 提供微服务",
    "volunteers.teams": "志愿服务队 志愿队伍 志愿服务队伍 志愿者队伍",
    "volunteers.activities": "志愿服务活动 志愿活动 志愿活动场次 开展志愿服务 志愿服务场次",
    "volunteers.services": "志愿服务人次 参与志愿者人次 志愿者参与人次 参加志愿服务",
    "volunteers.hours": "志愿服务时长 志愿时长 服务时长 志愿服务小时",
    "volunteers.people": "参与志愿者 志愿者人数 志愿者数 参加活动志愿者",
    "training.sessions": "培训场次 培训期数 举办培训 开展培训 培训班次 开班期数",
    "training.attendances": "培训人次 参训人次 受训人次",
    "training.certificates": "取得技能证书 获证人数 取证人数 技能证书",
    "training.reemployed": "帮助就业 实现就业 再就业人数 推荐就业 就业人数",
    "training.participants": "社工培训人数 培训社工",
    "training.completion": "结业率 完成率（培训） 培训合格率",
    "training.satisfaction": "培训满意度 学员满意率",
    "workforce.professionals": "社工人才 社会工作人才 社工专业人才 社会工作专业人才总量",
    "workforce.certified": "持证社工 持证社工人数 持证社会工作者 持证人数",
    "workforce.assistants": "助理社会工作师 助理社工师",
    "workforce.social_workers": "社会工作师 中级社工师 社工师",
    "workforce.candidates": "报考人数 社工考试报名 报名考试",
    "workforce.payments": "发放补贴 补贴发放",
    "projects.service_projects": "服务项目 立项项目 社工服务项目",
    "projects.funds": "项目资金 投入资金 服务项目资金 资金投入",
    "projects.activities": "项目活动 项目活动场次",
    "projects.tasks_done_rate": "重点任务完成率 任务完成率 重点任务按时完成率",
    "talents.nurtured": "培育能人 社区能人 能人工匠 培育工匠 乡土能人",
    "talents.pairs": "师徒结对 结对带徒 带教结对",
    "talents.helps": "能人服务次数 工匠上门服务 工匠服务",
    "points.earned": "发放积分 积分总数 新增积分",
    "points.given": "积分兑换 兑换次数 积分兑换人次",
    "casework.services": "社工服务次数 专业服务次数 社会工作服务次数",
    "casework.person_times": "社工服务人次 专业服务人次",
    "casework.people": "社工服务对象 服务对象人数",
    "casework.town_stations": "社工站 乡镇社工站 社工站数量",
    "people.care.covered": "关爱对象联系覆盖率 重点人群联系率 关爱覆盖率",
    "places.neighbourhoods": "小区数 小区总数 住宅小区 辖区小区 小区个数",
    "places.stations": "近邻驿站 驿站数 服务站点 站点数 邻里驿站",
    "desk.burdens": "表格负担 基层负担反映",
}
MET: Final[dict[str, str]] = {
    "appeals.closed_loop_rate": "办结件数 办结数 已办结 闭环件数 办结诉求 诉求办结 办结量 已闭环",
    "appeals.on_time": "按时办结件数 按期办结数 按时答复件数 按期办结 按时办结",
    "appeals.responded_in_time": "按时响应件数 及时响应件数",
    "appeals.solved": "已解决 解决件数 解决数 评价已解决",
    "appeals.satisfied": "满意件数 评价满意 满意数",
    "visits.covered_rate": "已走访户数 走访到户",
    "visits.done_rate": "走访解决问题 问题办结数 办结问题 解决问题",
    "pacts.in_force": "已有公约小区 制定公约小区 已制定公约 公约小区数 有公约小区",
    "training.completion": "结业人数 培训合格人数",
    "consultations.kept_rate": "协商办结事项 落实事项 议定事项办结",
    "projects.tasks_done_rate": "完成重点任务 按时完成任务",
}
ALL: Final[dict[str, str]] = {
    "appeals.closed_loop_rate": "应办件数 应办结件数",
    "visits.covered_rate": "应走访户数",
    "appeals.satisfied": "评价件数 参评件数",
    "projects.tasks_done_rate": "重点任务数 到期重点任务",
    "consultations.kept_rate": "议定事项 协商议定事项",
}
# What there is, not what came: asked for without a period, it is everything until then.
STOCKS: Final = frozenset(
    {
        *("places.neighbourhoods", "places.stations", "pacts.in_force", "volunteers.teams"),
        *("workforce.professionals", "workforce.certified", "workforce.assistants"),
        *("workforce.social_workers", "casework.town_stations", "casework.schools"),
        *("casework.agencies", "casework.child_stations", "casework.villages"),
        *("talents.nurtured", "people.care.covered", "talents.certified", "visits.covered_rate"),
    }
)
PLAIN: Final = {  # what stands in a form's head and foot
    "place": "填报单位 上报单位 报送单位 单位名称 填报乡镇 填报社区 填报单位（盖章） 乡镇（街道） 县（市、区） 填报地区 "
    "所属乡镇 单位（盖章） 填报单位（公章） 制表单位",
    "month": "统计月份 报告期 所属期 填报月份 月份 统计时间 报表月份 所属月份 统计期间",
    "today": "填报日期 填报时间 报送日期 上报时间 制表日期 填表日期 报出日期 上报日期",
    "person": "填表人 填报人 制表人 填报人员",
}
LEFT_EMPTY: Final = (
    "备注 说明 备注说明 签字 签章 审核人 审批人 负责人 单位负责人 主要负责人 分管领导 领导签字 审核 "
    "负责人签字 负责人（签字） 单位负责人（签字） 审核人（签字） 盖章"
)
TOTALS: Final = frozenset(
    [
        "合计",
        "总计",
        "小计",
        "全县",
        "全镇",
        "全市",
        "全区",
        "全乡",
        "全街道",
        "总数",
        "本级合计",
        "全社区",
        "全村",
        "共计",
    ]
)
