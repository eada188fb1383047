import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { Text } from '../../datasets/dataset.ts';
import type { Principal } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { notFound } from '../errors.ts';

/** A question one can ask by POST /api/processes/{id}/execution with `{"inputs": {...}}` (OGC API Processes, Part 1). */
export interface Process<I extends TObject = TObject, O extends TSchema = TSchema> {
  /** Kebab-case; part of the URL. */
  id: string;
  title: Text;
  description: Text;
  inputs: I;
  output: O;
  /** Answers in place. Rights are the process's own to decide: it is told who asks. */
  execute(inputs: Static<I>, context: { principal: Principal }): Promise<Static<O>>;
}

export interface Processes {
  /** Makes the process known in the list and gives it its execution route, checked and documented by its schemas. */
  add<I extends TObject, O extends TSchema>(process: Process<I, O>): void;
}

type Request = { headers: { 'accept-language'?: string } };
const inLanguageOf = (request: Request, text: Text) =>
  request.headers['accept-language']?.toLowerCase().startsWith('zh') ? text.zh : text.en;

const link = (href: string, rel: string, title?: string) => ({ href, rel, type: 'application/json', title });

function summaryOf(process: Process, request: Request) {
  return {
    id: process.id,
    version: '1.0.0',
    title: inLanguageOf(request, process.title),
    description: inLanguageOf(request, process.description),
    jobControlOptions: ['sync-execute'],
    outputTransmission: ['value'],
    links: [link(`/api/processes/${process.id}`, 'self')],
  };
}

function descriptionOf(process: Process, request: Request) {
  const required = new Set<string>(process.inputs.required ?? []);
  const inputs = Object.entries(process.inputs.properties).map(([name, schema]) => [
    name,
    {
      title: name,
      description: (schema as { description?: string }).description,
      schema,
      minOccurs: required.has(name) ? 1 : 0,
      maxOccurs: 1,
    },
  ]);
  return {
    ...summaryOf(process, request),
    inputs: Object.fromEntries(inputs),
    outputs: { result: { title: process.id, schema: process.output } },
    links: [
      link(`/api/processes/${process.id}`, 'self'),
      link(`/api/processes/${process.id}/execution`, 'http://www.opengis.net/def/rel/ogc/1.0/execute'),
    ],
  };
}

/** GET /api/processes and /api/processes/{id}; other rooms add theirs through what this returns. */
export function processRoutes(app: App): Processes {
  const known = new Map<string, Process>();
  app.get(
    '/api/processes',
    { schema: { tags: ['processes'], summary: 'What can be asked of this server' } },
    async (request) => ({
      processes: [...known.values()].map((process) => summaryOf(process, request)),
      links: [link('/api/processes', 'self')],
    }),
  );
  app.get(
    '/api/processes/:id',
    {
      schema: { tags: ['processes'], summary: 'Inputs and outputs', params: Type.Object({ id: Type.String() }) },
    },
    async (request) => {
      const process = known.get(request.params.id);
      if (!process)
        throw notFound('没有这个处理服务，请查看 /api/processes', 'there is no such process; see /api/processes');
      return descriptionOf(process, request);
    },
  );
  return {
    add(process) {
      if (known.has(process.id)) throw new Error(`process ${process.id} is registered twice`);
      known.set(process.id, process as unknown as Process);
      app.post(
        `/api/processes/${process.id}/execution`,
        {
          schema: {
            tags: ['processes'],
            summary: process.title.en,
            description: process.description.en,
            body: Type.Object({ inputs: process.inputs as TObject }),
            response: { 200: process.output as TSchema },
          },
        },
        async (request) => {
          const { inputs } = request.body as { inputs: Static<typeof process.inputs> };
          return process.execute(inputs, { principal: request.principal });
        },
      );
    },
  };
}
