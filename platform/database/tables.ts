// Generated from the migrations by `npm run generate`; do not edit.
import type { ColumnType, Generated } from 'kysely'

export type Json = ColumnType<unknown, string, string>

/** distributed · who may sign in; county 000000 stands for the nation, 330000 for a province */
export interface AccountAccount {
  county_code: string
  id: string
  place_code: string
  name: string
  person_id: string | null
  household_id: string | null
  login_name: string | null
  phone_masked: string | null
  password_hash: string | null
  totp_cipher: Buffer | null
  totp_step: number | null
  state: 'active' | 'locked' | 'closed'
  locale: Generated<string>
  elder_mode: Generated<boolean>
  revision: Generated<number>
  created_at: Date
  recovery_prints: Generated<string[]>
}

/** local · tries at a login or a phone code in the present window, counted before each is judged */
export interface AccountAttempt {
  key: string
  count: number
  since: Date
}

/** distributed · role, scope (a code prefix) and term of office of an account */
export interface AccountGrant {
  county_code: string
  id: string
  account_id: string
  place_code: string
  role: string
  scope: string
  valid_from: string
  valid_to: string | null
  granted_by: string | null
  reason: string
}

/** local · login name, phone print or single sign-on subject to its account, looked up before the county is known; from_roll: a phone that holds only while the roll says so */
export interface AccountLogin {
  login: string
  kind: 'name' | 'phone' | 'oidc'
  county_code: string
  account_id: string
  from_roll: Generated<boolean>
}

/** local · sample mailbox: what the message gateway would have sent */
export interface AccountMessage {
  id: string
  at: Date
  channel: string
  recipient_masked: string
  body: string
}

/** local · the last sign-in code sent to a phone */
export interface AccountPhoneCode {
  phone_hash: string
  code_hash: string
  sent_at: Date
  expires_at: Date
  attempts: number
}

/** distributed · sign-ins; only the hash of a token is kept */
export interface AccountSession {
  county_code: string
  token_hash: string
  account_id: string
  kind: 'cookie' | 'bearer'
  created_at: Date
  expires_at: Date
  ended_at: Date | null
  address: string | null
  device: string | null
}

/** distributed · who did what, for whom, when and from where; append-only */
export interface AuditEntry {
  county_code: string
  id: string
  place_code: string
  household_id: string | null
  at: Date
  account_id: string | null
  actor_name: string
  on_behalf: ColumnType<unknown, string | null, string | null>
  action: string
  subject_kind: string
  subject_id: string
  channel: string
  address: string | null
  detail: Json
}

/** distributed · where each county's hash chain ends, one row per county, locked while a batch is sealed; entries below open_from are all sealed */
export interface AuditHead {
  county_code: string
  position: number
  hash: string
  open_from: string
  sealed_at: Date
  stamp: string
}

/** distributed · the hash chain over audit.entry, one chain per county; append-only */
export interface AuditSeal {
  county_code: string
  position: number
  entry_id: string
  digest: string
  hash: string
  sealed_at: Date
}

/** distributed · texts for the loudspeaker (广播稿) with the times at which they are to be played */
export interface BoardBroadcast {
  county_code: string
  id: string
  place_code: string
  list_id: string | null
  title: string
  words: string
  plays_at: Generated<Json>
  made_by: string
  made_name: string
  made_at: Date
  revision: Generated<number>
}

/** distributed · help and teaching (帮教) of who stands on a black board; append-only */
export interface BoardHelp {
  county_code: string
  id: string
  place_code: string
  household_id: string
  listing_id: string
  held_on: string
  text: string
  outcome: 'help' | 'taught_changed' | 'taught_unchanged'
  recorded_by: string
  recorded_name: string
  recorded_at: Date
}

/** distributed · listings on a red or black board (上榜): ground, evidence, decision, days, taking down, probation, who helps */
export interface BoardListing {
  county_code: string
  id: string
  place_code: string
  household_id: string
  person_id: string | null
  adoption_id: string
  board_key: string
  side: 'red' | 'black'
  name: string
  ground_key: string
  reason: string
  evidence: Generated<string[]>
  state: 'proposed' | 'standing' | 'refused' | 'taken_down'
  proposed_by: string
  proposed_name: string
  proposed_at: Date
  panel: Generated<string[]>
  note: Generated<string>
  decided_by: string | null
  decided_name: string | null
  decided_at: Date | null
  listed_on: string | null
  ends_on: string | null
  taken_down_on: string | null
  probation_until: string | null
  scheme_hash: string
  assistant: string | null
  plan: string | null
  revision: Generated<number>
}

