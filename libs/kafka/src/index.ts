export { BatchConsumer, BatchNotHandled } from './batch-consumer';
export type { Batch, BatchConsumerOptions } from './batch-consumer';
export { createAdmin, createKafka, createProducer } from './client';
export type { KafkaLog, KafkaOptions } from './client';
export { structuredContentType, Unreadable } from './cloud-event';
export type { CloudEvent, KafkaRecord } from './cloud-event';
export { deadLetter } from './dead-letter';
export type { DeadLetterOrigin } from './dead-letter';
export { eventFlaws } from './event-flaws';
export { allHandled, consumerLag } from './lag';
export { readCloudEvent } from './read-cloud-event';
export { asItCame, originOf } from './read-dead-letter';
export { recordsAt } from './records-at';
export { RenewedProducer } from './renewed-producer';
export { schemaCheck } from './schema-check';
export { sendInParts } from './send-in-parts';
export { NotWritten, TopicWriter } from './topic-writer';
export type { TopicWriterOptions } from './topic-writer';
export { ensureTopics } from './topics';
export { traceparentIn } from './traceparent-in';
export { writeCloudEvent } from './write-cloud-event';
export type { ContentMode } from './write-cloud-event';
// Who speaks to the CAP over Kafka needs these names, and need not know our internal events.
export { cloudEventTypes, deadLetterTopic, publicTopics, publicTypes, replyTopic, reportTopic } from '@cap/events';
// Types of kafkajs that our own functions ask for or give: nobody else imports it.
export type { Admin, Kafka, KafkaMessage, Message, Producer, TopicMessages } from 'kafkajs';
