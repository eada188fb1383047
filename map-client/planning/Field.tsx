import type { ReactNode } from 'react';

/** A control under its name. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="field">
      <span className="quiet">{label}</span>
      {children}
    </div>
  );
}
