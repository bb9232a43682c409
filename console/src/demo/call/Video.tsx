import { useEffect, useRef } from 'preact/hooks';
import type { Playable } from './callState.ts';

/** Shows a video track; sound has elements of its own, so this one is always muted. */
export function Video({ track, mirrored = false }: { track: Playable; mirrored?: boolean }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (video === null) {
      return;
    }
    track.attach(video);
    return () => void track.detach(video);
  }, [track]);
  return <video ref={element} class={mirrored ? 'mirrored' : undefined} muted autoplay playsInline />;
}
