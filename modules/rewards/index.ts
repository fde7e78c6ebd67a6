export { rewardsErrors } from './errors.ts'
export { rewardsActions } from './permissions.ts'
export { rewardsSchemeSection } from './scheme-section.ts'
