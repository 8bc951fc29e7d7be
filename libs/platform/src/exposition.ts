/** A figure that goes up and down, with a value for each combination of labels. */
export interface Gauge {
  /** By the rules of Prometheus: `cap_parked_streams`. */
  readonly name: string;
  readonly help: string;
  /** Labels are names and enumerations; an id would make a series of each row. */
  readonly values: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

/** The content type of the text format of Prometheus. */
export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

/** Gauges in the text format of Prometheus 0.0.4 (prometheus.io, exposition formats), one family after the other. */
export const exposition = (gauges: readonly Gauge[]): string => gauges.flatMap(family).join('\n') + '\n';

const family = ({ name, help, values }: Gauge): string[] => [
  `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
  `# TYPE ${name} gauge`,
  ...values.map(({ labels = {}, value }) => `${name}${labelled(labels)} ${value}`),
];

function labelled(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
