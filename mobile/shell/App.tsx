import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { BrowserRouter, Navigate, Outlet, Route, Routes, useLocation } from 'react-router'
import { HonestBar } from '../outbox/HonestBar.tsx'
import { PassbookPage } from '../passbook/PassbookPage.tsx'
import { PageFault } from './PageFault.tsx'
import { onSignedIn, signedIn } from './session.ts'
import { Tabs } from './Tabs.tsx'
import { useTexts } from './texts.ts'
import { UpdateBar } from './UpdateBar.tsx'
import { useMe } from './use-me.ts'

/** Screens that come after the first; the phone fetches them all while it is idle, to have them without a network. */
const screens = {
  EntryPage: () => import('../passbook/EntryPage.tsx'),
  DividendPage: () => import('../passbook/DividendPage.tsx'),
  ClaimsPage: () => import('../claims/ClaimsPage.tsx'),
  ClaimPage: () => import('../claims/ClaimPage.tsx'),
  DeclarePage: () => import('../claims/DeclarePage.tsx'),
  AmendPage: () => import('../claims/AmendPage.tsx'),
  BoardsPage: () => import('../publicity/BoardsPage.tsx'),
  BoardPage: () => import('../publicity/BoardPage.tsx'),
  ObjectPage: () => import('../publicity/ObjectPage.tsx'),
  StepsPage: () => import('../publicity/StepsPage.tsx'),
  HouseholdsPage: () => import('../neighbour/HouseholdsPage.tsx'),
  HouseholdPage: () => import('../neighbour/HouseholdPage.tsx'),
  NeighbourPage: () => import('../neighbour/NeighbourPage.tsx'),
  PlatePage: () => import('../neighbour/PlatePage.tsx'),
  OutboxPage: () => import('../outbox/OutboxPage.tsx'),
  ActPage: () => import('../outbox/ActPage.tsx'),
  MePage: () => import('../accounts/MePage.tsx'),
}
const EntryPage = lazy(screens.EntryPage)
const DividendPage = lazy(screens.DividendPage)
const ClaimsPage = lazy(screens.ClaimsPage)
const ClaimPage = lazy(screens.ClaimPage)
const DeclarePage = lazy(screens.DeclarePage)
const AmendPage = lazy(screens.AmendPage)
const BoardsPage = lazy(screens.BoardsPage)
const BoardPage = lazy(screens.BoardPage)
const ObjectPage = lazy(screens.ObjectPage)
const StepsPage = lazy(screens.StepsPage)
const HouseholdsPage = lazy(screens.HouseholdsPage)
const HouseholdPage = lazy(screens.HouseholdPage)
const NeighbourPage = lazy(screens.NeighbourPage)
const PlatePage = lazy(screens.PlatePage)
const OutboxPage = lazy(screens.OutboxPage)
const ActPage = lazy(screens.ActPage)
const MePage = lazy(screens.MePage)

/** Fetches every screen, one after another; a failure is met again when the screen is opened. */
export async function fetchScreens(): Promise<void> {
  for (const fetchScreen of Object.values(screens)) await fetchScreen().catch(() => {})
}

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
