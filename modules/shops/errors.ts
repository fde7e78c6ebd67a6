import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const shopsErrors = {
  'shops.no_rules': {
    status: 422,
    zh: '这个制度没有规定积分兑换，不能设兑换点。',
    en: 'This scheme has no chapter on exchange; no shop can be opened for it.',
  },
  'shops.name_taken': {
    status: 409,
    zh: '本村已有叫“{name}”的兑换点，请换个名称。',
    en: 'This village has a shop named "{name}" already. Choose another name.',
  },
  'shops.resolution_missing': {
    status: 422,
    zh: '经营者须经会议决议选定。请先登记通过的决议，再选择它。',
    en: 'The operator is chosen by a resolution. Record the one that passed and choose it here.',
  },
  'shops.operator_no_role': {
    status: 422,
    zh: '这个账号在本村没有“兑换点经营者”岗位。请镇街先授予岗位。',
    en: 'This account has no role of shop operator in this village. The town must give it first.',
  },
  'shops.not_your_shop': {
    status: 403,
    zh: '这个兑换点不由您经营。',
    en: 'You do not run this shop.',
  },
  'shops.closed': {
    status: 409,
    zh: '这个兑换点已于 {on} 停办。',
    en: 'This shop closed on {on}.',
  },
  'shops.good_taken': {
    status: 409,
    zh: '这个货架区已有“{name}”。请改名，或在原有物品上登记入库。',
    en: 'This shelf has "{name}" already. Rename it, or add to the stock of the one that is there.',
  },
  'shops.good_retired': {
    status: 409,
    zh: '“{name}”已下架。',
    en: '"{name}" was taken off the shelf.',
  },
  'shops.good_unknown': {
    status: 422,
    zh: '有一件物品不在这个兑换点，请刷新后重选。',
    en: 'One of the goods is not in this shop. Reload and choose again.',
  },
  'shops.good_twice': {
    status: 422,
    zh: '同一件物品列了两行，请合成一行。',
    en: 'A good stands on two lines; make it one.',
  },
  'shops.price_missing': {
    status: 422,
    zh: '经营物品须写单价（元），结算要用。',
    en: 'The shop’s own goods need a price in yuan, by which it is settled.',
  },
  'shops.not_stocked': {
    status: 422,
    zh: '“{name}”是服务，不记库存。',
    en: '"{name}" is a service and has no stock.',
  },
  'shops.gift_on_business': {
    status: 422,
    zh: '捐赠、调拨的物资要放爱心物品区，不能放经营物品区。',
    en: 'Donated and dispatched goods go on the charity shelf, not on the shop’s own.',
  },
  'shops.stock_short': {
    status: 422,
    zh: '“{name}”只剩 {left}{unit}，不够 {wanted}{unit}。请减少数量。',
    en: 'Of "{name}" {left} {unit} are left, fewer than {wanted}. Take less.',
  },
  'shops.book_not_exchanged': {
    status: 422,
    zh: '这本存折的积分不能兑换。',
    en: 'The points of this passbook are not exchanged.',
  },
  'shops.kind_not_allowed': {
    status: 422,
    zh: '按制度，这本存折不能换这一种（{kind}）。',
    en: 'By the scheme this passbook does not buy such things ({kind}).',
  },
  'shops.class_unknown': {
    status: 422,
    zh: '制度里没有物品类别“{class}”，请从列表中选择。',
    en: 'The scheme has no class "{class}"; choose one from the list.',
  },
  'shops.class_not_exchanged': {
    status: 422,
    zh: '{class}不在兑换范围内，不能用积分换。',
    en: '{classEn} may not be exchanged for points.',
  },
  'shops.shelf_not_for_points': {
    status: 422,
    zh: '这个货架区的物品不能用积分换。',
    en: 'What stands on this shelf does not go for points.',
  },
  'shops.shelf_not_for_money': {
    status: 422,
    zh: '按制度，这个货架区的物品不能卖。',
    en: 'By the scheme what stands on this shelf is not sold.',
  },
  'shops.charity_not_sold': {
    status: 422,
    zh: '爱心物品和捐赠物品只能用积分换，不能卖钱。',
    en: 'Charity goods go for points only and are never sold.',
  },
  'shops.no_cash': {
    status: 422,
    zh: '按制度，积分不能换现金。',
    en: 'By the scheme points are not exchanged for cash.',
  },
  'shops.cash_not_for_household': {
    status: 422,
    zh: '这户不在可以换现金的范围内，可以换物品。',
    en: 'This household may not have cash; it may have goods.',
  },
  'shops.cash_over_ceiling': {
    status: 422,
    zh: '现金额度 {ceiling} 元，还剩 {left} 元。请减少金额。',
    en: 'The most cash is {ceiling} yuan; {left} are left. Ask for less.',
  },
  'shops.below_least': {
    status: 422,
    zh: '一次至少兑换 {least} 分，这次只有 {points} 分。',
    en: 'A redemption takes {least} points at least; this one comes to {points}.',
  },
  'shops.nothing_chosen': {
    status: 422,
    zh: '还没有选物品，也没有填现金。',
    en: 'No goods are chosen and no cash is asked for.',
  },
  'shops.not_in_window': {
    status: 422,
    zh: '今天不是集中兑换的日子。',
    en: 'Today is not a day of exchange.',
  },
  'shops.already_this_period': {
    status: 422,
    zh: '这户本期已经兑换过一次。',
    en: 'This household has redeemed in this period already.',
  },
  'shops.wait_for_year_end': {
    status: 422,
    zh: '这户年底一次兑换，{from} 月起办理。',
    en: 'This household redeems at the year’s end, from month {from} on.',
  },
  'shops.no_choice_of_time': {
    status: 422,
    zh: '按制度，兑换时间不能由农户自选。',
    en: 'By the scheme the household does not choose the time.',
  },
  'shops.over_budget': {
    status: 422,
    zh: '本村今年已兑付 {paid} 元，再兑 {more} 元将超过 {high} 元。',
    en: 'The village has paid {paid} yuan this year; {more} more would pass {high}.',
  },
  'shops.code_wrong': {
    status: 422,
    zh: '没有这个兑换码，请核对后再输。',
    en: 'There is no such code. Check it and type it again.',
  },
  'shops.code_used': {
    status: 409,
    zh: '这个兑换码已经用过。请村民重新出示一个。',
    en: 'This code was used. Ask for a new one.',
  },
  'shops.code_expired': {
    status: 422,
    zh: '这个兑换码已过期。请村民重新出示一个。',
    en: 'This code has expired. Ask for a new one.',
  },
  'shops.code_limit': {
    status: 422,
    zh: '这个兑换码最多用 {max} 分，这次要 {points} 分。',
    en: 'This code allows {max} points; {points} are needed.',
  },
  'shops.customer_missing': {
    status: 422,
    zh: '请输入兑换码，或查到农户后由本人确认。',
    en: 'Enter a code, or find the household and let it confirm.',
  },
  'shops.household_unknown': {
    status: 422,
    zh: '本村没有这个户编号或门牌码，请核对。',
    en: 'This village has no such household number or door plate. Check it.',
  },
  'shops.confirmation_missing': {
    status: 422,
    zh: '没有兑换码的，须本人当面确认；代办的写明代办人、关系、原因，并读给本人听。',
    en: 'Without a code the person confirms at the counter; a proxy gives name, relation, reason and a read-back.',
  },
  'shops.day_closed': {
    status: 409,
    zh: '{on} 已经日清，不能再办兑换。请明天再来。',
    en: '{on} is reconciled and takes no more. Come back tomorrow.',
  },
  'shops.day_ahead': {
    status: 422,
    zh: '{on} 还没到，不能日清。',
    en: '{on} lies ahead and cannot be reconciled.',
  },
  'shops.later_day_closed': {
    status: 409,
    zh: '{on} 之后的日子已经日清，不能再补。',
    en: 'A day after {on} is reconciled already.',
  },
  'shops.count_missing': {
    status: 422,
    zh: '“{name}”今天有进出，须写实点数量。',
    en: '"{name}" moved that day; enter what was counted.',
  },
  'shops.difference_unexplained': {
    status: 422,
    zh: '“{name}”账上 {recorded}，实点 {counted}，须写明原因。',
    en: 'Of "{name}" {recorded} are recorded and {counted} were counted; say why.',
  },
  'shops.same_person': {
    status: 403,
    zh: '自己办的兑换不能由自己撤销，请由另一人办理。',
    en: 'Who made a redemption cannot cancel it. Another person must.',
  },
  'shops.cancel_late': {
    status: 422,
    zh: '只能当天撤销，且当天还没有日清。之后请用更正。',
    en: 'A redemption is cancelled on its own day, before the day is reconciled.',
  },
  'shops.cancelled': {
    status: 409,
    zh: '这次兑换已经撤销过。',
    en: 'This redemption was cancelled already.',
  },
  'shops.period_wrong': {
    status: 422,
    zh: '“{period}”不是制度规定的结算周期。',
    en: '"{period}" is no period by which the scheme settles.',
  },
  'shops.period_open': {
    status: 422,
    zh: '{period} 到 {last} 才结束，现在不能结算。',
    en: '{period} ends on {last}; it cannot be settled yet.',
  },
  'shops.days_open': {
    status: 422,
    zh: '还有 {count} 天没有日清（最早 {first}），日清后再结算。',
    en: '{count} days are not reconciled (the first is {first}); reconcile them before settling.',
  },
  'shops.settled': {
    status: 409,
    zh: '{period} 已经结算过。',
    en: '{period} is settled already.',
  },
  'shops.nothing_to_settle': {
    status: 422,
    zh: '{period} 没有要付给兑换点的钱。',
    en: 'Nothing is owed to the shop for {period}.',
  },
  'shops.one_shop_by_issued': {
    status: 422,
    zh: '按发放的积分结算，本村只能有一个兑换点。',
    en: 'To settle by issued points the village can have one shop only.',
  },
} as const satisfies ErrorTable

/** What a counter is told where the rule holds “in principle” only (G-8, G-13): the redemption was done all the same. */
export const shopsWarnings = {
  'shops.not_in_window': shopsErrors['shops.not_in_window'],
  'shops.already_this_period': shopsErrors['shops.already_this_period'],
  'shops.wait_for_year_end': shopsErrors['shops.wait_for_year_end'],
  'shops.over_budget': {
    zh: '本村今年的兑付超过 {high} 元，请向镇村说明。',
    en: 'What the village pays this year has passed {high} yuan; tell the village and the town.',
  },
} as const
