import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const boardsErrors = {
  'boards.unknown': {
    status: 404,
    zh: '制度里没有榜“{board}”，请从列表中选择。',
    en: 'The scheme has no board "{board}"; choose one from the list.',
  },
  'boards.wrong_kind': {
    status: 422,
    zh: '“{board}”不是这一种榜，请从列表中选择。',
    en: '"{boardEn}" is no board of this kind; choose one from the list.',
  },
  'boards.wrong_period': {
    status: 422,
    zh: '“{period}”不是“{board}”的周期，请按制度选择。',
    en: '"{period}" is no period of "{boardEn}"; choose one of its kind.',
  },
  'boards.not_closed': {
    status: 422,
    zh: '{period} 还没有结算，先结算再出榜。',
    en: '{period} is not closed yet; close it first.',
  },
  'boards.ranks_off': {
    status: 422,
    zh: '积分排行默认不公开。要公开，先由村里表决，再登记决议。',
    en: 'Ranks are off by default. The village resolves first, then the resolution is recorded.',
  },
  'boards.nobody': {
    status: 422,
    zh: '这一榜没有可以公布的人，不能出榜。',
    en: 'Nobody can be shown on this board, so none is published.',
  },
  'boards.resolution_not_passed': {
    status: 422,
    zh: '须选一项表决通过的决议。',
    en: 'Choose a resolution that passed.',
  },
  'boards.household_unknown': {
    status: 422,
    zh: '本村没有这一户，请从名册中选择。',
    en: 'The village has no such household; choose one from the roll.',
  },
  'boards.person_missing': {
    status: 422,
    zh: '这个榜以人上榜，请选择是户里的哪一位。',
    en: 'Persons are listed on this board; choose a member of the household.',
  },
  'boards.person_not_asked': {
    status: 422,
    zh: '这个榜以户上榜，不要选人。',
    en: 'Households are listed on this board; choose no person.',
  },
  'boards.birth_unknown': {
    status: 422,
    zh: '名册里没有{name}的出生日期，不能确认已成年。请先在人户里补上。',
    en: 'The roll has no day of birth of {name}; full age cannot be told. Enter it on the roll first.',
  },
  'boards.minor': {
    status: 422,
    zh: '未成年人一律不上榜。',
    en: 'Minors never stand on a board.',
  },
  'boards.ground_unknown': {
    status: 422,
    zh: '制度里没有上榜情形“{ground}”，请从列表中选择。',
    en: 'The scheme has no ground "{ground}"; choose one from the list.',
  },
  'boards.evidence_missing': {
    status: 422,
    zh: '上黑榜须附依据材料。',
    en: 'A listing on a black board needs its evidence.',
  },
  'boards.listed_already': {
    status: 409,
    zh: '这一户（人）已经在这个榜上，或正在评议。',
    en: 'This household or person stands on the board already, or is being decided.',
  },
  'boards.not_proposed': {
    status: 409,
    zh: '这一条已经评议过，请刷新。',
    en: 'This listing has been decided already. Reload.',
  },
  'boards.own_proposal': {
    status: 403,
    zh: '提名的人不能评议自己提名的，请由其他评议成员决定。',
    en: 'Who proposed a listing does not decide it. Another member must.',
  },
  'boards.own_household': {
    status: 403,
    zh: '涉及自己家的，应当回避。',
    en: 'It concerns your own household; step aside.',
  },
  'boards.panel_small': {
    status: 422,
    zh: '须有 {least} 人以上评议，现在只写了 {count} 人。',
    en: 'At least {least} members decide; {count} are named.',
  },
  'boards.note_missing': {
    status: 422,
    zh: '请写明理由，至少四个字。',
    en: 'Give the reason, four characters or more.',
  },
  'boards.not_standing': {
    status: 422,
    zh: '这一户（人）现在不在榜上。',
    en: 'This household or person does not stand on the board now.',
  },
  'boards.only_black': {
    status: 422,
    zh: '只有黑榜需要帮教、撤榜和移送。',
    en: 'Only a black board has help, taking down after mending, and referral.',
  },
  'boards.line_unknown': {
    status: 404,
    zh: '榜上没有这一行，可能已经撤下。',
    en: 'The board has no such line; it may have been taken down.',
  },
  'boards.not_yours': {
    status: 403,
    zh: '只能为自己家申请；替别人代录请由村里办理。',
    en: 'You may ask for your own household; for others the village records it.',
  },
  'boards.proxy_missing': {
    status: 422,
    zh: '代录须写明本人、关系和原因，并读给本人确认。',
    en: 'Recording it for another needs the person, the relation, the reason and a read-back.',
  },
  'boards.asked_already': {
    status: 409,
    zh: '这一申请已经提过，{due} 前答复。',
    en: 'This has been asked already; it is answered by {due}.',
  },
  'boards.answered_already': {
    status: 409,
    zh: '这一申请已经答复，请刷新。',
    en: 'This request has been answered. Reload.',
  },
  'boards.own_answer': {
    status: 403,
    zh: '申请人不能答复自己的申请。',
    en: 'Who asked does not answer.',
  },
  'boards.no_referral': {
    status: 422,
    zh: '制度没有规定移送。',
    en: 'The scheme has no rules for referral.',
  },
  'boards.referral_conditions': {
    status: 422,
    zh: '三个条件要都具备才可移送：上榜 {listings} 次（须 {listingsNeeded} 次）、教育不改 {teachings} 次（须 {teachingsNeeded} 次）、违法犯罪嫌疑{suspicion}。',
    en: 'All three conditions must hold: listed {listings} of {listingsNeeded} times, taught without change {teachings} of {teachingsNeeded} times, suspicion {suspicionEn}.',
  },
  'boards.referred_already': {
    status: 409,
    zh: '这一条已经移送过。',
    en: 'This listing has been referred already.',
  },
  'boards.words_identity': {
    status: 422,
    zh: '广播稿里有像身份证号、电话或银行卡号的数字“{digits}”，请删去。',
    en: 'The text holds digits like an identity, phone or card number: "{digits}". Remove them.',
  },
  'boards.future_day': {
    status: 422,
    zh: '日期 {day} 还没到（今天是 {today}）。',
    en: 'The day {day} lies ahead (today is {today}).',
  },
} as const satisfies ErrorTable
