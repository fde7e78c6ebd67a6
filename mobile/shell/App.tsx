import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { BrowserRouter, Navigate, Outlet, Route, Routes, useLocation } from 'react-router'
import { HonestBar } from '../outbox/HonestBar.tsx'
import { PassbookPage } from '../passbook/PassbookPage.tsx'
import { PageFault } from './PageFault.tsx'
import { may, onSignedIn, signedIn } from './session.ts'
import { Tabs } from './Tabs.tsx'
import { useTexts } from './texts.ts'
import { UpdateBar } from './UpdateBar.tsx'
import { useMe } from './use-me.ts'

/** Screens that come after the first lie in one file of their own. */
const fetchAll = () => import('./screens.ts')

/** Fetches the later screens while the phone is idle, to have them without a network; a failure shows when one is opened. */
export async function fetchScreens(): Promise<void> {
  await fetchAll().catch(() => {})
}

const EntryPage = lazy(() => fetchAll().then((screens) => ({ default: screens.EntryPage })))
const DividendPage = lazy(() => fetchAll().then((screens) => ({ default: screens.DividendPage })))
const ClaimsPage = lazy(() => fetchAll().then((screens) => ({ default: screens.ClaimsPage })))
const ClaimPage = lazy(() => fetchAll().then((screens) => ({ default: screens.ClaimPage })))
const DeclarePage = lazy(() => fetchAll().then((screens) => ({ default: screens.DeclarePage })))
const AmendPage = lazy(() => fetchAll().then((screens) => ({ default: screens.AmendPage })))
const BoardsPage = lazy(() => fetchAll().then((screens) => ({ default: screens.BoardsPage })))
const BoardPage = lazy(() => fetchAll().then((screens) => ({ default: screens.BoardPage })))
const ObjectPage = lazy(() => fetchAll().then((screens) => ({ default: screens.ObjectPage })))
const StepsPage = lazy(() => fetchAll().then((screens) => ({ default: screens.StepsPage })))
const HouseholdsPage = lazy(() => fetchAll().then((screens) => ({ default: screens.HouseholdsPage })))
const HouseholdPage = lazy(() => fetchAll().then((screens) => ({ default: screens.HouseholdPage })))
const NeighbourPage = lazy(() => fetchAll().then((screens) => ({ default: screens.NeighbourPage })))
const PlatePage = lazy(() => fetchAll().then((screens) => ({ default: screens.PlatePage })))
const OutboxPage = lazy(() => fetchAll().then((screens) => ({ default: screens.OutboxPage })))
const ActPage = lazy(() => fetchAll().then((screens) => ({ default: screens.ActPage })))
const ExchangePage = lazy(() => fetchAll().then((screens) => ({ default: screens.ExchangePage })))
const CounterPage = lazy(() => fetchAll().then((screens) => ({ default: screens.CounterPage })))
const MePage = lazy(() => fetchAll().then((screens) => ({ default: screens.MePage })))

export function App({ client }: { client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter basename="/m">
        <Routes>
          <Route element={<Frame />}>
            <Route index element={<Home />} />
            <Route path="lines/:entryId" element={<EntryPage />} />
            <Route path="dividend" element={<DividendPage />} />
            <Route path="claims" element={<ClaimsPage />} />
            <Route path="claims/new" element={<DeclarePage />} />
            <Route path="claims/:claimId" element={<ClaimPage />} />
            <Route path="claims/:claimId/amend" element={<AmendPage />} />
            <Route path="boards" element={<BoardsPage />} />
            <Route path="boards/:listId" element={<BoardPage />} />
            <Route path="boards/:listId/lines/:lineId" element={<ObjectPage />} />
            <Route path="steps" element={<StepsPage />} />
            <Route path="households" element={<HouseholdsPage />} />
            <Route path="households/:householdId" element={<HouseholdPage />} />
            <Route path="neighbour" element={<NeighbourPage />} />
            <Route path="plate/:code" element={<PlatePage />} />
            <Route path="outbox" element={<OutboxPage />} />
            <Route path="outbox/:key" element={<ActPage />} />
            <Route path="exchange" element={<ExchangePage />} />
            <Route path="counter" element={<CounterPage />} />
            <Route path="me" element={<MePage />} />
            <Route path="*" element={<Navigate to="/" replace />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  )
}

function Home() {
  const me = useMe()
  if (me.householdId) return <PassbookPage householdId={me.householdId} />
  if (may(me, 'households.read') && me.grants.length > 0) return <Navigate to="/households" replace />
  return <Navigate to={may(me, 'shops.serve') ? '/counter' : '/boards'} replace />
}

function Frame() {
  const me = useSyncExternalStore(onSignedIn, signedIn)
  const location = useLocation()
  const { t } = useTexts()
  // Signed out: main.tsx is about to put the sign-in screen here.
  if (!me) return null
  return (
    <>
      <a className="skip" href="#main">
        {t('screen.skip')}
      </a>
      <UpdateBar />
      <HonestBar accountId={me.accountId} />
      <PageFault key={location.pathname}>
        <Suspense fallback={<PageBones />}>
          <Outlet />
        </Suspense>
      </PageFault>
      <Tabs me={me} />
    </>
  )
}

function PageBones() {
  const { t } = useTexts()
  return (
    <main className="page" id="main">
      <div className="page-head">
        <span className="bone" style={{ width: '6rem' }} />
      </div>
      <div className="stack" role="status" aria-label={t('read.loading')}>
        {['90%', '70%', '80%', '60%'].map((width) => (
          <span key={width} className="bone" style={{ width }} />
        ))}
      </div>
    </main>
  )
}
