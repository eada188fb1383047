// The house rule of DESIGN: dependencies run one way. datasets <- etl, tiles <- server <- (types only) map-client.
const may = (room, others) => ({
  name: `${room}-imports-only-${others.length ? others.join('-') : 'nothing-of-ours'}`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    path: `^(?!${[room, ...others, 'node_modules', 'test'].join('|')})(datasets|etl|tiles|server|map-client|bench)/`,
  },
});
module.exports = {
  forbidden: [
    may('datasets', []),
    may('etl', ['datasets']),
    may('tiles', ['datasets']),
    may('server', ['datasets', 'etl', 'tiles']),
    {
      name: 'map-client-imports-types-only',
      comment: 'The client may know the shape of an answer and the declarations, never server code.',
      severity: 'error',
      from: { path: '^map-client/' },
      to: { path: '^(server|etl|tiles)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'tiles-knows-no-http-and-no-database',
      severity: 'error',
      from: { path: '^tiles/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/(fastify|pg|@fastify)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
