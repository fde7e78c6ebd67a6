import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { BrowserRouter, Navigate, Outlet, Route, Routes } from 'react-router'
import { HonestBar } from '../outbox/HonestBar.tsx'
import { PassbookPage } from '../passbook/PassbookPage.tsx'
import { onSignedIn, signedIn } from './session.ts'
import { Tabs } from './Tabs.tsx'
import { useTexts } from './texts.ts'
import { UpdateBar } from './UpdateBar.tsx'
import { useMe } from './use-me.ts'

const EntryPage = lazy(() => import('../passbook/EntryPage.tsx'))
const DividendPage = lazy(() => import('../passbook/DividendPage.tsx'))
const ClaimsPage = lazy(() => import('../claims/ClaimsPage.tsx'))
const ClaimPage = lazy(() => import('../claims/ClaimPage.tsx'))
const DeclarePage = lazy(() => import('../claims/DeclarePage.tsx'))
const AmendPage = lazy(() => import('../claims/AmendPage.tsx'))
const BoardsPage = lazy(() => import('../publicity/BoardsPage.tsx'))
const BoardPage = lazy(() => import('../publicity/BoardPage.tsx'))
const ObjectPage = lazy(() => import('../publicity/ObjectPage.tsx'))
const StepsPage = lazy(() => import('../publicity/StepsPage.tsx'))
const HouseholdsPage = lazy(() => import('../neighbour/HouseholdsPage.tsx'))
const HouseholdPage = lazy(() => import('../neighbour/HouseholdPage.tsx'))
const NeighbourPage = lazy(() => import('../neighbour/NeighbourPage.tsx'))
const PlatePage = lazy(() => import('../neighbour/PlatePage.tsx'))
const OutboxPage = lazy(() => import('../outbox/OutboxPage.tsx'))
const ActPage = lazy(() => import('../outbox/ActPage.tsx'))
const MePage = lazy(() => import('../accounts/MePage.tsx'))

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
  return <Navigate to={me.grants.length > 0 ? '/households' : '/boards'} replace />
}

function Frame() {
  const me = useSyncExternalStore(onSignedIn, signedIn)
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
      <Suspense fallback={<PageBones />}>
        <Outlet />
      </Suspense>
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
