import type { RecordedEvent } from '@cap/events';
import { writeCloudEvent, type Message, type TopicMessages } from '@cap/kafka';
import type { DataSource } from 'typeorm';
import { outgoingEvents, type Outgoing, type Sender } from '../outgoing-events';

/** What is to be written of some events of the log. */
export interface OutgoingBatch extends Omit<Outgoing, 'leaving'> {
  /** Per topic, in the order of the log. */
  readonly messages: readonly TopicMessages[];
}

/** Makes the messages of events; the same messages each time. */
export async function outgoingBatch(
  dataSource: DataSource,
  events: readonly RecordedEvent[],
  sender: Sender,
): Promise<OutgoingBatch> {
  const { leaving, ...rest } = await outgoingEvents(dataSource, events, sender);
  const byTopic = new Map<string, Message[]>();
  for (const { topic, event } of leaving) byTopic.set(topic, [...(byTopic.get(topic) ?? []), writeCloudEvent(event)]);
  return { messages: [...byTopic].map(([topic, messages]) => ({ topic, messages })), ...rest };
}
