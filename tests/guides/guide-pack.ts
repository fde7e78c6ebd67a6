import { readText } from '../architecture/sources.ts'

export const guide = readText('docs/guides/scheme-author.md')

/** The worked example of the author’s guide: its scheme.yaml and its cases.yaml, as they stand there. */
export const [schemeText = '', casesText = ''] = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(
  (found) => found[1]!,
)
/** The folder that the guide puts them into. */
export const guideSlug = 'liuxi-points'
