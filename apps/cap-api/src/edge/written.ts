import { isId } from '@cap/contracts';
import type { StreamType } from '@cap/events';
import type { Written } from '@cap/event-store';
import { ProblemError } from './problem';

const pattern = /^([a-z-]+)\/([0-9a-f-]{36})\/(\d{1,9})$/;

/** Reads `?after=`, the `Cap-Written` of a command. */
export function writtenIn(after: string): Written {
  const [, streamType, streamId, version] = pattern.exec(after) ?? [];
  if (streamType && isId(streamId)) return { streamType: streamType as StreamType, streamId, version: Number(version) };
  throw new ProblemError('after-unreadable');
}
