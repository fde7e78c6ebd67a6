// The arrows of ARCHITECTURE.md: each is one rule here.
const pure = '^modules/[^/]+/(decide-[^/]+|contract[-a-z]*|scheme|scheme-[^/]+|errors|permissions)\\.ts$'
const rule = (name, from, to) => ({
  name,
  severity: 'error',
  from: { pathNot: '(\\.test\\.tsx?|/test-[^/]+\\.ts)$', ...from },
  to,
})
module.exports = {
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule(
      'engines-import-engines-only',
      { path: '^engines/' },
      { pathNot: ['^engines/', '^node_modules/(@marcbachmann/cel-js|chinese-days|zod)/'] },
    ),
    rule('pure-files-stay-pure', { path: pure }, { pathNot: ['^engines/', pure, '^node_modules/zod/'] }),
    rule('platform-knows-no-module', { path: '^platform/' }, { path: '^(modules|server|console|mobile)/' }),
    rule(
      'modules-meet-at-index',
      { path: '^modules/([^/]+)/' },
      { path: '^modules/', pathNot: ['^modules/$1/', '^modules/[^/]+/index\\.ts$', pure] },
    ),
    rule('modules-know-no-app', { path: '^modules/' }, { path: '^(server|console|mobile)/' }),
    rule(
      'browser-sees-contracts-and-engines',
      { path: '^(console|mobile)/' },
      { path: '^(modules|platform|server)/', pathNot: '^modules/[^/]+/contract[-a-z]*\\.ts$' },
    ),
    rule(
      'server-mounts-faces-only',
      { path: '^server/' },
      { path: '^modules/', pathNot: '^modules/[^/]+/(index|routes|jobs)\\.ts$' },
    ),
  ],
}
