import type { UnreadableReason } from '@cap/events';

/** One event that came in or goes out, in the words of CloudEvents 1.0. */
export interface CloudEvent<Data = unknown> {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** RFC 3339; null when the sender left it out. In the Dutch government profile: when it was recorded. */
  readonly time: string | null;
  readonly data: Data;
  /** The key of the Kafka message; null without one. */
  readonly key: string | null;
  /** The opaque id of what the event is about. */
  readonly subject?: string;
  /** The order among the events of one subject: sorts as a text. */
  readonly sequence?: string;
  /** `Integer`: `sequence` begins at 1 and leaves out no number. */
  readonly sequencetype?: 'Integer';
  /** Address of the JSON Schema of `data`. */
  readonly dataschema?: string;
  /** Where who may know it can ask for more. */
  readonly dataref?: string;
  /** The trace in which it came about (W3C Trace Context). */
  readonly traceparent?: string;
}

/** The part of a Kafka message that matters here; a message of kafkajs fits. */
export interface KafkaRecord {
  readonly key?: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** Why a message from outside cannot be taken as what it should be. `detail` names places and keywords, never content. */
export class Unreadable {
  constructor(
    readonly reason: UnreadableReason,
    readonly detail: string,
  ) {}
}

/** Attributes that an event may have besides those that it must have. */
export const optionalAttributes = [
  'subject',
  'sequence',
  'sequencetype',
  'dataschema',
  'dataref',
  'traceparent',
] as const;

export const structuredContentType = 'application/cloudevents+json';