/** distributed · what was played over the loudspeaker, when and by whom (播放记录); append-only */
export interface BoardPlay {
  county_code: string
  id: string
  place_code: string
  broadcast_id: string
  words: string
  played_at: Date
  spot: string
  played_by: string
  played_name: string
}

/** distributed · the village resolved that ranks are shown, or no longer; the newest counts; append-only */
export interface BoardRanking {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  board_key: string
  shown: boolean
  resolution_id: string
  decided_by: string
  decided_at: Date
}

/** distributed · referrals to an authority (移送) with the conditions as they stood; a person decided; append-only */
export interface BoardReferral {
  county_code: string
  id: string
  place_code: string
  household_id: string
  listing_id: string
  authority: string
  suspicion: string
  listings: number
  teachings: number
  evidence: Generated<string[]>
  referred_by: string
  referred_name: string
  referred_at: Date
}

/** distributed · requests to be taken down (撤榜申请): mended, or privacy, with the day by which they are answered */
export interface BoardRequest {
  county_code: string
  id: string
  place_code: string
  household_id: string
  kind: 'mended' | 'privacy'
  adoption_id: string
  board_key: string
  listing_id: string | null
  list_id: string | null
  line_id: string | null
  asker_account: string
  asker_name: string
  medium: 'app' | 'console' | 'oral' | 'phone' | 'paper'
  proxy: ColumnType<unknown, string | null, string | null>
  reason: string
  due_on: string
  state: 'open' | 'granted' | 'refused'
  answer: string | null
  answered_by: string | null
  answered_name: string | null
  answered_at: Date | null
  asked_at: Date
  revision: Generated<number>
}

/** distributed · preliminary and on-site acceptance (验收) with its people and its outcome; append-only */
export interface CollectiveAcceptance {
  county_code: string
  id: string
  place_code: string
  creation_id: string
  stage: 'preliminary' | 'on_site'
  held_on: string
  reviewers: string[]
  observers: Json
  long_term: boolean
  note: string
  files: string[]
  passed: boolean
  households: number
  failed_households: number
  vetoed_by: string[]
  score: number
  grade: string | null
  scheme_hash: string
  recorded_by: string
  recorded_at: Date
}

/** distributed · a villagers' group (村民小组) that creates together in a year: application, stretches of responsibility (责任区), state */
export interface CollectiveCreation {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  group_id: string
  year: string
  attempt: number
  leader_name: string
  applied_on: string
  consent: Json
  team: Json
  stretches: Json
  state: 'creating' | 'preliminary' | 'accepted' | 'failed'
  applied_by: string
  applied_at: Date
  revision: Generated<number>
}

/** distributed · the village's own monthly score (自评), the town's audit of it (审核), the departments' quarterly review (评审); append-only */
export interface CollectiveEvaluation {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  group_id: string
  kind: 'self' | 'audit' | 'review'
  period: string
  department: Generated<string>
  score: number
  note: string
  recorded_by: string
  recorded_name: string
  recorded_at: Date
}

/** distributed · what was found at one household, or in the group as a whole, standard by standard; append-only, the newest counts */
export interface CollectiveInspection {
  county_code: string
  id: string
  place_code: string
  creation_id: string
  household_id: string | null
  passed: string[]
  failed: string[]
  note: string
  files: string[]
  inspected_by: string
  inspected_name: string
  inspected_at: Date
}

/** distributed · issues of another platform, each one deduction (应发现未发现) and once only by platform and number; append-only */
export interface CollectiveIssue {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  group_id: string
  platform: string
  number: string
  found_on: string
  words: string
  points: number
  recorded_by: string
  recorded_at: Date
}

/** distributed · what a re-check (复审), spot check (抽查) or report found true at an accepted group, its time to mend, and what followed */
export interface CollectiveViolation {
  county_code: string
  id: string
  place_code: string
  creation_id: string
  found_by: 'recheck' | 'spot_check' | 'report'
  found_on: string
  due_on: string
  words: string
  files: string[]
  state: 'open' | 'mended' | 'lapsed'
  mended_on: string | null
  consequence: 'clawback' | 'bar' | null
  barred_year: string | null
  recorded_by: string
  recorded_at: Date
  settled_by: string | null
  settled_at: Date | null
}

/** distributed · what each household receives under a plan, in fen; append-only */
export interface DividendLine {
  county_code: string
  plan_id: string
  household_id: string
  place_code: string
  household_number: string
  head_name: string
  shares: number
  share_fen: number
  points: number
  weighted: boolean
  incentive_fen: number
  capped: boolean
  total_fen: number
}

