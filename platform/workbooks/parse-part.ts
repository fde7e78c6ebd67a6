import { SaxesParser } from 'saxes'
import { asRefusal, type WorkbookPackage } from './open-package.ts'
import { WorkbookError } from './workbook-error.ts'

/** Takes the XML events of a part; names come without their namespace prefix. */
export interface PartHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text?(text: string): void
}

// The longest single token: a text of 32,767 characters, each as a numeric reference, with room to spare.
const tokenLengthMax = 1_048_576
const depthMax = 64

const localName = (name: string) => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/**
 * Parses a part as strict XML and yields after each chunk, so that the caller hands on what the handler has
 * gathered before more is read. DOCTYPE is refused, so no entity but the five of XML is ever resolved; a
 * token without end and nesting without end are refused before they fill the memory.
 */
export async function* parsePart(
  workbook: WorkbookPackage,
  part: string,
  handler: PartHandler,
  signal?: AbortSignal,
): AsyncGenerator<void> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false })
  let pending = 0
  let depth = 0
  parser.on('opentag', (tag) => {
    pending = 0
    if (++depth > depthMax) throw new WorkbookError('workbook.bomb', { part, limit: 'depth' })
    handler.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    pending = 0
    depth--
    handler.close(localName(tag.name))
  })
  const text = (value: string) => {
    pending = 0
    handler.text?.(value)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('doctype', () => {
    throw new WorkbookError('workbook.unsafe_xml', { part })
  })
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for await (const chunk of workbook.read(part, signal)) {
      const piece = decoder.decode(chunk, { stream: true })
      pending += piece.length
      parser.write(piece)
      if (pending > tokenLengthMax) throw new WorkbookError('workbook.bomb', { part, limit: 'bytes' })
      yield
    }
    parser.write(decoder.decode())
    parser.close()
    yield
  } catch (error) {
    throw asRefusal(error, part, signal)
  }
}

/** Parses a whole small part. */
export async function parseWholePart(
  workbook: WorkbookPackage,
  part: string,
  handler: PartHandler,
  signal?: AbortSignal,
): Promise<void> {
  for await (const _ of parsePart(workbook, part, handler, signal));
}
