import type { Words } from '../../engines/contract/route.ts'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import { tagWords } from '../households/decide-tags.ts'
import type { PointsBook } from './scheme.ts'
import { fault } from './scheme-faults.ts'

type BookOfSubject = Pick<PointsBook, 'key' | 'subject' | 'eligible'>

/** Criteria where there are no persons, or posts without their names, cannot be followed. */
export function checkSubject(at: string, book: BookOfSubject): SchemeProblem[] {
  const ofPersons = book.subject === 'person' || book.subject === 'post'
  if (book.eligible && !ofPersons)
    return [
      fault(
        'reference',
        `${at}.eligible`,
        'eligible 只用于给人记分的积分簿（subject 为 person 或 post）。',
        'eligible belongs to books of persons (subject: person or post).',
        '删去 eligible，或改 subject。',
        'Remove eligible, or change subject.',
      ),
    ]
  if (book.subject === 'post' && !book.eligible?.posts)
    return [
      fault(
        'reference',
        `${at}.eligible.posts`,
        '按岗位记分的积分簿没有写明是哪些岗位。',
        'A book for posts does not name them.',
        '在 eligible.posts 里列出岗位，如 village_committee。',
        'List them in eligible.posts, such as village_committee.',
      ),
    ]
  return []
}

const subjectWords: Record<PointsBook['subject'], Words> = {
  household: { zh: '每户', en: 'Each household' },
  person: { zh: '每人', en: 'Each person' },
  post: { zh: '每名任职人员', en: 'Each holder of a post' },
  group: { zh: '每个村民小组', en: 'Each villagers’ group' },
  village: { zh: '全村', en: 'The village' },
}

/** Whose points a book counts, as people read it: "每名党员". */
export function subjectText({ subject, eligible: criteria }: BookOfSubject): Words {
  const words = subjectWords[subject]
  if (!criteria) return words
  const marks = [...(criteria.posts ?? []), ...(criteria.tags ?? [])].map(tagWords)
  const zh = [
    ...(criteria.resident === 'local' ? ['户籍在本村'] : []),
    ...(criteria.party_member ? ['党员'] : []),
    ...(marks.length > 0 ? [marks.map((mark) => mark.zh).join('或')] : []),
  ]
  const en = [
    ...(criteria.resident === 'local' ? ['registered in the village'] : []),
    ...(criteria.party_member ? ['Party member'] : []),
    ...(marks.length > 0 ? [marks.map((mark) => mark.en).join(' or ')] : []),
  ]
  if (zh.length === 0) return words
  return { zh: `${words.zh}（${zh.join('、')}）`, en: `${words.en} (${en.join(', ')})` }
}