/** distributed · payments to households; append-only, a mistake is reversed */
export interface DividendPayment {
  county_code: string
  id: string
  place_code: string
  household_id: string
  plan_id: string
  number: string
  amount_fen: number
  paid_on: string
  method: 'bank' | 'cash' | 'hold'
  reverses_id: string | null
  note: Generated<string>
  paid_by: string | null
  paid_at: Date
}

/** distributed · distribution plans (分配方案): pools, price, figures, resolution */
export interface DividendPlan {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  cycle: string
  attempt: number
  close_id: string
  share_pool_fen: number
  incentive_pool_fen: number
  price_fen: number
  figures: Json
  scheme_hash: string
  state: 'drafted' | 'publicised' | 'resolved' | 'paid' | 'dropped'
  resolution_id: string | null
  drafted_by: string | null
  drafted_at: Date
  revision: Generated<number>
}

/** distributed · share register (股份底册), in hundredths of a share, dated */
export interface DividendShare {
  county_code: string
  id: string
  place_code: string
  household_id: string
  shares: number
  valid_from: string
  valid_to: string | null
  basis: string
}

/** distributed · photos and evidence; the bytes lie in the file store under their hash */
export interface FileObject {
  county_code: string
  id: string
  place_code: string
  household_id: string | null
  account_id: string
  sha256: string
  thumbnail_sha256: string | null
  media_type: string
  bytes: number
  width: number | null
  height: number | null
  position: ColumnType<unknown, string | null, string | null>
  purpose: string
  at: Date
}

/** distributed · accounts of a fund: money and goods by source, sources, uses; insert and select only */
export interface FundAccount {
  county_code: string
  id: string
  place_code: string
  fund_id: string
  class: 'money' | 'goods' | 'source' | 'use' | 'opening'
  key: string
}

/** distributed · the second person's decision on a movement, once; append-only */
export interface FundApproval {
  county_code: string
  movement_id: string
  place_code: string
  fund_id: string
  decision: 'approved' | 'refused'
  note: string
  decided_by: string
  decided_name: string
  decided_at: Date
}

/** distributed · funds (资金): a village's own account or a special one (专账) of a scheme */
export interface FundFund {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  kind: 'village' | 'special'
  name: string
  opened_on: string
  opened_by: string | null
}

/** distributed · lines of a movement in fen; those of one movement sum to zero; append-only */
export interface FundLine {
  county_code: string
  movement_id: string
  position: number
  place_code: string
  fund_id: string
  account_id: string
  amount_fen: number
}

/** distributed · income and spending (收支) with purpose, donor and voucher; append-only; a mistake is reversed by a movement that names it */
export interface FundMovement {
  county_code: string
  id: string
  place_code: string
  fund_id: string
  number: string
  kind: 'opening' | 'income' | 'in_kind' | 'spending' | 'goods_out' | 'reversal'
  occurred_on: string
  source_key: string
  use_key: string | null
  amount_fen: number
  words: string
  donor: string | null
  donor_hidden: Generated<boolean>
  vouchers: Generated<string[]>
  reverses_id: string | null
  recorded_by: string
  recorded_name: string
  recorded_at: Date
}

/** distributed · published periods of a fund: opening balance, movements, closing balance; append-only, and the period takes no more movements */
export interface FundStatement {
  county_code: string
  id: string
  place_code: string
  fund_id: string
  period: string
  first_day: string
  last_day: string
  figures: Json
  list_id: string
  published_by: string | null
  published_at: Date
}

/** distributed · history of households: split, merge, move, birth, death …; append-only */
export interface HouseholdChange {
  county_code: string
  id: string
  place_code: string
  household_id: string
  other_household_id: string | null
  person_id: string | null
  kind: string
  on_date: string
  at: Date
  account_id: string | null
  by_name: string
  detail: Json
  undoes_id: string | null
}

/** distributed · households (户); standing local 本村户 or resident 非本村户籍常住 */
export interface HouseholdHousehold {
  county_code: string
  id: string
  place_code: string
  number: string
  head_id: string | null
  head_name: string
  group_id: string | null
  address: Generated<string>
  standing: 'local' | 'resident'
  valid_from: string
  valid_to: string | null
  ended_by: 'merged' | 'moved' | 'dissolved' | 'undone' | null
  successor_id: string | null
  plate_code: string
  revision: Generated<number>
}

