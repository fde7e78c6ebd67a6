import { Input, Spin, Tree } from 'antd'
import { type Key, useDeferredValue, useEffect, useState } from 'react'
import { listChildren, searchDivisions } from '../../modules/territory/contract.ts'
import { call, queryClient, useAsk } from '../shell/api.ts'
import { useWords } from '../shell/language.ts'
import { territoryLocale } from './locale.ts'

interface Node {
  key: string
  title: string
  isLeaf: boolean
  children?: Node[]
}

interface DivisionTreeProps {
  /** Prefix of what this person may see. */
  scope: string
  code: string
  choose: (code: string) => void
}

const parentOf = (scope: string) =>
  scope.length <= 2 ? undefined : scope.slice(0, scope.length <= 6 ? scope.length - 2 : scope.length - 3)
const whole = (prefix: string) => prefix.padEnd(12, '0')

async function readChildren(parent: string | undefined): Promise<Node[]> {
  const query = parent ? { parent } : {}
  const reply = await queryClient.fetchQuery({
    queryKey: [listChildren.path, { query }],
    queryFn: () => call(listChildren, { query }),
  })
  return reply.rows.map((row) => ({ key: row.code, title: row.shortName, isLeaf: row.childCount === 0 }))
}

const withChildren = (nodes: Node[], key: Key, children: Node[]): Node[] =>
  nodes.map((node) =>
    node.key === key
      ? { ...node, children }
      : node.children
        ? { ...node, children: withChildren(node.children, key, children) }
        : node,
  )

/** Read level by level: the whole tree is never sent at once. */
export function DivisionTree({ scope, code, choose }: DivisionTreeProps) {
  const t = useWords(territoryLocale)
  const [nodes, setNodes] = useState<Node[]>()
  const [opened, setOpened] = useState<Key[]>([])
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  useEffect(() => {
    const parent = parentOf(scope)
    const inScope = (row: Node) =>
      row.key.startsWith(scope) || scope.startsWith(row.key.replace(/(000)+$/, ''))
    void readChildren(parent ? whole(parent) : undefined).then((rows) => {
      const roots = rows.filter(inScope)
      setNodes(roots)
      // One root alone is opened at once.
      if (roots.length === 1 && !roots[0]!.isLeaf) setOpened([roots[0]!.key])
    })
  }, [scope])
  return (
    <div className="division-tree">
      <Input
        allowClear
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={t('pickPlace')}
        aria-label={t('findPlace')}
      />
      {search ? (
        <Found search={search} scope={scope} choose={choose} />
      ) : nodes ? (
        <Tree
          treeData={nodes}
          selectedKeys={[code]}
          expandedKeys={opened}
          onExpand={setOpened}
          blockNode
          loadData={async (node) => {
            const children = await readChildren(String(node.key))
            setNodes((before) => withChildren(before ?? [], node.key, children))
          }}
          onSelect={(keys) => keys[0] && choose(String(keys[0]))}
        />
      ) : (
        <Spin />
      )}
    </div>
  )
}

function Found({ search, scope, choose }: { search: string; scope: string; choose: (code: string) => void }) {
  const t = useWords(territoryLocale)
  const asked = useAsk(searchDivisions, { query: { search, within: scope, limit: 30 } })
  if (asked.data?.rows.length === 0) return <p className="quiet">{t('noPlaceFound')}</p>
  return (
    <ul className="plain-list">
      {asked.data?.rows.map((row) => (
        <li key={row.code}>
          <button type="button" className="link-button" onClick={() => choose(row.code)}>
            {row.shortName}
          </button>
          <span className="quiet">{row.path}</span>
        </li>
      ))}
    </ul>
  )
}
