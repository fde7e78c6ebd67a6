const kept = 'shanzhi.elderMode'
const listeners = new Set<(on: boolean) => void>()

/** Elder mode (长辈模式): larger text and targets, kept in this browser from the first screen on. */
export function isElderMode(): boolean {
  return localStorage.getItem(kept) === 'on'
}

export function setElderMode(on: boolean): void {
  localStorage.setItem(kept, on ? 'on' : 'off')
  document.documentElement.classList.toggle('elder', on)
  for (const listener of listeners) listener(on)
}

export function onElderMode(listener: (on: boolean) => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

document.documentElement.classList.toggle('elder', isElderMode())