/** distributed · who belonged to which household from when to when; one at a time */
export interface HouseholdMembership {
  county_code: string
  id: string
  place_code: string
  person_id: string
  household_id: string
  relation: string
  valid_from: string
  valid_to: string | null
  reason_in: string
  reason_out: string | null
}

/** distributed · persons; identity number and phone encrypted, household_id the present household */
export interface HouseholdPerson {
  county_code: string
  id: string
  place_code: string
  household_id: string
  name: string
  pinyin: string
  initials: string
  sex: 'male' | 'female' | 'unknown'
  birth_date: string | null
  identity_hash: string | null
  identity_cipher: Buffer | null
  identity_masked: string | null
  phone_hash: string | null
  phone_cipher: Buffer | null
  phone_masked: string | null
  registration: 'local' | 'elsewhere'
  presence: 'resident' | 'away'
  party_member: Generated<boolean>
  guardian_id: string | null
  died_on: string | null
  left_on: string | null
  merged_into: string | null
  revision: Generated<number>
}

/** distributed · which natural village, grid and cell a household lies in; one of each kind and system at a time */
export interface HouseholdPlacement {
  county_code: string
  id: string
  place_code: string
  household_id: string
  area_id: string
  kind: 'natural_village' | 'grid' | 'cell'
  system: string
  valid_from: string
  valid_to: string | null
}

/** distributed · uploaded rolls that wait for confirmation or for the mending of what was left out, for a day */
export interface HouseholdRollUpload {
  county_code: string
  id: string
  place_code: string
  account_id: string
  file_name: string
  at: Date
  rows: number | null
  run_id: string | null
}

/** distributed · the sealed pieces of an uploaded roll */
export interface HouseholdRollUploadPart {
  county_code: string
  upload_id: string
  position: number
  account_id: string
  sealed: Buffer
}

/** distributed · dated tags (低保, 残疾, 留守 …) and posts, with their source */
export interface HouseholdTag {
  county_code: string
  id: string
  place_code: string
  household_id: string
  person_id: string | null
  tag: string
  valid_from: string
  valid_to: string | null
  source: string
  ended_because: string | null
}

/** distributed · long work with its progress and result, seen by the one who started it */
export interface JobRun {
  county_code: string
  id: string
  place_code: string
  account_id: string
  actor: Json
  channel: string
  kind: string
  title: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  done: Generated<number>
  total: number | null
  request: Json
  result: ColumnType<unknown, string | null, string | null>
  error: ColumnType<unknown, string | null, string | null>
  created_at: Date
  ended_at: Date | null
}

/** distributed · resolutions (决议) with their counts and the rule they were held to; append-only */
export interface MeetingResolution {
  county_code: string
  id: string
  place_code: string
  title: string
  body: string
  rule: Json
  held_on: string
  eligible: number
  present: number
  votes_for: number
  votes_against: number
  votes_abstain: number
  passed: boolean
  findings: Json
  minutes: Generated<string[]>
  recorded_by: string
  recorded_at: Date
  households: number | null
  households_present: number | null
}

/** local · migrations that ran */
export interface MigrationDone {
  number: number
  name: string
  hash: string
  at: Date
}

/** distributed · document numbers, one row per series, no gaps */
export interface PlatformCounter {
  county_code: string
  series: string
  place_code: string
  value: number
}

/** distributed · first answer of each write, returned again to a repeat of the same key */
export interface PlatformIdempotency {
  county_code: string
  account_id: string
  key: string
  route: string
  request_hash: string
  reply: Json
  at: Date
}

/** managed · fence, always empty: a delete from it makes Citus commit people's rows and a local job together */
export interface PlatformTwoPhase {
  one: number
}

/** distributed · sums of the entries of a book, in hundredths, kept in the same transaction */
export interface PointsBalance {
  county_code: string
  book_id: string
  place_code: string
  household_id: string | null
  redeemable: number
  cumulative: number
  gained: number
  lost: number
  entries: number
  last_at: Date
}

/** distributed · passbooks (积分存折): one per subject, book and cycle */
export interface PointsBook {
  county_code: string
  id: string
  place_code: string
  household_id: string | null
  subject_kind: 'household' | 'person' | 'group' | 'village' | 'post'
  subject_id: string
  subject_name: string
  adoption_id: string
  book_key: string
  cycle: string
  opened_on: string
  closed_on: string | null
}

