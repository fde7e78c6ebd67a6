/** Passwords that attackers try first, beside digits and keyboard rows; kept short on purpose. */
const common = [
  'password',
  'passw0rd',
  'qwertyuiop',
  'administrator',
  'iloveyou',
  'welcome',
  'woaini',
  'zhongguo',
]

export type PasswordProblem =
  | 'account.password_short'
  | 'account.password_simple'
  | 'account.password_holds_login'

const passwordLengthMin = 10

/**
 * What is wrong with a new password; undefined when it will do. Length counts, forced symbols do not:
 * at least ten characters, five different ones, no run of digits or letters in order, no well-known
 * password with decoration, and not the login name.
 */
export function decidePassword(password: string, login: string | null): PasswordProblem | undefined {
  if ([...password].length < passwordLengthMin) return 'account.password_short'
  const plain = password.normalize('NFKC').toLowerCase()
  if (login && login.length >= 3 && plain.includes(login.toLowerCase())) return 'account.password_holds_login'
  if (new Set(plain).size < 5 || isRun(plain)) return 'account.password_simple'
  const letters = plain.replaceAll(/[^a-z0]/g, '')
  const bare = letters.replaceAll(/0+$/g, '')
  return common.includes(letters) || common.includes(bare) ? 'account.password_simple' : undefined
}

/** Whether the characters only count up or down, but for one leap: 1234567890, 0987654321, zyxwvutsrq. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0)!)
  const steps = codes.slice(1).map((code, index) => code - codes[index]!)
  return [1, -1].some((way) => steps.filter((step) => step === way).length >= steps.length - 1)
}
