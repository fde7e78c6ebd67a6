/** A page of the passbook, drawn: what the product is about, before anything is read. */
export function PassbookPicture() {
  const lines = [78, 106, 134, 162, 190]
  return (
    <svg viewBox="0 0 360 250" className="passbook-picture" aria-hidden="true">
      <rect
        x="26"
        y="18"
        width="308"
        height="214"
        rx="10"
        fill="var(--surface)"
        stroke="var(--rule)"
        strokeWidth="1.5"
      />
      <path d="M26 52h308" stroke="var(--green)" strokeWidth="1.5" />
      <rect x="44" y="30" width="62" height="10" rx="3" fill="var(--green)" />
      <rect x="258" y="30" width="58" height="10" rx="3" fill="var(--rule)" />
      {lines.map((y, index) => (
        <g key={y}>
          <path d={`M40 ${y + 14}h280`} stroke="var(--rule)" />
          <rect x="44" y={y - 4} width="42" height="7" rx="2" fill="var(--line-strong)" opacity="0.5" />
          <rect
            x="104"
            y={y - 4}
            width={92 - index * 9}
            height="7"
            rx="2"
            fill="var(--ink-faint)"
            opacity="0.55"
          />
          <rect
            x={index === 2 ? 228 : 214}
            y={y - 4}
            width={index === 2 ? 18 : 32}
            height="7"
            rx="2"
            fill={index === 2 ? 'var(--seal)' : 'var(--green)'}
          />
          <rect x="280" y={y - 4} width="36" height="7" rx="2" fill="var(--ink)" opacity="0.75" />
        </g>
      ))}
      <g transform="translate(258 158) rotate(-6)" opacity="0.85">
        <rect width="58" height="58" rx="5" fill="none" stroke="var(--seal)" strokeWidth="2.6" />
        <path d="M14 18h30M14 29h30M14 40h18" stroke="var(--seal)" strokeWidth="2.6" strokeLinecap="round" />
      </g>
    </svg>
  )
}
