import { asId, isId, type ProviderId } from '@cap/contracts';

/**
 * Consumers cannot see who produced a record, and access lists are per topic: so each provider has two topics of its
 * own, one partition each, and who sent a report follows from the topic's name.
 */
export const reportTopicPrefix = 'cap.availability-reports.';
export const replyTopicPrefix = 'cap.availability-replies.';

/** Messages from outside that could not be handled, each with the reason in its headers. */
export const deadLetterTopic = 'cap.dead-letters';

/** Where one provider's systems write their reports; the key of a message is its unit. */
export const reportTopic = (provider: ProviderId): string => `${reportTopicPrefix}${provider}`;

/** Where one provider's systems read what the CAP refused, and why. */
export const replyTopic = (provider: ProviderId): string => `${replyTopicPrefix}${provider}`;

/** Whose topic of reports it is. Throws a `RangeError` for any other topic. */
export function providerOfReportTopic(topic: string): ProviderId {
  const provider = topic.slice(reportTopicPrefix.length);
  if (!topic.startsWith(reportTopicPrefix) || !isId(provider))
    throw new RangeError(
      `${topic} is not a topic of availability reports: expected ${reportTopicPrefix}<provider id>.`,
    );
  return asId<ProviderId>(provider);
}
