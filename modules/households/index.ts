export { householdCards } from './household-cards.ts'
