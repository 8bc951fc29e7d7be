import { collectDefaultMetrics, Counter, Gauge, Histogram, register, Registry } from 'prom-client';

/**
 * What this process counts about its own work, for Prometheus. Labels are names and enumerations of ours: an id would make
 * a series of each row.
 */
export const figures = {
  commandSeconds: new Histogram({
    name: 'cap_command_seconds',
    help: 'How long commands took, by what became of them: done, repeated, failed, or the rule that refused.',
    labelNames: ['command', 'outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  }),
  reports: new Counter({
    name: 'cap_reports_total',
    help: 'Reports of availability by what became of them; of refused ones, by the rule.',
    labelNames: ['outcome', 'rule'],
  }),
  reportsBehind: new Gauge({
    name: 'cap_reports_behind_messages',
    help: "Messages of a provider's topic that this process has yet to handle; none are told while it has no broker.",
    // One a provider: there are as many as the registry has, and who is behind is what an operator asks.
    labelNames: ['topic'],
  }),
  liveSockets: new Gauge({ name: 'cap_live_sockets', help: 'Connections of the live channel.' }),
  liveRooms: new Gauge({ name: 'cap_live_rooms', help: 'Rooms of the live channel that somebody follows.' }),
  feedSent: new Gauge({
    name: 'cap_feed_sent_changes',
    help: 'The change of a feed up to which this process told who follows it; the head is cap_feed_head_changes.',
    labelNames: ['feed'],
  }),
  databaseConnections: new Gauge({
    name: 'cap_database_connections',
    help: 'Connections of the pool: in use, idle, and requests that wait for one.',
    labelNames: ['state'],
  }),
};

/** The content type of `figuresAsText`. */
export const figuresType = register.contentType;

/** Counts memory, processor time and handles of this process too; once is enough. */
export function countTheProcess(): void {
  if (register.getSingleMetric('process_cpu_user_seconds_total') === undefined) collectDefaultMetrics();
}

/** A figure that is looked up when somebody asks. */
export interface LookedUp {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
  readonly values: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

const lookers = new Map<string, () => void>();

/** Looks something up each time that figures are asked; under a name that was used it takes the place of the other. */
export const whenFiguresAreAsked = (name: string, look: () => void): void => void lookers.set(name, look);

/** Everything that this process counted, and what was looked up besides, in the text format of Prometheus. */
export async function figuresAsText(lookedUp: readonly LookedUp[] = []): Promise<string> {
  for (const look of lookers.values()) look();
  const asked = new Registry();
  for (const { name, help, labelNames = [], values } of lookedUp) {
    const gauge = new Gauge({ name, help, labelNames: [...labelNames], registers: [asked] });
    for (const { labels = {}, value } of values) gauge.set(labels, value);
  }
  return `${await register.metrics()}\n${await asked.metrics()}`;
}
