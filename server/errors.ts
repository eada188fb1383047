import type { FastifyReply } from 'fastify';
import type { Text } from '../datasets/dataset.ts';

/**
 * An error a person or a program can act on (RFC 9457). `code` is stable; the texts say what to do next and never
 * carry SQL, a stack or a person's data.
 */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly text: Text;
  /** Machine-readable detail: which parameter, which limit. */
  readonly extra: Record<string, unknown>;

  constructor(status: number, code: string, text: Text, extra: Record<string, unknown> = {}) {
    super(text.en);
    this.status = status;
    this.code = code;
    this.text = text;
    this.extra = extra;
  }
}

export const notFound = (zh = '没有这个资源', en = 'there is no such resource') =>
  new Problem(404, 'not-found', { zh, en });
export const forbidden = () =>
  new Problem(403, 'forbidden', {
    zh: '当前账号无权查看，请换用有权限的账号',
    en: 'this account may not see this; use one that may',
  });
export const signInFirst = () => new Problem(401, 'sign-in', { zh: '请先登录', en: 'sign in first' });
export const badRequest = (code: string, zh: string, en: string, extra?: Record<string, unknown>) =>
  new Problem(400, code, { zh, en }, extra);

/** PostgreSQL's word for it, as the asker should hear it. Everything else is our fault: 500. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code, statusCode, validation, message } = error as {
    code?: string;
    statusCode?: number;
    validation?: unknown;
    message?: string;
  };
  if (code === '42501') return forbidden();
  if (code === '57014')
    return new Problem(503, 'too-long', {
      zh: '查询超时，请缩小范围后重试',
      en: 'the question took too long; ask for a smaller area',
    });
  if (
    code === 'ECONNREFUSED' ||
    code === '57P01' ||
    code === '57P03' ||
    /timeout exceeded when trying to connect/.test(message ?? '')
  )
    return new Problem(503, 'database-away', {
      zh: '数据库暂时不可用，请稍后重试',
      en: 'the database is away for the moment; try again shortly',
    });
  if (validation)
    return badRequest('invalid-request', `请求参数错误：${message}`, `the request is not valid: ${message}`);
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, `http-${statusCode}`, {
      zh: `请求无法处理：${message}`,
      en: `the request cannot be handled: ${message}`,
    });
  return new Problem(500, 'internal', {
    zh: '服务器内部错误，已记录，请联系管理员',
    en: 'the server failed; it has been logged, tell the administrator',
  });
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `about:siku/${problem.code}`,
        title: problem.text.en,
        status: problem.status,
        code: problem.code,
        detail: problem.text,
        ...problem.extra,
      }),
    );
}
