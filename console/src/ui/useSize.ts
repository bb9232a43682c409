import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The content size of an element in CSS pixels, kept up to date; zero until it is known. */
export function useSize(ref: RefObject<HTMLElement>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) {
      return;
    }
    setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
