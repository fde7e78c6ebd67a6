import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { openBrowser } from '../tests/open-browser.ts'

/** A line as seen by the browser: latency of each request in milliseconds, speeds in kilobits a second. */
export interface Line {
  name: string
  latencyMs: number
  downKbps: number
  upKbps: number
}

/** The two 3G profiles that web measurements commonly use. */
export const lines = {
  '3g': { name: '3G', latencyMs: 300, downKbps: 1600, upKbps: 768 },
  slow3g: { name: 'slow 3G', latencyMs: 400, downKbps: 400, upKbps: 400 },
} as const satisfies Record<string, Line>

/** How much slower than this machine the phone's processor is taken to be. */
export const cpuSlowdown = 4

export interface FirstPageFigures {
  page: 'sign_in' | 'passbook_cold' | 'passbook_again'
  line: string
  cpuSlowdown: number
  /** First and largest contentful paint, milliseconds after the address was entered. */
  firstPaintMs: number
  largestPaintMs: number
  /** The page shows what it is for and answers a touch. */
  usableMs: number
  /** Time over 50 ms in which the processor answered nobody, up to usable. */
  blockedMs: number
  layoutShift: number
  requests: number
  scriptBytes: number
  totalBytes: number
}

export interface FirstPageOptions {
  /** Address of the server, without a slash at its end. */
  address: string
  login: string
  password: string
  line: Line
  /** Runs of each page; the middle one counts. */
  runs: number
}

/**
 * Measures the phone app's first page on a slow phone and line: the sign-in screen of a newcomer, the passbook
 * with nothing kept but the session, and the passbook on any later day, when app and copies lie on the phone.
 */
export async function measureFirstPage(options: FirstPageOptions): Promise<FirstPageFigures[]> {
  const browser = await openBrowser(['--hide-scrollbars'])
  try {
    const figures: FirstPageFigures[] = []
    for (const measure of [measureSignIn, measureColdPassbook, measurePassbookAgain]) {
      const all: FirstPageFigures[] = []
      for (let run = 0; run < options.runs; run += 1) all.push(await measure(browser, options))
      all.sort((a, b) => a.usableMs - b.usableMs)
      figures.push(all[Math.floor(all.length / 2)]!)
    }
    return figures
  } finally {
    await browser.close()
  }
}

/** What each first page must show before a person can use it. */
const usable = {
  signIn: 'main.sign-in input',
  passbook: '.cover-figure',
} as const

async function measureSignIn(browser: Browser, options: FirstPageOptions): Promise<FirstPageFigures> {
  const context = await openPhone(browser)
  const page = await context.newPage()
  const figures = await measureOpening(page, 'sign_in', options, usable.signIn)
  await context.close()
  return figures
}

async function measureColdPassbook(browser: Browser, options: FirstPageOptions): Promise<FirstPageFigures> {
  const context = await openPhone(browser)
  await signIn(context, options)
  // Session and account stay; everything else that the phone had kept is taken away.
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  const { origin } = new URL(options.address)
  await client.send('Network.clearBrowserCache')
  await client.send('Storage.clearDataForOrigin', {
    origin,
    storageTypes: 'indexeddb,service_workers,cache_storage',
  })
  const figures = await measureOpening(page, 'passbook_cold', options, usable.passbook)
  await context.close()
  return figures
}

async function measurePassbookAgain(browser: Browser, options: FirstPageOptions): Promise<FirstPageFigures> {
  const context = await openPhone(browser)
  await signIn(context, options)
  const settled = await context.newPage()
  await settled.goto(`${options.address}/m/`)
  await settled.locator(usable.passbook).waitFor()
  await settled.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await settled.close()
  const page = await context.newPage()
  const figures = await measureOpening(page, 'passbook_again', options, usable.passbook)
  await context.close()
  return figures
}

function openPhone(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
  })
}

async function signIn(context: BrowserContext, options: FirstPageOptions): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${options.address}/m/`)
  await page.locator('#way-password').click()
  await page.locator('input[autocomplete="username"]').fill(options.login)
  await page.locator('input[autocomplete="current-password"]').fill(options.password)
  await page.locator('button[type="submit"]').click()
  await page.locator(usable.passbook).waitFor()
  await page.close()
}

async function measureOpening(
  page: Page,
  name: FirstPageFigures['page'],
  options: FirstPageOptions,
  selector: string,
): Promise<FirstPageFigures> {
  const client = await page.context().newCDPSession(page)
  const traffic = await watchTraffic(client)
  await slowDown(client, options.line)
  await page.addInitScript({ content: collectPaints })
  await page.goto(`${options.address}/m/`, { waitUntil: 'commit' })
  await page.locator(selector).first().waitFor({ timeout: 60_000 })
  // A touch that is answered: the time is taken in the page, once its main thread is free to run this.
  const usableMs = await page.evaluate<number>('performance.now()')
  const paints = await page.evaluate<Paints>('paints')
  return {
    page: name,
    line: options.line.name,
    cpuSlowdown,
    firstPaintMs: Math.round(paints.first),
    largestPaintMs: Math.round(paints.largest),
    usableMs: Math.round(usableMs),
    blockedMs: Math.round(paints.blocked),
    layoutShift: Math.round(paints.shift * 1000) / 1000,
    ...traffic,
  }
}

interface Paints {
  first: number
  largest: number
  blocked: number
  shift: number
}

/** Runs in the page before anything else; text, since it is the page's code and not ours. */
const collectPaints = `
  globalThis.paints = { first: 0, largest: 0, blocked: 0, shift: 0 }
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
  watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') paints.first = entry.startTime })
  watch('largest-contentful-paint', (entry) => { paints.largest = entry.startTime })
  watch('longtask', (entry) => { paints.blocked += Math.max(0, entry.duration - 50) })
  watch('layout-shift', (entry) => { paints.shift += entry.value })
`

async function slowDown(client: CDPSession, line: Line): Promise<void> {
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.latencyMs,
    downloadThroughput: (line.downKbps * 1024) / 8,
    uploadThroughput: (line.upKbps * 1024) / 8,
  })
  await client.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
}

/** Counts what comes over the line; what the phone had already costs nothing. */
async function watchTraffic(
  client: CDPSession,
): Promise<Pick<FirstPageFigures, 'requests' | 'scriptBytes' | 'totalBytes'>> {
  const traffic = { requests: 0, scriptBytes: 0, totalBytes: 0 }
  const kinds = new Map<string, string>()
  await client.send('Network.enable')
  client.on('Network.responseReceived', (event) => {
    if (event.response.fromServiceWorker || event.response.fromDiskCache) return
    kinds.set(event.requestId, event.type)
    traffic.requests += 1
  })
  client.on('Network.loadingFinished', (event) => {
    const kind = kinds.get(event.requestId)
    if (kind === undefined) return
    traffic.totalBytes += event.encodedDataLength
    if (kind === 'Script') traffic.scriptBytes += event.encodedDataLength
  })
  return traffic
}
