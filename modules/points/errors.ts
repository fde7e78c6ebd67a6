import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const pointsErrors = {
  'points.no_scheme': {
    status: 422,
    zh: '本村在这一天没有生效的积分制度。请先在“制度”里让制度生效。',
    en: 'No points scheme is in force here on that day. Put one into force first.',
  },
  'points.book_unknown': {
    status: 422,
    zh: '制度里没有“{book}”这本积分簿。',
    en: 'The scheme has no book "{book}".',
  },
  'points.outcome_unknown': {
    status: 422,
    zh: '制度的结算里没有“{outcome}”这项按名额评的结果。',
    en: 'The close of the scheme has no outcome "{outcome}" with places.',
  },
  'points.no_totals_list': {
    status: 422,
    zh: '制度没有规定“{book}”的总分公示；请在制度里加上，或只做逐条公示。',
    en: 'The scheme sets no publicity of totals for "{book}"; add it to the scheme, or publicise deeds only.',
  },
  'points.wrong_list_period': {
    status: 422,
    zh: '制度规定的公示周期和“{period}”不一样，请按制度选择月份、季度、半年或年度。',
    en: 'The scheme publicises by another kind of period than "{period}"; choose the month, quarter, half-year or year that it names.',
  },
  'points.item_unknown': {
    status: 422,
    zh: '制度里没有“{item}”这个项目，请从列表中选择。',
    en: 'The scheme has no item "{item}"; choose one from the list.',
  },
  'points.not_enrolled': {
    status: 422,
    zh: '这户没有参加积分制，参加由户自愿决定。请先登记“参加”，再申报。',
    en: 'This household does not take part; joining is its own choice. Record its joining first.',
  },
  'points.household_missing': {
    status: 422,
    zh: '没有选择农户，请选一户。',
    en: 'No household is chosen; choose one.',
  },
  'points.person_missing': {
    status: 422,
    zh: '“{book}”记到人，请选是谁。',
    en: '"{book}" counts for persons; choose whose deed it is.',
  },
  'points.person_unknown': {
    status: 422,
    zh: '{day} 这一天名册上的这户没有这个人，请重新选人。',
    en: 'On {day} the roll has no such person in this household; choose again.',
  },
  'points.person_not_eligible': {
    status: 422,
    zh: '{name} 在这一天不在“{book}”的范围内（如不是党员、没有担任岗位或户籍不在本村）。请核对名册，或改用别的积分簿。',
    en: '{name} is outside "{book}" on that day: not a Party member, not in the post, or registered elsewhere. Check the roll, or use another book.',
  },
  'points.group_missing': {
    status: 422,
    zh: '这本积分簿记到村民小组，请选一个小组。',
    en: 'This book counts for villagers’ groups; choose one.',
  },
  'points.group_unknown': {
    status: 422,
    zh: '{day} 这一天本村没有这个村民小组，请从列表中选择。',
    en: 'On {day} the village had no such group; choose one from the list.',
  },
  'points.person_joins': {
    status: 422,
    zh: '这项制度由各人自己决定参加，请选是谁参加。',
    en: 'Each person joins this scheme for herself; choose who joins.',
  },
  'points.household_joins': {
    status: 422,
    zh: '这项制度以户为单位参加，不用选人。',
    en: 'Households join this scheme as a whole; choose no person.',
  },
  'points.guardian_agrees': {
    status: 422,
    zh: '{name} 未满 14 周岁，由监护人决定；“由谁同意”请填名册上的监护人姓名。',
    en: '{name} is under 14, so the guardian decides; enter the guardian’s name as the roll has it.',
  },
  'points.not_your_choice': {
    status: 403,
    zh: '是否参加由 {name} 自己决定，请本人操作，或请村干部代为登记。',
    en: 'Taking part is {name}’s own choice; let {name} do it, or ask a cadre to record it.',
  },
  'points.future_deed': {
    status: 422,
    zh: '日期 {day} 还没到（今天是 {today}），请改成实际发生的日期。',
    en: 'The date {day} lies ahead (today is {today}). Enter the day it happened.',
  },
  'points.cycle_closed': {
    status: 422,
    zh: '{cycle} 年度已结算，不能再申报该年的事项。确有错漏的，由有权人员做更正。',
    en: 'The year {cycle} is closed. A missing deed needs a recorded correction.',
  },
  'points.item_not_yet': {
    status: 422,
    zh: '“{item}”从 {from} 起才列入，早于这一天的不能申报。',
    en: '"{item}" counts from {from}; earlier deeds cannot be declared.',
  },
  'points.frozen': {
    status: 422,
    zh: '这一户（人）在黑榜上，撤榜以前不参加评分。可以先帮其改正、申请撤榜。',
    en: 'This household or person stands on the black board and takes no part in scoring until taken down. Help it mend and ask for taking down.',
  },
  'points.frozen_until': {
    status: 422,
    zh: '这一户（人）在黑榜冻结期或观察期内，到 {until} 为止不参加评分，之后再申报以后的事。',
    en: 'This household or person is frozen through {until}, by the black board or its probation; deeds after that day may be declared.',
  },
  'points.item_ended': {
    status: 422,
    zh: '“{item}”已从 {to} 起停用，这一天和以后的事不能再申报。',
    en: '"{item}" is switched off from {to}; deeds of that day and later cannot be declared.',
  },
  'points.channel_not_allowed': {
    status: 422,
    zh: '“{item}”不能由这种方式申报。请看该项目允许的申报人。',
    en: '"{item}" cannot be declared in this way; see who may declare it.',
  },
  'points.not_your_household': {
    status: 403,
    zh: '自报只能为本户申报；为别人申报请选“代办”或“邻里推荐”。',
    en: 'You can declare for your own household only; choose "on behalf" or "neighbour" for another.',
  },
  'points.proxy_missing': {
    status: 422,
    zh: '代办须写明代办人、与本人的关系、原因，并读给本人确认。',
    en: 'Acting on behalf needs the proxy’s name, relation and reason, and a read-back.',
  },
  'points.batch_channel': {
    status: 422,
    zh: '成批申报是干部、组织或邻里的事；本户自报和代办要一户一户申报，由本人确认。',
    en: 'A batch is declared by cadres, an organisation or neighbours; what a household declares itself or through a proxy goes one by one.',
  },
  'points.household_twice': {
    status: 422,
    zh: '同一户在名单里出现了两次，请删去重复的一行。',
    en: 'A household stands in the list twice; remove one line.',
  },
  'points.evidence_missing': {
    status: 422,
    zh: '“{item}”须附依据（照片或文件）。请添加后再提交。',
    en: '"{item}" needs evidence (a photo or a file). Add it and send again.',
  },
  'points.quantity_too_small': {
    status: 422,
    zh: '数量 {quantity} 折算下来不足 0.01 分，不能申报“{item}”。请核对数量。',
    en: 'The quantity {quantity} comes to less than 0.01 points of "{item}". Check the quantity.',
  },
  'points.out_of_range': {
    status: 422,
    zh: '分值须在 {min} 到 {max} 之间。',
    en: 'The points must lie between {min} and {max}.',
  },
  'points.over_per_claim': {
    status: 422,
    zh: '“{item}”一次最多 {max} 分。',
    en: '"{item}" counts at most {max} points at once.',
  },
  'points.over_cycle_cap': {
    status: 422,
    zh: '“{item}”一个周期最多 {max} 分，还可申报 {left} 分。',
    en: '"{item}" counts at most {max} points a cycle; {left} are left.',
  },
  'points.over_times': {
    status: 422,
    zh: '“{item}”一个周期最多 {max} 次，已经用完。',
    en: '"{item}" counts at most {max} times a cycle; they are used up.',
  },
  'points.over_period_cap': {
    status: 422,
    zh: '“{item}”在 {window} 这一期最多 {max} 分，还可申报 {left} 分。',
    en: '"{item}" counts at most {max} points in {window}; {left} are left.',
  },
  'points.over_period_times': {
    status: 422,
    zh: '“{item}”在 {window} 这一期最多 {max} 次，已经用完。请核对事情发生的日期。',
    en: '"{item}" counts at most {max} times in {window}; they are used up. Check the day it happened.',
  },
  'points.once_only': {
    status: 422,
    zh: '“{item}”只计一次，这户已经申报过。',
    en: '"{item}" counts once only, and this household has declared it before.',
  },
  'points.named_before': {
    status: 422,
    zh: '“{item}”对同一人只计一次，“{named}”已经申报过。不是同一人的，请在姓名后注明，如“王芳（三组）”。',
    en: '"{item}" counts once for each person, and {named} has been declared before. A mere namesake is told apart like "Wang Fang (group 3)".',
  },
  'points.name_missing': {
    status: 422,
    zh: '“{item}”对同一人只计一次，请一户一户申报，并写明是谁。',
    en: '"{item}" counts once for each person: declare it one by one and say whose deed it is.',
  },
  'points.below_claim_least': {
    status: 422,
    zh: '“{item}”一次至少 {min} 分才计，这次只有 {points} 分。请攒够了一起申报。',
    en: '"{item}" counts from {min} points at once; this comes to {points}. Gather more and declare it together.',
  },
  'points.step_gate': {
    status: 422,
    zh: '还不能办这件事：须先办结步骤“{step}”。',
    en: 'This must wait until the step "{step}" is done.',
  },
  'points.not_in_review': {
    status: 409,
    zh: '这条申报已不在审核中（现为“{state}”），请刷新。',
    en: 'This claim is no longer under review (now: {state}). Reload.',
  },
  'points.wrong_step': {
    status: 409,
    zh: '这条申报现在在“{step}”环节，请刷新后在对应环节处理。',
    en: 'This claim now stands at step "{step}". Reload.',
  },
  'points.wrong_role': {
    status: 403,
    zh: '“{step}”环节不由您的岗位办理。',
    en: 'Your role does not decide at "{step}".',
  },
  'points.own_claim': {
    status: 403,
    zh: '自己申报的，不能由自己在“{step}”环节审核。请由其他成员办理。',
    en: 'You declared this claim, so another member must decide at "{step}".',
  },
  'points.own_household': {
    status: 403,
    zh: '您是当事户的成员，“{step}”环节应当回避。请由其他成员办理。',
    en: 'You belong to the household concerned and must step aside at "{step}"; another member must decide.',
  },
  'points.kin_of_household': {
    status: 403,
    zh: '名册显示您是当事户的亲属，“{step}”环节应当回避。请由其他成员办理；名册有误的，请村文书改正。',
    en: 'The roll knows you as kin of the household concerned; another member must decide at "{step}". If the roll is wrong, have the clerk mend it.',
  },
  'points.stepped_aside': {
    status: 403,
    zh: '您已书面回避这条申报，“{step}”环节请由其他成员办理。',
    en: 'You stepped aside from this claim in writing; another member must decide at "{step}".',
  },
  'points.already_stepped_aside': {
    status: 409,
    zh: '“{name}”在“{step}”环节已经登记回避，不用再登记。',
    en: '{name} has stepped aside at "{step}" already.',
  },
  'points.panel_recused': {
    status: 422,
    zh: '“{names}”与当事户有关系或已登记回避，不能参加这条申报的“{step}”。请从到场名单中移出，并登记回避；同名而不是同一人的，请在姓名后注明，如“王芳（三组）”。',
    en: '{names} must step aside at "{step}" of this claim: tied to the household concerned, or said so in writing. Take them off the panel and record that they step aside; a mere namesake is told apart like "Wang Fang (group 3)".',
  },
  'points.duties_apart': {
    status: 403,
    zh: '您已在前面的环节审过这条申报，“{step}”须由别人办理。',
    en: 'You decided this claim at an earlier step; another person must decide at "{step}".',
  },
  'points.panel_size': {
    status: 422,
    zh: '“{step}”到场 {present} 人，制度要求 {min} 到 {max} 人。请核对到场成员。',
    en: '{present} people at "{step}"; the scheme asks for {min} to {max}.',
  },
  'points.panel_guests': {
    status: 422,
    zh: '“{step}”受邀村民 {guests} 人，制度要求 {min} 到 {max} 人。',
    en: '{guests} invited villagers at "{step}"; the scheme asks for {min} to {max}.',
  },
  'points.panel_twice': {
    status: 422,
    zh: '到场成员里有重复的姓名。同名的请加以区别。',
    en: 'A name stands twice in the panel. Tell namesakes apart.',
  },
  'points.note_missing': {
    status: 422,
    zh: '退回或驳回须写明理由，申报人会看到。',
    en: 'A return or rejection needs a reason; the declarer will see it.',
  },
  'points.only_downward': {
    status: 422,
    zh: '这个项目的分值由制度规定，只能调低，最多 {max} 分。',
    en: 'The scheme fixes this item’s points; they can only be lowered, at most {max}.',
  },
  'points.not_withdrawable': {
    status: 409,
    zh: '已经办到“{state}”，不能撤回或修改。',
    en: 'The claim is already "{state}"; it cannot be withdrawn or amended.',
  },
  'points.not_returned': {
    status: 409,
    zh: '只有被退回的申报才能补正。',
    en: 'Only a returned claim can be amended.',
  },
  'points.no_rectification': {
    status: 409,
    zh: '这条申报没有待整改的告知书。',
    en: 'There is no open notice for this claim.',
  },
  'points.mended_before_notice': {
    status: 422,
    zh: '整改日期不能早于告知书日期 {issued}。',
    en: 'The mending cannot come before the notice of {issued}.',
  },
  'points.nothing_to_publicise': {
    status: 422,
    zh: '{period} 没有可以公示的内容。',
    en: 'There is nothing to publicise for {period}.',
  },
  'points.no_quota': {
    status: 422,
    zh: '制度没有规定得分户数的名额，不能做这种算例。',
    en: 'The scheme has no quota of households with awards, so this kind of case cannot be worked.',
  },
  'points.quota_full': {
    status: 422,
    zh: '得分户数的名额已满，有 {claims} 条的户还没有名额，不能公示或入账。请先把它们退回评议，由评议人员决定。',
    en: 'The places for households with awards are taken; {claims} claims belong to households without a place. Send them back to deliberation first.',
  },
  'points.publicity_first': {
    status: 422,
    zh: '有 {count} 条还没有公示期满或存在异议，不能入账。',
    en: '{count} claims have not passed publicity or are disputed; they cannot be posted.',
  },
  'points.close_blocked': {
    status: 422,
    zh: '还有 {count} 件事没有办结，不能结算。请先按清单办结。',
    en: '{count} matters stand open; close them first as listed.',
  },
  'points.close_again': {
    status: 409,
    zh: '{period} 已结算过。确需重新结算的，请写明更正原因。',
    en: '{period} is closed already. A further close needs the reason for its correction.',
  },
  'points.close_early': {
    status: 422,
    zh: '{period} 到 {last} 才结束，现在不能结算。',
    en: '{period} ends on {last}; it cannot be closed yet.',
  },
  'points.entry_reversed': {
    status: 409,
    zh: '这一笔已经冲正过。',
    en: 'This entry has been reversed already.',
  },
  'points.entry_not_reversible': {
    status: 422,
    zh: '只有加分和减分可以冲正。',
    en: 'Only awards and deductions can be reversed.',
  },
  'points.spend_short': {
    status: 422,
    zh: '要用 {needed} 分，存折上可用的只有 {balance} 分。请减少数量，或等积分入账后再兑换。',
    en: '{needed} points are needed; the passbook has {balance} to spend. Take less, or come back when more is posted.',
  },
  'points.spend_closed': {
    status: 422,
    zh: '{cycle} 年度的存折已结算，不能再用来兑换。请用本年度的存折。',
    en: 'The passbook of {cycle} is closed and spends no more. Use that of the running year.',
  },
  'points.already_enrolled': {
    status: 409,
    zh: '这户已经参加了。',
    en: 'This household takes part already.',
  },
  'points.not_enrolled_now': {
    status: 409,
    zh: '这户已经退出了。',
    en: 'This household has withdrawn already.',
  },
  'points.left_before_joined': {
    status: 422,
    zh: '退出日期不能早于参加日期 {joined}，请改正。',
    en: 'The household joined on {joined}; it cannot leave before that day.',
  },
  'points.agreed_by_missing': {
    status: 422,
    zh: '须写明由谁同意参加：户主本人，或其代办人。',
    en: 'Say who agreed: the head, or a proxy.',
  },
  'points.place_mismatch': {
    status: 422,
    zh: '这户不在所选的村，请重新选择。',
    en: 'This household is not in the chosen village.',
  },
} as const satisfies ErrorTable