/** distributed · declared deeds (申报) on their way from word to entry; points in hundredths */
export interface PointsClaim {
  county_code: string
  id: string
  place_code: string
  household_id: string | null
  person_name: string | null
  adoption_id: string
  book_key: string
  item_key: string
  direction: 'plus' | 'minus'
  quantity: number
  proposed: number
  decided: number | null
  occurred_on: string
  happened_at: Generated<string>
  reason: string
  evidence: Generated<string[]>
  channel: 'self' | 'behalf' | 'neighbour' | 'organisation' | 'cadre' | 'system'
  medium: 'app' | 'console' | 'oral' | 'phone' | 'paper' | 'workbook'
  declared_by: string
  declared_name: string
  declared_at: Date
  proxy: ColumnType<unknown, string | null, string | null>
  state: 'in_review' | 'returned' | 'rejected' | 'withdrawn' | 'rectifying' | 'waived' | 'approved' | 'publicised' | 'disputed' | 'posted'
  step_key: string | null
  publicised_until: string | null
  revision: Generated<number>
  updated_at: Date
  shows_left: number | null
  subject_kind: Generated<'household' | 'person' | 'group' | 'village'>
  subject_id: string
  subject_name: Generated<string>
  person_id: string | null
}

/** distributed · closes (结算) of a period; a correction is a further attempt with its reason; append-only */
export interface PointsClose {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  book_key: string
  period_kind: 'month' | 'quarter' | 'half_year' | 'year'
  period: string
  attempt: number
  rules: Json
  correction_reason: string | null
  scheme_hash: string
  closed_by: string | null
  closed_at: Date
}

/** distributed · a close's figures per passbook: total, rank, marks (前 10 % …); append-only */
export interface PointsCloseLine {
  county_code: string
  close_id: string
  book_id: string
  place_code: string
  household_id: string | null
  base: number
  gained: number
  lost: number
  total: number
  rank: number
  weighted: boolean
  marks: Generated<string[]>
}

/** distributed · a household's own choice to take part in a scheme, and its withdrawal */
export interface PointsEnrolment {
  county_code: string
  id: string
  place_code: string
  household_id: string
  adoption_id: string
  joined_on: string
  agreed_by: string
  proxy: ColumnType<unknown, string | null, string | null>
  left_on: string | null
  left_reason: string | null
  at: Date
  person_id: string | null
}

/** distributed · the ledger: hundredths of a point, append-only; a mistake is reversed by an entry that names it */
export interface PointsEntry {
  county_code: string
  id: string
  place_code: string
  household_id: string | null
  book_id: string
  kind: 'base' | 'award' | 'deduction' | 'reversal' | 'adjustment' | 'carry' | 'carried_out' | 'redemption' | 'redemption_return'
  amount: number
  item_key: string | null
  claim_id: string | null
  reverses_id: string | null
  occurred_on: string
  posted_at: Date
  posted_by: string | null
  scheme_id: string
  scheme_version: number
  scheme_hash: string
  note: string
}

/** distributed · notices (整改告知书): mended in time, the deduction is waived */
export interface PointsRectification {
  county_code: string
  id: string
  place_code: string
  household_id: string | null
  claim_id: string
  number: string
  issued_on: string
  due_on: string
  state: 'open' | 'waived' | 'lapsed'
  mended_on: string | null
  evidence: Generated<string[]>
  note: Generated<string>
  settled_by: string | null
  settled_at: Date | null
}

/** distributed · who stepped aside (回避) from a claim at a review step, in writing; append-only */
export interface PointsRecusal {
  county_code: string
  id: string
  place_code: string
  household_id: string | null
  claim_id: string
  step_key: string
  name: string
  account_id: string | null
  reason: string
  recorded_by: string
  recorded_name: string
  at: Date
}

/** distributed · decisions of the review steps with the panel that took them; append-only */
export interface PointsReview {
  county_code: string
  id: string
  place_code: string
  household_id: string | null
  claim_id: string
  step_key: string
  decision: 'pass' | 'return' | 'reject'
  points: number | null
  panel: Json
  note: Generated<string>
  decided_by: string
  decided_name: string
  decided_at: Date
}

/** distributed · one year's walk through a scheme's gated steps (十二步) */
export interface ProcedureRun {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  cycle: string
  started_on: string
}

/** distributed · a step done, with its evidence; append-only */
export interface ProcedureStep {
  county_code: string
  run_id: string
  step_key: string
  place_code: string
  done_on: string
  evidence: Json
  note: string
  done_by: string | null
  done_name: string
  done_at: Date
  part: Generated<string>
}

