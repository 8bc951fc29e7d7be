import { asId, type ProviderId } from '@cap/contracts';
import { providerOfReportTopic, replyTopic, reportTopic } from './topics';

const provider = asId<ProviderId>('0b6d7c1e-5a4f-4c55-9d52-1f0a3a6f7b10');

describe("a provider's own topics", () => {
  it('name the provider, so that who sent a report follows from the topic', () => {
    expect(providerOfReportTopic(reportTopic(provider))).toBe(provider);
  });

  it.each([replyTopic(provider), 'cap.dead-letters', 'cap.availability-reports.', 'cap.availability-reports.somebody'])(
    'takes no provider from %s',
    (topic) => {
      expect(() => providerOfReportTopic(topic)).toThrow(RangeError);
    },
  );
});
