import type { Page } from 'playwright-core'

/**
 * English words that can be seen on a page in Chinese: three letters and more, outside code, keys and what is
 * marked as English. Letters beside digits belong to numbers of records. `known` are words that stand there
 * rightly, such as logins.
 */
export function findEnglish(page: Page, known: readonly string[] = []): Promise<string[]> {
  return page.evaluate((known) => {
    const apart = 'code, pre, kbd, script, style, noscript, [lang="en"], .unseen'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = new Set<string>()
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!
      if (element.closest(apart) || !element.checkVisibility()) continue
      for (const [word] of (node.textContent ?? '').matchAll(/(?<![0-9a-z])[a-z]{3,}(?![0-9a-z])/gi))
        if (!known.includes(word) && !/^[a-f]{8}$/.test(word)) found.add(word)
    }
    return [...found]
  }, known)
}
