import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { ErrorPage, NotFoundPage } from './ErrorPage.tsx'
import { Signed } from './Signed.tsx'

/** A screen that is a chunk of its own, read when it is opened. */
function screen<Name extends string>(
  path: string,
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): RouteObject {
  return { path, lazy: async () => ({ Component: (await load())[name] }) }
}

const households: RouteObject[] = [
  screen('/households', () => import('../households/HouseholdsPage.tsx'), 'HouseholdsPage'),
  screen('/households/new', () => import('../households/HouseholdFormPage.tsx'), 'NewHouseholdPage'),
  screen('/households/import', () => import('../households/ImportWizard.tsx'), 'ImportWizard'),
  screen('/households/plates', () => import('../households/PlatesPage.tsx'), 'PlatesPage'),
  screen('/households/duplicates', () => import('../households/DuplicatesPage.tsx'), 'DuplicatesPage'),
  screen('/households/:householdId', () => import('../households/HouseholdPage.tsx'), 'HouseholdPage'),
  screen(
    '/households/:householdId/edit',
    () => import('../households/HouseholdFormPage.tsx'),
    'EditHouseholdPage',
  ),
  screen(
    '/households/:householdId/operations/:kind',
    () => import('../households/OperationWizard.tsx'),
    'OperationWizard',
  ),
  screen('/territory/draw', () => import('../territory/DrawBoundaryPage.tsx'), 'DrawBoundaryPage'),
  screen('/territory', () => import('../territory/TerritoryPage.tsx'), 'TerritoryPage'),
]

const points: RouteObject[] = [
  screen('/points/inbox', () => import('../points/InboxPage.tsx'), 'InboxPage'),
  screen('/points/declare', () => import('../points/DeclarePage.tsx'), 'DeclarePage'),
  screen('/points/declare/batch', () => import('../points/BatchPage.tsx'), 'BatchPage'),
  screen('/points/claims', () => import('../points/ClaimsPage.tsx'), 'ClaimsPage'),
  screen('/points/claims/:claimId', () => import('../points/ClaimPage.tsx'), 'ClaimPage'),
  screen('/points/claims/:claimId/amend', () => import('../points/AmendPage.tsx'), 'AmendPage'),
  screen('/points/passbooks', () => import('../points/PassbooksPage.tsx'), 'PassbooksPage'),
  screen('/points/books/:bookId', () => import('../points/PassbookPage.tsx'), 'PassbookPage'),
  screen('/points/passbooks/:householdId', () => import('../points/PassbookPage.tsx'), 'PassbookPage'),
  screen('/points/books/:bookId/print', () => import('../points/PassbookPrintPage.tsx'), 'PassbookPrintPage'),
  screen(
    '/points/passbooks/:householdId/print',
    () => import('../points/PassbookPrintPage.tsx'),
    'PassbookPrintPage',
  ),
  screen('/points/enrolments', () => import('../points/EnrolmentsPage.tsx'), 'EnrolmentsPage'),
  screen('/points/closes', () => import('../points/ClosesPage.tsx'), 'ClosesPage'),
  screen('/points/closes/new', () => import('../points/CloseWizard.tsx'), 'CloseWizard'),
  screen('/points/closes/:closeId', () => import('../points/ClosePage.tsx'), 'ClosePage'),
]

const openness: RouteObject[] = [
  screen('/publicity', () => import('../publicity/PublicityPage.tsx'), 'PublicityPage'),
  screen('/publicity/open', () => import('../publicity/OpenListWizard.tsx'), 'OpenListWizard'),
  screen('/publicity/objections', () => import('../publicity/ObjectionsPage.tsx'), 'ObjectionsPage'),
  screen('/publicity/:listId', () => import('../publicity/ListDetailPage.tsx'), 'ListDetailPage'),
  screen('/publicity/:listId/print', () => import('../publicity/ListPrintPage.tsx'), 'ListPrintPage'),
  screen('/boards', () => import('../boards/BoardsPage.tsx'), 'BoardsPage'),
  screen(
    '/boards/make/:adoptionId/:boardKey',
    () => import('../boards/MakeBoardWizard.tsx'),
    'MakeBoardWizard',
  ),
  screen('/boards/listings', () => import('../boards/ListingsPage.tsx'), 'ListingsPage'),
  screen('/boards/listings/new', () => import('../boards/ProposePage.tsx'), 'ProposePage'),
  screen('/boards/requests', () => import('../boards/RequestsPage.tsx'), 'RequestsPage'),
  screen('/boards/broadcasts', () => import('../boards/BroadcastsPage.tsx'), 'BroadcastsPage'),
  screen('/boards/broadcasts/new', () => import('../boards/BroadcastFormPage.tsx'), 'NewBroadcastPage'),
  screen(
    '/boards/broadcasts/:broadcastId/edit',
    () => import('../boards/BroadcastFormPage.tsx'),
    'EditBroadcastPage',
  ),
  screen('/procedures', () => import('../procedures/ProceduresPage.tsx'), 'ProceduresPage'),
  screen('/meetings', () => import('../meetings/ResolutionsPage.tsx'), 'ResolutionsPage'),
  screen('/meetings/new', () => import('../meetings/RecordResolutionPage.tsx'), 'RecordResolutionPage'),
]

