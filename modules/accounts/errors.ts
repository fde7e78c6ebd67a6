import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const accountsErrors = {
  'account.sign_in_failed': {
    status: 401,
    zh: '登录名或密码不对。请核对大小写后再试；忘记密码请联系本级账号管理员重置。',
    en: 'The login or the password is wrong. Check capitals and try again, or ask your account administrator for a reset.',
  },
  'account.locked_out': {
    status: 429,
    zh: '连续输错次数过多，为保护您的账号，请 {minutes} 分钟后再试。急用请联系本级账号管理员解锁。',
    en: 'Too many wrong tries. To protect the account, wait {minutes} minutes, or ask your account administrator to unlock it.',
  },
  'account.locked': {
    status: 403,
    zh: '这个账号已被锁定。请联系本级账号管理员解锁。',
    en: 'This account is locked. Ask your account administrator to unlock it.',
  },
  'account.closed': {
    status: 403,
    zh: '这个账号已注销，不能再登录。如仍需使用，请联系本级账号管理员新建账号。',
    en: 'This account was closed. If you still need one, ask your account administrator for a new account.',
  },
  'account.code_needed': {
    status: 401,
    zh: '这个账号开通了动态口令，请再输入验证器上的 6 位数字，或一个恢复码。',
    en: 'This account has a second factor. Enter the six digits of your authenticator too, or a recovery code.',
  },
  'account.code_wrong': {
    status: 401,
    zh: '动态口令不对，或者刚刚用过。请等验证器换出新的 6 位数字再输入。',
    en: 'The authenticator code is wrong or was just used. Wait for the next six digits.',
  },
  'account.recovery_code_wrong': {
    status: 401,
    zh: '这个恢复码不对，或者已经用过。请换一个没用过的恢复码，或输入验证器上的 6 位数字。',
    en: 'This recovery code is wrong or was used before. Enter another one, or the six digits of your authenticator.',
  },
  'account.second_factor_off': {
    status: 409,
    zh: '您还没有开通动态口令，所以没有恢复码。请先在“我的设置”里开通。',
    en: 'You have no second factor, so there are no recovery codes. Set it up under “My settings” first.',
  },
  'account.phone_code_wrong': {
    status: 401,
    zh: '短信验证码不对或已过期。请核对后重新输入，或重新获取验证码。',
    en: 'The phone code is wrong or has run out. Check it, or ask for a new one.',
  },
  'account.phone_code_spent': {
    status: 429,
    zh: '这个验证码已输错 {tries} 次，不能再用。请重新获取验证码。',
    en: 'This code was entered wrongly {tries} times and is void. Ask for a new one.',
  },
  'account.phone_code_waits': {
    status: 429,
    zh: '验证码刚刚发送过，请 {seconds} 秒后再获取。',
    en: 'A code was sent a moment ago. Ask again in {seconds} seconds.',
  },
  'account.phone_codes_many': {
    status: 429,
    zh: '这个手机号今天获取验证码的次数已达上限（{limit} 次）。请 {hours} 小时后再试，或用密码登录。',
    en: 'This phone has had its {limit} codes for today. Try again in {hours} hours, or sign in with a password.',
  },
  'account.phone_off': {
    status: 422,
    zh: '本系统没有开通短信登录。请用密码登录。',
    en: 'Sign-in by phone is not set up here. Sign in with a password.',
  },
  'account.phone_shared': {
    status: 422,
    zh: '花名册上有好几户登记了这个手机号，系统不知道该进哪一户。请联系村文书更正手机号。',
    en: 'Several households are on the roll with this phone. Ask the village clerk to correct it.',
  },
  'account.phone_of_minor': {
    status: 422,
    zh: '花名册上这个手机号登记的是未成年人。请由监护人用自己的手机号登录。',
    en: 'On the roll this phone belongs to a minor. The guardian signs in with the own phone.',
  },
  'account.phone_unknown': {
    status: 422,
    zh: '花名册上已没有这个手机号。请联系村文书登记您现在的手机号。',
    en: 'This phone is no longer on the roll. Ask the village clerk to enter your present number.',
  },
  'account.phone_of_office': {
    status: 403,
    zh: '您的账号有岗位，花名册上的手机号不能直接登录。请用原来的方式登录，或请账号管理员登记新手机号。',
    en: 'Your account holds a role, so a phone on the roll does not open it. Sign in as before, or ask your account administrator to enter the new phone.',
  },
  'account.oidc_failed': {
    status: 401,
    zh: '单点登录没有成功。请重新登录；若仍不行，请把时间告诉系统管理员。',
    en: 'Single sign-on did not succeed. Try again; if it fails again, tell your operator the time.',
  },
  'account.oidc_expired': {
    status: 401,
    zh: '单点登录用时过长或已经用过，请从登录页重新开始。',
    en: 'The single sign-on took too long or was already used. Start again from the sign-in page.',
  },
  'account.oidc_unknown': {
    status: 403,
    zh: '您在统一身份平台上的用户名在本系统没有对应账号。请联系本级账号管理员开通。',
    en: 'No account here belongs to your name at the identity provider. Ask your account administrator to make one.',
  },
  'account.oidc_other': {
    status: 403,
    zh: '同名账号已绑定统一身份平台上的另一个人。请联系本级账号管理员解除绑定后再登录。',
    en: 'The account of this name is tied to someone else at the identity provider. Ask your account administrator to untie it.',
  },
  'account.password_wrong': {
    status: 422,
    zh: '原密码不对，密码没有修改。请重新输入。',
    en: 'The present password is wrong; nothing was changed. Enter it again.',
  },
  'account.password_short': {
    status: 422,
    zh: '新密码太短。请用至少 10 个字符，例如几个不相干的词连在一起。',
    en: 'The new password is too short. Use at least ten characters, such as a few unrelated words.',
  },
  'account.password_simple': {
    status: 422,
    zh: '新密码太容易被猜到（常见密码、连续或重复的字符）。请换一个，例如几个不相干的词连在一起。',
    en: 'The new password is easily guessed (well known, in order, or repeated). Use a few unrelated words instead.',
  },
  'account.password_holds_login': {
    status: 422,
    zh: '新密码里不能包含登录名。请换一个。',
    en: 'The new password must not contain the login. Choose another.',
  },
  'account.secret_invalid': {
    status: 422,
    zh: '动态口令的密钥不完整。请重新点“开通动态口令”，再扫新的二维码。',
    en: 'The secret of the second factor is not complete. Start again and scan the new code.',
  },
  'account.no_way_in': {
    status: 422,
    zh: '账号至少要有登录名或手机号，否则无法登录。请填写其中一项。',
    en: 'An account needs a login or a phone, or nobody can sign in to it. Enter one of them.',
  },
  'account.login_taken': {
    status: 409,
    zh: '登录名“{login}”已有人使用。请换一个。',
    en: 'The login "{login}" is taken. Choose another.',
  },
  'account.phone_taken': {
    status: 409,
    zh: '这个手机号（{phone}）已属于另一个账号。如是同一个人，请直接在那个账号上授予岗位。',
    en: 'The phone {phone} belongs to another account. If it is the same person, give the role to that account.',
  },
  'account.person_unknown': {
    status: 422,
    zh: '在{county}县的花名册上找不到这个人。请在花名册中重新选择。',
    en: 'There is no such person on the roll of county {county}. Choose from the roll again.',
  },
  'account.person_has_account': {
    status: 409,
    zh: '{person}已经有账号。请直接在那个账号上修改，不要重复新建。',
    en: '{person} already has an account. Change that one instead of making a second.',
  },
  'account.place_unknown': {
    status: 422,
    zh: '区划代码 {place} 不在区划名录中。请从区划列表中选择。',
    en: 'The division code {place} is not in the list of divisions. Choose from the list.',
  },
  'account.own_account': {
    status: 422,
    zh: '不能锁定、注销或重置自己的账号，也不能终止自己的岗位。请由另一位管理员办理。',
    en: 'You cannot lock, close or reset your own account, nor end your own role. Ask another administrator.',
  },
  'account.above_you': {
    status: 403,
    zh: '{name}的岗位高于您或超出您的管辖范围，这个账号须由上级管理员办理。',
    en: '{name} holds a role above yours or outside your area. A higher administrator must do this.',
  },
  'account.own_role': {
    status: 422,
    zh: '不能给自己授予岗位。请由另一位管理员办理。',
    en: 'Nobody can give herself a role. Ask another administrator.',
  },
  'account.closed_no_role': {
    status: 422,
    zh: '这个账号已注销，不能再授予岗位。',
    en: 'This account is closed and can hold no role.',
  },
  'account.closed_for_good': {
    status: 422,
    zh: '已注销的账号不能恢复。请为本人新建账号。',
    en: 'A closed account cannot be opened again. Make a new one.',
  },
  'account.scope_invalid': {
    status: 422,
    zh: '管辖范围“{scope}”不是区划代码：{why}',
    en: 'The scope "{scope}" is not a division code: {whyEn}',
  },
  'account.scope_too_broad': {
    status: 422,
    zh: '“{roleZh}”不能管 {scope} 这么大的范围。村内岗位请选到村，镇街干部请选到镇街。',
    en: 'A {roleEn} cannot have a scope as broad as {scope}. Choose a village for village posts, a town for town officers.',
  },
  'account.scope_beyond_you': {
    status: 403,
    zh: '范围 {scope} 超出您的管辖范围，不能在那里授予“{roleZh}”。',
    en: 'The scope {scope} lies outside yours; you cannot give {roleEn} there.',
  },
  'account.role_above_you': {
    status: 403,
    zh: '“{roleZh}”须由更高一级的管理员授予。',
    en: 'The role {roleEn} must be given by a higher administrator.',
  },
  'account.role_held': {
    status: 409,
    zh: '这个账号在该任期内已经是 {scope} 的“{roleZh}”。请改任期，或先终止原来的岗位。',
    en: 'This account already is {roleEn} of {scope} in that term. Change the dates, or end the present role first.',
  },
  'account.term_backwards': {
    status: 422,
    zh: '任期止日 {to} 早于起日 {from}。请改正日期。',
    en: 'The term ends on {to}, before it begins on {from}. Correct the dates.',
  },
  'account.end_out_of_term': {
    status: 422,
    zh: '最后在岗日 {on} 不对：须在 {from} 至 {to} 之间。要立即终止，请填昨天的日期。',
    en: 'The last day in office cannot be {on}: it must lie between {from} and {to}. To end the role at once, give yesterday.',
  },
  'account.proxy_refused': {
    status: 422,
    zh: '{person}表示不要别人代办，不能代办。请由本人办理。',
    en: '{person} does not want anyone to act for them. They must do it themselves.',
  },
  'account.proxy_incomplete': {
    status: 422,
    zh: '代{person}办理须写明代办人姓名、与本人的关系和代办原因。请补全。',
    en: 'To act for {person}, give the name of who acts, the relation and the reason.',
  },
  'account.proxy_not_read_back': {
    status: 422,
    zh: '请先把内容念给{person}听，本人认可后再勾选“已念给本人听”。',
    en: 'Read the content back to {person} first; tick the box once they agree.',
  },
  'account.proxy_no_guardian': {
    status: 422,
    zh: '{person}未成年，花名册上没有登记监护人。请先在花名册中登记监护人。',
    en: '{person} is a minor without a guardian on the roll. Enter the guardian on the roll first.',
  },
  'account.proxy_not_guardian': {
    status: 422,
    zh: '{person}未成年，只能由监护人{guardian}代办。',
    en: '{person} is a minor: only the guardian, {guardian}, may act for them.',
  },
  'account.proxy_self': {
    status: 422,
    zh: '代办人就是{person}本人，不用代办，请按本人办理提交。',
    en: 'The one who acts is {person}. Send it as their own act.',
  },
  'account.proxy_signature_missing': {
    status: 422,
    zh: '本制度要求代办附本人签名或指印照片。请拍照上传{person}的签名或指印。',
    en: 'This scheme asks for a photo of the signature or fingerprint of {person}. Add it.',
  },
} as const satisfies ErrorTable
