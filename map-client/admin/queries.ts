import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditPage } from '../../server/access/schema.ts';
import { api, query } from '../shell/api.ts';

export interface AuditFilter {
  account: string | null;
  /** A record: dataset and id. */
  subject: { dataset: string; id: number } | null;
}

/** The audit, newest first; reading it is itself recorded, so it is read on demand and not refreshed. */
export function useAudit({ account, subject }: AuditFilter, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['audit', account, subject],
    enabled,
    initialPageParam: null as number | null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal, pageParam }) =>
      api<AuditPage>(
        `/api/audit${query({ account, dataset: subject?.dataset, subject: subject?.id, after: pageParam, limit: 100 })}`,
        { signal },
      ),
    getNextPageParam: (page) => page.next,
  });
}
