import type { Locator, Page } from 'playwright-core'

/** Chooses in a list that opens under a field: by its label, and the text of the option. */
export async function choose(scope: Page | Locator, label: string, option: string): Promise<void> {
  const page = 'page' in scope ? scope.page() : scope
  await scope.getByRole('combobox', { name: label, exact: true }).click()
  await openOption(page, option).click()
}

/** Types into a field that searches, and takes the option that comes. */
export async function searchAndChoose(
  scope: Page | Locator,
  label: string,
  typed: string,
  option: string,
): Promise<void> {
  const page = 'page' in scope ? scope.page() : scope
  await scope.getByRole('combobox', { name: label, exact: true }).fill(typed)
  await openOption(page, option).click()
}

function openOption(page: Page, text: string): Locator {
  return page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: text })
    .first()
}

/** The figure that stands with a label in a strip of figures. */
export function figure(scope: Page | Locator, label: string): Locator {
  return scope.locator('.figures > li').filter({ hasText: label }).first()
}
