import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { lineOf, listProductSources, parseSource, readText, walk } from './sources.ts'

/** The words that CONTEXT.md asks to avoid, each with the term that it says instead. */
function avoidedWords(text: string): Map<string, string> {
  const words = new Map<string, string>()
  let term = ''
  for (const line of text.split('\n')) {
    term = /^\*\*([^*]+)\*\*/.exec(line)?.[1] ?? term
    for (const word of /^_Avoid_: (.+)$/.exec(line)?.[1]?.split(', ') ?? [])
      words.set(word.toLowerCase(), term)
  }
  return words
}

/** 'householdNumber' → ['household', 'number']; plurals count as their singular. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_$-]/g, ' ')
    .toLowerCase()
    .split(' ')
}

/** Names that follow somebody else's word, which is part of a standard. */
const foreign = new Map([['askUserInfo', 'the userinfo endpoint of OpenID Connect']])

const avoided = avoidedWords(readText('CONTEXT.md'))

function avoidedIn(path: string, code: string): string[] {
  const faults: string[] = []
  walk(parseSource(path, code), (node) => {
    if (!ts.isIdentifier(node) || !isDeclared(node) || foreign.has(node.text)) return
    const parts = ` ${wordsOf(node.text).join(' ')} `
    for (const [word, term] of avoided) {
      if (parts.includes(` ${word} `) || parts.includes(` ${word}s `))
        faults.push(`${path}:${lineOf(node)}: ${node.text} says “${word}”; the word is ${term}`)
    }
  })
  return faults
}

/** Names that we give; those that a library gives are its own. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isPropertySignature(parent)) &&
    parent.name === node
  )
}

test('every term of CONTEXT.md has a Chinese word and words to avoid', () => {
  const terms = [...readText('CONTEXT.md').matchAll(/^\*\*[^*]+\*\*.*:$/gm)].map((match) => match[0])
  assert.ok(terms.length > 50)
  for (const term of terms) assert.match(term, /[\u4e00-\u9fff]|sweep/u)
  assert.equal([...readText('CONTEXT.md').matchAll(/^_Avoid_: /gm)].length, terms.length)
})

test('a name with an avoided word is told with the word to use', () => {
  assert.deepEqual(avoidedIn('made.ts', 'const walletOf = 1\nfunction listUsers() {}'), [
    'made.ts:1: walletOf says “wallet”; the word is Book',
    'made.ts:2: listUsers says “user”; the word is Account',
  ])
  assert.deepEqual(avoidedIn('made.ts', 'const passbookOf = wallet.user'), [])
})

test('no name in the product uses a word that CONTEXT.md asks to avoid', () => {
  assert.deepEqual(
    listProductSources().flatMap((path) => avoidedIn(path, readText(path))),
    [],
  )
})
