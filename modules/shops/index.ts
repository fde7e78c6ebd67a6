export { shopsErrors } from './errors.ts'
export { shopsActions } from './permissions.ts'
export { exchangeSchemeSection } from './scheme-section.ts'
export { listShopCounties, listStockFaults } from './store-verify.ts'
