import { isId } from '@cap/contracts';
import type { StreamType } from '@cap/events';
import type { Written } from '@cap/event-store';
import { ProblemError } from './problem';

const pattern = /^([a-z-]+)\/([0-9a-f-]{36})\/(\d{1,9})$/;

/** Reads `?after=`, the `Cap-Written` of a command. */
export function writtenIn(after: string): Written {
  const [, streamType, streamId, version] = pattern.exec(after) ?? [];
  if (streamType && isId(streamId)) return { streamType: streamType as StreamType, streamId, version: Number(version) };
  throw new ProblemError(400, 'after-unreadable', {
    title: 'De parameter after is onleesbaar',
    detail: 'De parameter after bevat de kop Cap-Written van een opdracht.',
    todo: 'Gebruik de kop ongewijzigd, of laat de parameter weg.',
  });
}