const shops: RouteObject[] = [
  screen('/shops', () => import('../shops/ShopsPage.tsx'), 'ShopsPage'),
  screen('/shops/:shopId', () => import('../shops/ShopPage.tsx'), 'ShopPage'),
  screen('/shops/:shopId/counter', () => import('../shops/CounterPage.tsx'), 'CounterPage'),
  screen('/shops/:shopId/goods', () => import('../shops/GoodsPage.tsx'), 'GoodsPage'),
  screen('/shops/:shopId/stock', () => import('../shops/StockPage.tsx'), 'StockPage'),
  screen('/shops/:shopId/days', () => import('../shops/DaysPage.tsx'), 'DaysPage'),
  screen('/shops/:shopId/settlements', () => import('../shops/SettlementsPage.tsx'), 'SettlementsPage'),
  screen('/funds', () => import('../funds/FundsPage.tsx'), 'FundsPage'),
  screen('/funds/:fundId', () => import('../funds/FundPage.tsx'), 'FundPage'),
]

const funds: RouteObject[] = [
  screen('/dividends', () => import('../dividends/DividendsPage.tsx'), 'DividendsPage'),
  screen('/dividends/new', () => import('../dividends/NewPlanWizard.tsx'), 'NewPlanWizard'),
  screen('/dividends/shares', () => import('../dividends/SharesPage.tsx'), 'SharesPage'),
  screen('/dividends/plans/:planId', () => import('../dividends/PlanPage.tsx'), 'PlanPage'),
  screen('/dividends/plans/:planId/print', () => import('../dividends/PlanPrintPage.tsx'), 'PlanPrintPage'),
  screen(
    '/dividends/plans/:planId/credit-list',
    () => import('../dividends/CreditListPage.tsx'),
    'CreditListPage',
  ),
]

const settings: RouteObject[] = [
  screen('/schemes', () => import('../schemes/SchemesPage.tsx'), 'SchemesPage'),
  screen('/schemes/:schemeId', () => import('../schemes/SchemePage.tsx'), 'SchemePage'),
  screen('/accounts', () => import('../accounts/AccountsPage.tsx'), 'AccountsPage'),
  screen('/accounts/new', () => import('../accounts/NewAccountPage.tsx'), 'NewAccountPage'),
  screen('/accounts/actions', () => import('../accounts/ActionsPage.tsx'), 'ActionsPage'),
  screen('/audit', () => import('../audit/AuditPage.tsx'), 'AuditPage'),
  screen('/settings', () => import('../accounts/SettingsPage.tsx'), 'SettingsPage'),
]

const withoutSignIn: RouteObject[] = [
  screen('/sign-in', () => import('../accounts/SignInPage.tsx'), 'SignInPage'),
  screen('/mailbox', () => import('../accounts/MailboxPage.tsx'), 'MailboxPage'),
  screen('/village/:place', () => import('../publicity/VillagePage.tsx'), 'VillagePage'),
  screen('/village/:place/lists/:listId', () => import('../publicity/PublicListPage.tsx'), 'PublicListPage'),
]

export const router = createBrowserRouter([
  { ErrorBoundary: ErrorPage, HydrateFallback: Waiting, children: withoutSignIn },
  {
    path: '/',
    Component: Signed,
    ErrorBoundary: ErrorPage,
    HydrateFallback: Waiting,
    children: [
      {
        ErrorBoundary: ErrorPage,
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('../today/TodayPage.tsx')).TodayPage }),
          },
          ...households,
          ...points,
          ...openness,
          ...shops,
          ...funds,
          ...settings,
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
])

function Waiting() {
  return <div className="frame-waiting" />
}
