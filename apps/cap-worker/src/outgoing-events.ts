import { toPublic, type EventMetadata, type PublicEvent, type RecordedEvent } from '@cap/events';
import type { CloudEvent } from '@cap/kafka';
import { deriveId } from '@cap/platform';
import type { DataSource } from 'typeorm';
import { partVersions } from './part-versions';

/** What leaves of some events of the log. */
export interface Outgoing {
  /** In the order of the log. */
  readonly leaving: readonly OutgoingEvent[];
  /** Position of the last event that is in it, or needs not be. */
  readonly upTo: number;
  /** Why the event after that cannot leave; null where all can. */
  readonly flaw: unknown;
}

interface Leaving {
  readonly recorded: RecordedEvent;
  readonly event: PublicEvent;
}

/** The CAP as who receives its events knows it. */
export interface Sender {
  /** A URN that names the organisation and its system. */
  readonly eventSource: string;
  /** Where the API answers, without a path; empty: references begin at its root, and the reader knows it. */
  readonly apiAddress: string;
}

/** One event as others get it, on whichever way. */
export interface OutgoingEvent {
  readonly topic: string;
  readonly position: number;
  readonly event: CloudEvent;
}

/** Events of the log as others get them; the same each time. */
export async function outgoingEvents(
  dataSource: DataSource,
  events: readonly RecordedEvent[],
  sender: Sender,
): Promise<Outgoing> {
  const leaving: Leaving[] = [];
  let upTo = events[0]!.position - 1;
  let flaw: unknown = null;
  for (const recorded of events) {
    try {
      const event = toPublic(recorded);
      if (event !== null) leaving.push({ recorded, event });
      upTo = recorded.position;
    } catch (error) {
      flaw = error;
      break;
    }
  }
  const versions = await versionsOf(dataSource, leaving);
  const told = leaving.map(({ recorded: { position, metadata }, event }, index) => ({
    topic: event.topic,
    position,
    event: { ...cloudEventOf(event, versions[index]!, metadata, sender), ...traceOf(event, metadata) },
  }));
  return { leaving: told, upTo, flaw };
}

/** The version of what each event is about: of its stream, or of the part of the stream that it is about. */
async function versionsOf(dataSource: DataSource, leaving: readonly Leaving[]): Promise<number[]> {
  const parts = leaving.flatMap(({ recorded, event: { partOfStream } }) =>
    partOfStream === null ? [] : [{ recorded, field: partOfStream }],
  );
  const counted = await partVersions(dataSource, parts);
  return leaving.map(({ recorded, event }) => (event.partOfStream === null ? recorded.version : counted.shift()!));
}

/** Digits enough that the number sorts as a text, as the extension `sequence` of CloudEvents asks. */
const digits = 10;

/**
 * `time` is the moment of recording, as the profile asks: when a thing happened stands in its data, as a day. The id is that of
 * what the command did: where a backup took it back, what happens instead has another.
 */
function cloudEventOf(
  event: PublicEvent,
  version: number,
  { at: time, commandId }: EventMetadata,
  sender: Sender,
): CloudEvent {
  const { topic, type, key, dataschema, details, data } = event;
  const sequence = String(version).padStart(digits, '0');
  return {
    id: deriveId(`${topic}/${key}/${commandId}`, sequence),
    type,
    source: sender.eventSource,
    time,
    subject: key,
    sequence,
    sequencetype: 'Integer',
    dataschema,
    ...(details !== null && { dataref: `${sender.apiAddress}${details}` }),
    key,
    data,
  };
}

/**
 * By the extension for distributed tracing of CloudEvents: the trace in which it came about, the same each time. A part of a
 * stream has none: one command ends a young person's stay and begins another, and a trace on both would join them.
 */
const traceOf = ({ partOfStream }: PublicEvent, { traceparent }: EventMetadata): Pick<CloudEvent, 'traceparent'> =>
  traceparent === undefined || partOfStream !== null ? {} : { traceparent };
