export { participationSchemeSection, pointsSchemeSection } from './scheme-section.ts'
