/**
 * The look of both apps in one place: paper-white ground, ink text, one green, one seal red, amber for overdue.
 * Every text colour keeps 4.5:1 on the grounds it is used on, in light and in dark (tokens.test.ts).
 */
export interface Palette {
  /** Ground of the page. */
  paper: string
  /** Cards, tables, sheets. */
  surface: string
  /** Ground a step below the page: table heads, code, wells. */
  sunken: string
  ink: string
  inkSoft: string
  inkFaint: string
  line: string
  /** Borders of controls: 3:1 on the ground. */
  lineStrong: string
  green: string
  greenDeep: string
  greenWash: string
  onGreen: string
  seal: string
  sealWash: string
  onSeal: string
  amber: string
  amberWash: string
  /** Rules of the passbook page. */
  rule: string
}

export const light: Palette = {
  paper: '#faf8f3',
  surface: '#ffffff',
  sunken: '#f4f1e9',
  ink: '#1d2420',
  inkSoft: '#48514b',
  inkFaint: '#646b66',
  line: '#e5e0d5',
  lineStrong: '#878d86',
  green: '#23694a',
  greenDeep: '#174f37',
  greenWash: '#e7f1eb',
  onGreen: '#ffffff',
  seal: '#b1392d',
  sealWash: '#fbece8',
  onSeal: '#ffffff',
  amber: '#85560a',
  amberWash: '#fbf2de',
  rule: '#cfdcd3',
}

export const dark: Palette = {
  paper: '#131715',
  surface: '#1b201d',
  sunken: '#161a18',
  ink: '#ece9e1',
  inkSoft: '#bec3bd',
  inkFaint: '#989f99',
  line: '#2e3531',
  lineStrong: '#747d77',
  green: '#6cc09a',
  greenDeep: '#8cd4b2',
  greenWash: '#1c3228',
  onGreen: '#0c1511',
  seal: '#f08a7b',
  sealWash: '#3a221e',
  onSeal: '#1a0d0b',
  amber: '#e2b45f',
  amberWash: '#352b18',
  rule: '#35443c',
}

/** Fonts of the system only: nothing is downloaded. Songti is for printed official papers. */
export const fonts = {
  sans: '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Source Han Sans SC", system-ui, -apple-system, "Segoe UI", sans-serif',
  song: '"Songti SC", SimSun, "Noto Serif SC", "Source Han Serif SC", "Noto Sans SC", serif',
  kai: '"Kaiti SC", KaiTi, "Songti SC", SimSun, "Noto Sans SC", serif',
  mono: 'ui-monospace, "SF Mono", Consolas, "Liberation Mono", "Noto Sans SC", monospace',
} as const

/** Sizes in CSS pixels. */
export const sizes = {
  radius: 6,
  radiusLarge: 10,
  text: 14,
  /** Elder mode: 18 pt and up, main lines to 30 pt, targets of 60 (18 pt is 24 px). */
  elderText: 24,
  elderMain: 40,
  target: 44,
  elderTarget: 60,
} as const

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const lines = (palette: Palette) =>
  Object.entries(palette)
    .map(([name, value]) => `--${kebab(name)}:${value};`)
    .join('')

/** The tokens as CSS variables (`--ink-soft`); dark follows the system. Paper, printed or shown, is light. */
export function tokensCss(): string {
  const fontLines = Object.entries(fonts)
    .map(([name, value]) => `--font-${name}:${value};`)
    .join('')
  return [
    `:root{color-scheme:light dark;${fontLines}--radius:${sizes.radius}px;--radius-large:${sizes.radiusLarge}px;}`,
    `:root,.on-paper{${lines(light)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${lines(dark)}}}`,
  ].join('\n')
}
