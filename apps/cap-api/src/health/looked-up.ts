import type { ReaderView, StuckWorkView, ViolationView, WebhookStateView } from '@cap/contracts';
import type { WaitingWork } from '@cap/event-store';
import type { LookedUp } from '@cap/platform';
import { isGivenUp, isHeldUp } from './status-of';

/** What the database tells for Prometheus: every API process tells the same. */
export const lookedUp = (
  stuck: StuckWorkView,
  waiting: WaitingWork,
  violations: readonly ViolationView[],
): readonly LookedUp[] => [
  one('cap_dead_letters_open', 'Messages from outside that wait for an operator.', stuck.openDeadLetters),
  one('cap_parked_streams', 'Streams of which a reaction failed and that wait for an operator.', stuck.parkedStreams),
  ofReaders(
    'cap_reader_halted',
    'Whether a reader of the log stands still at an event (1) or not (0).',
    stuck,
    (reader) => (reader.haltedAt === null ? 0 : 1),
  ),
  ofReaders(
    'cap_reader_waiting',
    'Whether a reader waits for something outside, as the relay for its broker (1) or not (0).',
    stuck,
    (reader) => (reader.waitingFor === null ? 0 : 1),
  ),
  ofReaders(
    'cap_reader_behind_events',
    'Events of the log that a reader has yet to handle; of the relay, that have yet to leave.',
    stuck,
    (reader) => reader.behind,
  ),
  ...webhooks(stuck),
  one('cap_log_unordered_events', 'Committed events that have no position yet.', waiting.unordered),
  one('cap_units_unpublished', 'Units that changed and are not in the feed yet.', waiting.unpublished),
  one('cap_deadlines_overdue', 'Deadlines that are due and have not fired.', waiting.overdue),
  {
    name: 'cap_feed_head_changes',
    help: 'The last change of a feed.',
    labelNames: ['feed'],
    values: waiting.feeds.map(({ feed, changeNo }) => ({ labels: { feed }, value: changeNo })),
  },
  {
    name: 'cap_invariant_violations',
    help: 'Things that must never be and that the auditor found. Must be 0.',
    labelNames: ['check'],
    values: violations.map(({ check, open }) => ({ labels: { check }, value: open })),
  },
  {
    name: 'cap_audit_rounds_total',
    help: 'How often a check of the auditor looked at everything.',
    labelNames: ['check'],
    values: violations.map(({ check, rounds }) => ({ labels: { check }, value: rounds })),
  },
];

/** Of each subscriber, by its id: there are few. */
const webhooks = (stuck: StuckWorkView): readonly LookedUp[] => [
  ofWebhooks(
    'cap_webhook_given_up',
    'Whether a subscriber is paused because it kept failing (1) or not (0).',
    stuck,
    (webhook) => (isGivenUp(webhook) ? 1 : 0),
  ),
  ofWebhooks(
    'cap_webhook_held_up',
    'Whether what comes next cannot be told to a subscriber, by a fault on our side (1) or not (0).',
    stuck,
    (webhook) => (isHeldUp(webhook) ? 1 : 0),
  ),
  ofWebhooks(
    'cap_webhook_failed_tries',
    'Failed tries since a subscriber took something last.',
    stuck,
    ({ failures }) => failures,
  ),
  ofWebhooks(
    'cap_webhook_behind_events',
    'Events of the log that come after the place of a subscriber.',
    stuck,
    ({ behind }) => behind,
  ),
];

const one = (name: string, help: string, value: number): LookedUp => ({ name, help, values: [{ value }] });

const ofReaders = (
  name: string,
  help: string,
  { readers }: StuckWorkView,
  valueOf: (reader: ReaderView) => number,
): LookedUp => ({
  name,
  help,
  labelNames: ['reader'],
  values: readers.map((reader) => ({ labels: { reader: reader.reader }, value: valueOf(reader) })),
});

const ofWebhooks = (
  name: string,
  help: string,
  { webhooks }: StuckWorkView,
  valueOf: (webhook: WebhookStateView) => number,
): LookedUp => ({
  name,
  help,
  labelNames: ['webhook'],
  values: webhooks.map((webhook) => ({ labels: { webhook: webhook.webhookId }, value: valueOf(webhook) })),
});
