import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

declare global {
  interface Window {
    axe?: typeof axe
  }
}

/** What stands on the page against WCAG 2.2 AA, one line an element. `only` asks for some rules alone. */
export async function findViolations(page: Page, only?: readonly string[]): Promise<string[]> {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(source)
  return page.evaluate(
    async ({ standard, only }) => {
      const results = await window.axe!.run(document, {
        runOnly: only ? { type: 'rule', values: only } : { type: 'tag', values: standard },
        resultTypes: ['violations'],
      })
      return results.violations.flatMap((violation) =>
        violation.nodes.map(
          (node) => `${violation.id}: ${node.target.join(' ')} — ${node.html.slice(0, 200)}`,
        ),
      )
    },
    { standard, only: only ? [...only] : null },
  )
}
