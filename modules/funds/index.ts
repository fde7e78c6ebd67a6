export { fundsSchemeSection } from './scheme-section.ts'
