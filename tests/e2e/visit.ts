import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { samplePassword } from '../../modules/sample/sample-people.ts'
import { addressVariable } from '../sample-server.ts'
import { keepPicture } from './pictures.ts'

/** Where the sample is served; the stage of browser tests says so. */
export function siteAddress(): string {
  const address = process.env[addressVariable]
  if (!address) throw new Error('no sample server: run `npm run test:only -- tests/e2e/<file>`')
  return address
}

export interface Visit {
  context: BrowserContext
  page: Page
  /** An answer of 4xx that the journey is about; any other counts as a fault of the page. */
  foresee(status: number, path: RegExp): void
  /** What the pages complained of since this was asked last. */
  heard(): string[]
  /** Resolves when a page has what it asked for and shows it: nothing on its way, nothing waiting, two frames drawn. */
  settled(page: Page): Promise<void>
  /** Ends the visit; fails when a page complained in the meantime. */
  end(): Promise<void>
}

export interface VisitOptions {
  width?: number
  height?: number
  dark?: boolean
  /** A telephone: small, with fingers. */
  phone?: boolean
}

/** What stands on a page in place of what is still to come. */
const waitingMarks = '.ant-skeleton-active, .ant-spin-spinning, .frame-waiting, .list-waiting, .bone'

/** In the page: draws two frames, then counts what still changes its look (not what turns for ever). */
async function countMoving(): Promise<number> {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  return document
    .getAnimations()
    .filter(({ playState, effect }) => playState === 'running' && effect?.getTiming().iterations !== Infinity)
    .length
}

function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page()
  } catch {
    // The first request of a page comes before its frame is known; what it asks for is waited for by goto.
    return undefined
  }
}

/** One person at one device. Everything the pages complain of is kept: errors in the console, answers of 4xx and 5xx. */
export async function openVisit(browser: Browser, options: VisitOptions = {}): Promise<Visit> {
  const { phone = false } = options
  const context = await browser.newContext({
    baseURL: siteAddress(),
    viewport: { width: options.width ?? (phone ? 390 : 1440), height: options.height ?? (phone ? 844 : 900) },
    ...(phone ? { hasTouch: true, isMobile: true } : {}),
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  context.setDefaultTimeout(30_000)
  const complaints: string[] = []
  const foreseen: { status: number; path: RegExp }[] = [{ status: 401, path: /^\/api\/accounts\/me$/ }]
  const isForeseen = (status: number, path: string) =>
    foreseen.some((one) => one.status === status && one.path.test(path))
  context.on('console', (message) => {
    // What failed to load is judged by its answer; without a network nothing loads.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`script: ${error.error().stack ?? error.error()}`))
  context.on('response', (response) => {
    const path = new URL(response.url()).pathname
    if (response.status() >= 400 && !isForeseen(response.status(), path))
      complaints.push(`${response.status()} ${response.request().method()} ${path}`)
  })
  const onTheWay = new Map<Page, Set<Request>>()
  const pending = (request: Request) => {
    const page = request.serviceWorker() ? undefined : pageOf(request)
    if (!page) return undefined
    if (!onTheWay.has(page)) onTheWay.set(page, new Set())
    return onTheWay.get(page)!
  }
  context.on('request', (request) => void pending(request)?.add(request))
  context.on('requestfinished', (request) => void pending(request)?.delete(request))
  context.on('requestfailed', (request) => void pending(request)?.delete(request))
  const settled = async (page: Page) => {
    for (let calm = 0; calm < 2; ) {
      const moving = await page.evaluate(countMoving)
      const waits = await page.locator(waitingMarks).count()
      calm = waits === 0 && moving === 0 && (onTheWay.get(page)?.size ?? 0) === 0 ? calm + 1 : 0
    }
  }
  const heard = () => complaints.splice(0)
  return {
    context,
    page: await context.newPage(),
    heard,
    settled,
    foresee: (status, path) => void foreseen.push({ status, path }),
    end: async () => {
      await context.close()
      assert.deepEqual(heard(), [])
    },
  }
}

/**
 * One visit from beginning to end, entered as `as` without a screen when given. When it fails, a picture of what
 * was on screen is kept.
 */
export async function visiting(
  browser: Browser,
  options: VisitOptions & { as?: string },
  work: (page: Page, visit: Visit) => Promise<void>,
): Promise<void> {
  const visit = await openVisit(browser, options)
  try {
    if (options.as) await enterAs(visit.context, options.as)
    await work(visit.page, visit)
  } catch (error) {
    await keepPicture(visit.page, `failed-${Date.now()}`)
    await visit.context.close()
    throw error
  }
  await visit.end()
}

/** Signs in at the console by typing, as a person does. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('账号', { exact: true }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(samplePassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Signs in on the phone by typing. */
export async function signInOnPhone(page: Page, login: string): Promise<void> {
  await page.goto('/m/')
  await page.getByRole('tab', { name: '账号密码' }).click()
  await page.getByLabel('账号', { exact: true }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(samplePassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation').last().waitFor()
}

/** Takes a session without a screen, for tests that are about something else. */
export async function enterAs(context: BrowserContext, login: string): Promise<void> {
  const reply = await context.request.post('/api/accounts/sign-in', {
    headers: { 'idempotency-key': crypto.randomUUID() },
    data: { login, password: samplePassword },
  })
  assert.equal(reply.status(), 200, await reply.text())
}
