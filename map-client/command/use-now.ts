import { useEffect, useState } from 'react';

/** The present moment in milliseconds, told again each second: what every clock on the desk shows. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(tick);
  }, []);
  return now;
}