/** distributed · lines of a list, already cut to the whitelisted fields and masked */
export interface PublicityLine {
  county_code: string
  id: string
  list_id: string
  place_code: string
  household_id: string | null
  position: number
  subject_kind: string
  subject_id: string
  shown: Json
  disputed: Generated<boolean>
  public: boolean
  taken_down_on: string | null
}

/** distributed · publicity lists (公示): what is shown, from when to when, by which duty */
export interface PublicityList {
  county_code: string
  id: string
  place_code: string
  kind: string
  title: string
  duty: string
  opens_on: string
  closes_on: string
  hides_names_on: string
  spot: string
  columns: Json
  source: Json
  totals: Json
  state: 'open' | 'closed' | 'settled'
  public: boolean
  opened_by: string | null
  opened_at: Date
  settled_at: Date | null
  revision: Generated<number>
}

/** distributed · objections (异议) to one line; it holds that line and no other */
export interface PublicityObjection {
  county_code: string
  id: string
  list_id: string
  line_id: string
  place_code: string
  household_id: string | null
  objector_account: string
  objector_name: string
  proxy: ColumnType<unknown, string | null, string | null>
  medium: string
  reason: string
  evidence: Generated<string[]>
  state: 'open' | 'upheld' | 'dismissed' | 'withdrawn'
  answer: string | null
  answered_by: string | null
  answered_name: string | null
  answered_at: Date | null
  raised_at: Date
  revision: Generated<number>
}

/** distributed · rewards taken back from the transfer payment (转移支付扣减), once a violation; append-only */
export interface RewardClawback {
  county_code: string
  violation_id: string
  place_code: string
  creation_id: string
  amount_fen: number
  with_leader: boolean
  decided_on: string
  document: string
  recorded_by: string
  recorded_at: Date
}

/** distributed · lines of a worksheet: rule, its value that day, source, count, amount; append-only */
export interface RewardLine {
  county_code: string
  sheet_id: string
  position: number
  place_code: string
  creation_id: string | null
  household_id: string | null
  part: 'household' | 'leader' | 'whole_household' | 'whole_leader' | 'points' | 'mark' | 'share'
  recipient: string
  grade: string
  points: number | null
  rule: string
  source: string
  since: string
  rate_fen: number
  count: number
  amount_fen: number
}

/** distributed · the payout of a worksheet with the fund's movement where one pays; another attempt only where that movement was refused or reversed; append-only */
export interface RewardPayment {
  county_code: string
  sheet_id: string
  attempt: number
  place_code: string
  number: string
  amount_fen: number
  paid_on: string
  method: 'bank' | 'cash'
  movement_id: string | null
  paid_by: string
  paid_at: Date
}

/** distributed · worksheets (计算表) of the rewards of a period: drafted, approved, paid, dropped */
export interface RewardSheet {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  ladder: string
  period: string
  attempt: number
  whole_village: boolean
  close_id: string | null
  income_fen: number | null
  total_fen: number
  remainder_fen: number
  scheme_hash: string
  state: 'drafted' | 'approved' | 'paid' | 'dropped'
  approval: ColumnType<unknown, string | null, string | null>
  drafted_by: string
  drafted_at: Date
  revision: Generated<number>
}

/** distributed · a village (or county) runs a scheme from a day on, with its open values filled */
export interface SchemeAdoption {
  county_code: string
  id: string
  place_code: string
  scheme_id: string
  version: number
  hash: string
  settings: Json
  state: 'draft' | 'in_force' | 'ended'
  starts_on: string | null
  ends_on: string | null
  resolution_id: string | null
  revision: Generated<number>
  earlier: Json
}

/** distributed · a place's own copy of a scheme as it is being written; what goes into force is kept as a version */
export interface SchemeCopy {
  county_code: string
  id: string
  place_code: string
  scheme_id: string
  source_id: string | null
  source_version: number | null
  content: Json
  changed_at: Date
  revision: Generated<number>
}

/** reference · every scheme text that was ever in force, by its content hash; append-only */
export interface SchemeVersion {
  scheme_id: string
  version: number
  hash: string
  content: Json
  origin: 'pack' | 'adapted'
  created_at: Date
  place_code: string | null
  source_id: string | null
  source_version: number | null
}

/** distributed · one-time codes that a household shows at a counter: bound to a book, short-lived, used once; only the digest is kept */
export interface ShopCode {
  county_code: string
  digest: string
  place_code: string
  household_id: string
  book_id: string
  points_max: number | null
  made_by: string
  made_at: Date
  expires_at: Date
  redemption_id: string | null
}

