import type { ReaderView, StuckWorkView, WebhookStateView } from '@cap/contracts';
import { stuckItems } from './stuck-words.js';

const now = Date.parse('2028-01-03T13:02:30.000Z');
const level: ReaderView = {
  reader: 'referral-list',
  position: 9,
  behind: 0,
  haltedAt: null,
  haltedBecause: null,
  haltedSince: null,
  waitingFor: null,
};
const halted = {
  ...level,
  behind: 3,
  haltedAt: 10,
  haltedBecause: 'QueryFailedError 23514',
  haltedSince: '2028-01-03T12:00:00.000Z',
} as ReaderView;
const well: StuckWorkView = { readers: [level], parkedStreams: 0, openDeadLetters: 0, webhooks: [] };

describe('what waits for the operator, in words', () => {
  it('is nothing while all goes well', () => {
    expect(stuckItems(well, now)).toEqual([]);
  });

  it('says which overview stands still, since when, how far it is behind, why, and how to go on', () => {
    expect(stuckItems({ ...well, readers: [level, halted] }, now)).toEqual([
      {
        text: 'Herstel de oorzaak en laat het verder gaan. Het overzicht van aanmeldingen staat stil sinds 13.00 uur en loopt 3 gebeurtenissen achter (reden: QueryFailedError 23514).',
        command: 'npm run operate -- readers resume referral-list',
      },
    ]);
    const [other] = stuckItems({ ...well, readers: [{ ...halted, reader: 'new-list', behind: 1 }] }, now);
    expect(other?.text).toMatch(/ De lezer new-list staat stil sinds 13\.00 uur en loopt 1 gebeurtenis achter/);
  });

  it('counts parked streams and dead letters, and says how to see them', () => {
    const both = stuckItems({ ...well, parkedStreams: 1, openDeadLetters: 2 }, now);
    expect(both.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Bekijk wat er wacht.* Van 1 besluit is het vervolg mislukt/),
      expect.stringMatching(/^Bekijk waarom.* 2 berichten van aanbieders konden niet worden verwerkt/),
    ]);
    expect(both.map(({ command }) => command)).toEqual([
      'npm run operate -- parked list',
      'npm run operate -- dead-letters list',
    ]);
    const [one] = stuckItems({ ...well, openDeadLetters: 1 }, now);
    expect(one?.text).toMatch(/ 1 bericht van een aanbieder kon niet worden verwerkt/);
  });

  it('names each subscriber that is given up, and no other', () => {
    const webhook = { webhookId: 'w-1', position: 4, behind: 2, failures: 34, lastFailure: 'refused' } as const;
    const pausedAt = '2028-01-03T12:00:00.000Z';
    const webhooks = (['failing', 'asked', null] as const).map(
      (pausedBecause) => ({ ...webhook, pausedBecause, pausedAt }) as WebhookStateView,
    );
    expect(stuckItems({ ...well, webhooks }, now)).toEqual([
      {
        text: 'Vraag de afnemer zijn adres te herstellen en laat het leveren verdergaan. De afnemer krijgt sinds 13.00 uur niets meer, omdat het leveren steeds mislukte; er wachten hoogstens 2 gebeurtenissen.',
        command: 'POST /v1/webhooks/w-1/resumptions',
      },
    ]);
  });

  it('names each subscriber that cannot be told what comes next, unless it is paused', () => {
    const webhook = { webhookId: 'w-2', position: 4, behind: 1, failures: 0, lastFailure: 'cannot-be-told' } as const;
    const webhooks = (['asked', null] as const).map(
      (pausedBecause) => ({ ...webhook, pausedBecause, pausedAt: null }) as WebhookStateView,
    );
    expect(stuckItems({ ...well, webhooks }, now)).toEqual([
      {
        text: 'Bekijk in het logboek waarom, herstel de oorzaak en laat het leveren verdergaan. Een afnemer krijgt niets meer, omdat de CAP de volgende gebeurtenis of het geheim van de afnemer niet kan lezen; er wacht hoogstens 1 gebeurtenis.',
        command: 'POST /v1/webhooks/w-2/resumptions',
      },
    ]);
  });
});
