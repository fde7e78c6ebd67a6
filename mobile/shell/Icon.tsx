const paths = {
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  book: 'M12 6.5C9.5 5 6.5 4.7 3.5 5.5v13c3-.8 6-.5 8.5 1 2.5-1.5 5.5-1.8 8.5-1v-13c-3-.8-6-.5-8.5 1zm0 0v13',
  pen: 'M4 20l.9-4.2L16 4.7a1.8 1.8 0 0 1 2.5 0l.8.8a1.8 1.8 0 0 1 0 2.5L8.2 19.1z M14 7l3 3',
  board: 'M4 4.5h16v11H4z M8 20l1.5-4.5 M16 20l-1.5-4.5 M7.5 8.5h9 M7.5 11.5h6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4.5 20.5c.8-3.8 3.8-5.5 7.5-5.5s6.7 1.7 7.5 5.5',
  homes: 'M3 12l6-5.5 6 5.5 M5 10.5V19h8v-8.5 M13 8.2l3-2.7 5 4.8 M19.5 9v10H15',
  speak: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z M15.5 9a4 4 0 0 1 0 6 M18 6.5a7.5 7.5 0 0 1 0 11',
  stop: 'M7 7h10v10H7z',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4z M12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  picture: 'M4 5h16v14H4z M4 16l4.5-4.5 4 4 2.5-2.5 5 5 M15.5 9.5h.01',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.5 15.5L20 20',
  warn: 'M12 4l9 15.5H3z M12 10v4.5 M12 17h.01',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M12 11v5 M12 8h.01',
  done: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M12 7.5V12l3 2',
  phone: 'M8 3h8v18H8z M11 18h2',
  send: 'M4 12l16-7-5 15-3.5-6z M11.5 14L20 5',
  close: 'M6 6l12 12 M18 6L6 18',
  hand: 'M8 12V6.5a1.5 1.5 0 0 1 3 0V11 M11 10.5V5a1.5 1.5 0 0 1 3 0v6 M14 11V6.5a1.5 1.5 0 0 1 3 0V14c0 4-2 6.5-5.5 6.5-3 0-4.3-1.2-5.5-4l-1.7-3.6a1.4 1.4 0 0 1 2.5-1.3L8 13.5',
  steps: 'M4 19h4v-4h4v-4h4V7h4',
  coins:
    'M12 9c4 0 7-1.1 7-2.5S16 4 12 4 5 5.1 5 6.5 8 9 12 9z M5 6.5v5C5 12.9 8 14 12 14s7-1.1 7-2.5v-5 M5 11.5v5C5 17.9 8 19 12 19s7-1.1 7-2.5v-5',
  outbox: 'M4 13.5h4.5l1.2 2.5h4.6l1.2-2.5H20 M4 13.5L6.5 5h11L20 13.5V19H4z M12 5V1.5 M9.5 3.5L12 1l2.5 2.5',
  offline:
    'M3 4l17 17 M5 10.5c1-.9 2.1-1.6 3.3-2.1 M12.5 7.5c2.6.1 5 1.2 6.9 3 M8 14c.8-.8 1.8-1.3 2.8-1.5 M15 13l1 1 M12 18h.01',
  language:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M3.5 12h17 M12 3.5c5 5.5 5 11.5 0 17-5-5.5-5-11.5 0-17z',
  letters: 'M3 18l4.5-12L12 18 M4.5 14h6 M14 18l3.2-8 3.3 8 M15.2 15.5h4.2',
  out: 'M10 4H5v16h5 M10 12h10 M16.5 8l4 4-4 4',
  trash: 'M5 7h14 M9.5 7V4.5h5V7 M7 7l.8 13h8.4L17 7 M10.5 10.5v6 M13.5 10.5v6',
  list: 'M8.5 6.5H20 M8.5 12H20 M8.5 17.5H20 M4 6.5h.01 M4 12h.01 M4 17.5h.01',
  mend: 'M5 12a7 7 0 0 1 12-5l2 2 M19 4.5V9h-4.5 M19 12a7 7 0 0 1-12 5l-2-2 M5 19.5V15h4.5',
} as const

export type IconName = keyof typeof paths

/** A line drawing; words beside it carry the meaning. */
export function Icon({ name, lead = false }: { name: IconName; lead?: boolean }) {
  return (
    <svg
      className={lead ? 'icon lead' : 'icon'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