/** distributed · days that a shop has reconciled: counted against recorded, differences explained; append-only, and the day takes no more redemptions */
export interface ShopDay {
  county_code: string
  shop_id: string
  on_day: string
  place_code: string
  figures: Json
  counts: Json
  note: string
  closed_by: string
  closed_name: string
  closed_at: Date
}

/** distributed · goods, services and vouchers of a shop with what is on hand, never below zero */
export interface ShopGood {
  county_code: string
  id: string
  place_code: string
  shop_id: string
  name: string
  kind: 'goods' | 'service' | 'voucher'
  class_key: string
  shelf: 'charity' | 'business'
  unit: string
  price_fen: number
  price_points: number | null
  stocked: boolean
  on_hand: Generated<number>
  retired_on: string | null
  revision: Generated<number>
}

/** distributed · redemptions (兑换): points out, goods or cash over the counter; a cancelled one is reversed by a row that names it; append-only */
export interface ShopRedemption {
  county_code: string
  id: string
  place_code: string
  shop_id: string
  household_id: string
  book_id: string
  book_key: string
  points: number
  value_fen: number
  payable_fen: number
  cash_fen: number
  rest: number
  time_mode: 'usual' | 'chosen' | 'year_end'
  medium: 'code' | 'counter'
  confirmation: ColumnType<unknown, string | null, string | null>
  warnings: Generated<string[]>
  redeemed_on: string
  reverses_id: string | null
  reason: Generated<string>
  recorded_by: string
  recorded_name: string
  recorded_at: Date
}

/** distributed · what each redemption was for, with its points and value; append-only */
export interface ShopRedemptionLine {
  county_code: string
  redemption_id: string
  position: number
  place_code: string
  household_id: string
  good_id: string | null
  name: string
  unit: string
  shelf: 'charity' | 'business' | 'cash'
  quantity: number
  points: number
  value_fen: number
}

/** distributed · settlements with a shop (结算): what a period comes to and the movement of the fund that pays it; append-only */
export interface ShopSettlement {
  county_code: string
  id: string
  place_code: string
  shop_id: string
  period: string
  first_day: string
  last_day: string
  basis: 'redeemed' | 'issued'
  issued: number
  redeemed: number
  payable_fen: number
  movement_id: string
  settled_by: string
  settled_name: string
  settled_at: Date
}

/** distributed · shops (兑换点) with their partner, place and operator */
export interface ShopShop {
  county_code: string
  id: string
  place_code: string
  adoption_id: string
  name: string
  site: 'store' | 'idle_house' | 'partner'
  partner: string
  address: string
  operator_account_id: string | null
  operator_name: string
  resolution_id: string | null
  opened_on: string
  closed_on: string | null
  revision: Generated<number>
}

/** distributed · the stock ledger: in by donation, purchase or dispatch, out by redemption or sale, corrected by count; append-only */
export interface ShopStockEntry {
  county_code: string
  id: string
  place_code: string
  shop_id: string
  good_id: string
  kind: 'donation' | 'purchase' | 'dispatch' | 'sale' | 'count' | 'redemption' | 'redemption_return'
  quantity: number
  value_fen: number
  occurred_on: string
  party: string | null
  party_hidden: Generated<boolean>
  reason: string
  redemption_id: string | null
  recorded_by: string
  recorded_name: string
  recorded_at: Date
}

/** distributed · what a village owes its shops for the redemptions of a year, in stripes that counters add to without waiting for each other; where a budget is refused all add to stripe 0, so that it is never passed by two at once */
export interface ShopYear {
  county_code: string
  place_code: string
  adoption_id: string
  year: string
  stripe: number
  payable_fen: number
}

/** distributed · natural villages, groups, grids and cells below the village; systems may overlap */
export interface TerritoryArea {
  county_code: string
  id: string
  place_code: string
  parent_id: string | null
  kind: 'natural_village' | 'group' | 'grid' | 'cell'
  system: string
  name: string
  number: string
  former_names: Json
  valid_from: string
  valid_to: string | null
  ended_because: string | null
}

/** distributed · boundaries of natural villages, groups, grids and cells, each drawing a revision, the newest counts; append-only */
export interface TerritoryAreaBoundary {
  county_code: string
  area_id: string
  revision: number
  place_code: string
  datum: 'CGCS2000' | 'GCJ-02' | null
  shape: ColumnType<unknown, string | null, string | null>
  drawn_on: string
  source: string
  drawn_by: string | null
  drawn_name: string
  drawn_at: Date
}

