export { exchangeSchemeSection } from './scheme-section.ts'
