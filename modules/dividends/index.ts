export { dividendSchemeSection } from './scheme-section.ts'
