import { createBrowserRouter } from 'react-router'
import { ErrorPage, NotFoundPage } from './ErrorPage.tsx'
import { Signed } from './Signed.tsx'

/** Every screen is a chunk of its own, read when it is opened. */
export const router = createBrowserRouter([
  {
    path: '/sign-in',
    lazy: async () => ({ Component: (await import('../accounts/SignInPage.tsx')).SignInPage }),
    ErrorBoundary: ErrorPage,
    HydrateFallback: Waiting,
  },
  {
    path: '/',
    Component: Signed,
    ErrorBoundary: ErrorPage,
    HydrateFallback: Waiting,
    children: [
      {
        ErrorBoundary: ErrorPage,
        children: [{ path: '*', Component: NotFoundPage }],
      },
    ],
  },
])

function Waiting() {
  return <div className="frame-waiting" />
}
