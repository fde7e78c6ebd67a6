let waitingWorker: ServiceWorker | null = null
const listeners = new Set<() => void>()

function note(worker: ServiceWorker | null): void {
  // The very first worker replaces nobody: there is no newer version to speak of.
  if (!worker || !navigator.serviceWorker.controller) return
  waitingWorker = worker
  for (const listener of listeners) listener()
}

/** A newer version of the app that is loaded and waits to be taken. */
export const newVersion = {
  waiting: () => waitingWorker !== null,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  take: () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
    waitingWorker?.postMessage('take over')
  },
}

/** Keeps the app itself on the phone, after the first screen has had the line to itself. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const register = async () => {
    const registration = await navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' })
    note(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed') note(worker)
      })
    })
  }
  const later = () => setTimeout(() => void register().catch(() => {}), 1500)
  if (document.readyState === 'complete') later()
  else addEventListener('load', later, { once: true })
}
