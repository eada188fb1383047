import { useEffect, useRef, useState } from 'react';

/** The latest value, told at most once in `milliseconds`; the first at once, the last always. */
export function useThrottled<T>(value: T, milliseconds: number): T {
  const [told, setTold] = useState(value);
  const at = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, at.current + milliseconds - Date.now());
    const later = setTimeout(() => {
      at.current = Date.now();
      setTold(value);
    }, wait);
    return () => clearTimeout(later);
  }, [value, milliseconds]);
  return told;
}
