/** Says what is being done. On a terminal the running step is one changing line; elsewhere a line when it ends. */
export interface Progress {
  /** Starts a step; the step before it is done. */
  step(title: string): void;
  /** How far the running step is: rows, bytes, or words. */
  at(done: number | string, total?: number): void;
  note(text: string): void;
  done(): void;
}

export function terminalProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  let title: string | null = null;
  let started = 0;
  let last = 0;
  const line = (text: string) => (out.isTTY ? out.write(`\r\x1b[2K${text}`) : undefined);
  const finish = () => {
    if (title === null) return;
    const seconds = (performance.now() - started) / 1000;
    const took = `${title} (${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s)`;
    out.write(out.isTTY ? `\r\x1b[2K  ✓ ${took}\n` : `  ✓ ${took}\n`);
    title = null;
  };
  return {
    step(next) {
      finish();
      title = next;
      started = performance.now();
      last = 0;
      line(`  … ${title}`);
    },
    at(done, total) {
      const now = performance.now();
      if (title === null || now - last < 100) return;
      last = now;
      const share =
        typeof done === 'number' && total ? `${Math.floor((done / total) * 100)} %` : done.toLocaleString('en');
      line(`  … ${title}: ${share}`);
    },
    note(text) {
      if (out.isTTY && title !== null) out.write('\r\x1b[2K');
      out.write(`    ${text}\n`);
    },
    done: finish,
  };
}
