import type { StuckWorkView, WebhookStateView } from '@cap/contracts';
import { lookedUp } from './looked-up';
import { statusOf } from './status-of';

const well = { webhookId: 'w-1', position: 4, behind: 2, failures: 0, lastFailure: null, pausedBecause: null };
const stuckBy = (webhook: Partial<WebhookStateView>): StuckWorkView => ({
  readers: [],
  parkedStreams: 0,
  openDeadLetters: 0,
  webhooks: [{ ...well, ...webhook } as WebhookStateView],
});
const waiting = { unordered: 0, unpublished: 0, overdue: 0, feeds: [] };
const figures = (stuck: StuckWorkView) =>
  ['cap_webhook_given_up', 'cap_webhook_held_up'].map(
    (name) => lookedUp(stuck, waiting, []).find((figure) => figure.name === name)?.values[0]?.value,
  );

describe('the health of the installation, and the figures for alerts, by how a subscriber does', () => {
  it.each<[string, string, number[], Partial<WebhookStateView>]>([
    ['all is well', 'ok', [0, 0], {}],
    ['it is tried again', 'ok', [0, 0], { failures: 3, lastFailure: 'refused' }],
    ['it kept failing', 'degraded', [1, 0], { failures: 34, lastFailure: 'refused', pausedBecause: 'failing' }],
    ['somebody took note', 'ok', [0, 0], { failures: 1, lastFailure: 'gone', pausedBecause: 'asked' }],
    ['it cannot be told what comes next', 'degraded', [0, 1], { lastFailure: 'cannot-be-told' }],
    ['it is paused, and could not be told', 'ok', [0, 0], { lastFailure: 'cannot-be-told', pausedBecause: 'asked' }],
  ])('when %s: %s', (_, status, expected, webhook) => {
    const stuck = stuckBy(webhook);
    expect(statusOf(stuck, [])).toBe(status);
    expect(figures(stuck)).toEqual(expected);
  });
});