/** reference · boundaries of divisions as GeoJSON with their datum, each drawing a revision, the newest counts, none taken away; append-only */
export interface TerritoryBoundary {
  code: string
  datum: 'CGCS2000' | 'GCJ-02' | null
  shape: ColumnType<unknown, string | null, string | null>
  drawn_on: string
  source: string
  revision: number
  drawn_by: string | null
  drawn_name: string
  drawn_at: Date
}

/** reference · 12-digit division codes with their present names, dated (统计用区划代码) */
export interface TerritoryDivision {
  code: string
  parent_code: string | null
  level: 'province' | 'city' | 'county' | 'town' | 'village'
  name: string
  short_name: string
  pinyin: string
  initials: string
  valid_from: string
  valid_to: string | null
  source: string
}

/** reference · names that a division had, from when to when */
export interface TerritoryFormerName {
  code: string
  name: string
  short_name: string
  valid_from: string
  valid_to: string
  source: string
}

/** reference · which divisions took over from an ended one */
export interface TerritorySuccession {
  code: string
  successor_code: string
  on_date: string
  source: string
}

export interface DB {
  'account.account': AccountAccount
  'account.attempt': AccountAttempt
  'account.grant': AccountGrant
  'account.login': AccountLogin
  'account.message': AccountMessage
  'account.phone_code': AccountPhoneCode
  'account.session': AccountSession
  'audit.entry': AuditEntry
  'audit.head': AuditHead
  'audit.seal': AuditSeal
  'board.broadcast': BoardBroadcast
  'board.help': BoardHelp
  'board.listing': BoardListing
  'board.play': BoardPlay
  'board.ranking': BoardRanking
  'board.referral': BoardReferral
  'board.request': BoardRequest
  'collective.acceptance': CollectiveAcceptance
  'collective.creation': CollectiveCreation
  'collective.evaluation': CollectiveEvaluation
  'collective.inspection': CollectiveInspection
  'collective.issue': CollectiveIssue
  'collective.violation': CollectiveViolation
  'dividend.line': DividendLine
  'dividend.payment': DividendPayment
  'dividend.plan': DividendPlan
  'dividend.share': DividendShare
  'file.object': FileObject
  'fund.account': FundAccount
  'fund.approval': FundApproval
  'fund.fund': FundFund
  'fund.line': FundLine
  'fund.movement': FundMovement
  'fund.statement': FundStatement
  'household.change': HouseholdChange
  'household.household': HouseholdHousehold
  'household.membership': HouseholdMembership
  'household.person': HouseholdPerson
  'household.placement': HouseholdPlacement
  'household.roll_upload': HouseholdRollUpload
  'household.roll_upload_part': HouseholdRollUploadPart
  'household.tag': HouseholdTag
  'job.run': JobRun
  'meeting.resolution': MeetingResolution
  'migration.done': MigrationDone
  'platform.counter': PlatformCounter
  'platform.idempotency': PlatformIdempotency
  'platform.two_phase': PlatformTwoPhase
  'points.balance': PointsBalance
  'points.book': PointsBook
  'points.claim': PointsClaim
  'points.close': PointsClose
  'points.close_line': PointsCloseLine
  'points.enrolment': PointsEnrolment
  'points.entry': PointsEntry
  'points.rectification': PointsRectification
  'points.recusal': PointsRecusal
  'points.review': PointsReview
  'procedure.run': ProcedureRun
  'procedure.step': ProcedureStep
  'publicity.line': PublicityLine
  'publicity.list': PublicityList
  'publicity.objection': PublicityObjection
  'reward.clawback': RewardClawback
  'reward.line': RewardLine
  'reward.payment': RewardPayment
  'reward.sheet': RewardSheet
  'scheme.adoption': SchemeAdoption
  'scheme.copy': SchemeCopy
  'scheme.version': SchemeVersion
  'shop.code': ShopCode
  'shop.day': ShopDay
  'shop.good': ShopGood
  'shop.redemption': ShopRedemption
  'shop.redemption_line': ShopRedemptionLine
  'shop.settlement': ShopSettlement
  'shop.shop': ShopShop
  'shop.stock_entry': ShopStockEntry
  'shop.year': ShopYear
  'territory.area': TerritoryArea
  'territory.area_boundary': TerritoryAreaBoundary
  'territory.boundary': TerritoryBoundary
  'territory.division': TerritoryDivision
  'territory.former_name': TerritoryFormerName
  'territory.succession': TerritorySuccession
}
