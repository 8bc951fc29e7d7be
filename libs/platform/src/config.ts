import 'reflect-metadata';
import { validateSync, type ValidationError } from 'class-validator';
import { projectVariables } from './project-variables';

/** One variable of a process: its name in the environment and, in words, what it must be. */
interface Variable {
  readonly property: string;
  readonly name: string;
  readonly mustBe: string;
  readonly kind: unknown;
  readonly example: string | undefined;
  readonly secret: boolean;
}

/** What is told besides of a variable. */
export interface VariableHints {
  /** A value that would do. */
  readonly example?: string;
  /** Its value is never told, not even a wrong one. */
  readonly secret?: boolean;
}

const variablesOf = new WeakMap<object, Variable[]>();

/** A wrong or missing variable, and what to set instead. */
export interface ConfigurationProblem {
  readonly variable: string;
  readonly problem: string;
}

/** The configuration is wrong. Lists every wrong or missing variable at once, with what it was unless that is a secret. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(['The configuration is wrong:', ...problems.map((p) => `- ${p.variable} ${p.problem}`)].join('\n'));
    this.name = 'ConfigurationError';
  }
}

/**
 * Reads a property of a configuration class from an environment variable. `mustBe` completes "X must be …", such as
 * `a port between 1 and 65535, for example 3000`. The type of the property's default, or else its declared type, decides
 * the conversion: text, number, boolean (`true` or `false`), or an array of texts separated by commas.
 */
export function FromEnvironment(name: string, mustBe: string, hints: VariableHints = {}): PropertyDecorator {
  return (prototype, property) => {
    const kind: unknown = Reflect.getMetadata('design:type', prototype, property);
    const known = variablesOf.get(prototype) ?? [];
    variablesOf.set(prototype, [
      ...known,
      { property: String(property), name, mustBe, kind, secret: false, example: undefined, ...hints },
    ]);
  };
}

/**
 * Makes a configuration from the environment and checks it with the class-validator decorators of its class. An empty
 * variable counts as not set. Throws a `ConfigurationError` that names every wrong variable and what to set; with them the
 * variables that nobody knows, for one of those may be the wrong spelling of one that is missing.
 */
export function loadConfig<T extends object>(
  ConfigClass: new () => T,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): T {
  const config = new ConfigClass();
  const variables = declaredVariables(config);
  for (const { property, name, kind } of variables) {
    const text = environment[name]?.trim();
    const values = config as Record<string, unknown>;
    if (text) values[property] = convert(text, values[property]?.constructor ?? kind);
  }
  const flaws = validateSync(config, { forbidUnknownValues: true, stopAtFirstError: true });
  const problems = flaws.map((flaw) => problemOf(flaw, variables, environment));
  if (problems.length > 0) throw new ConfigurationError([...problems, ...unknownVariables(ConfigClass, environment)]);
  return config;
}

/**
 * Variables of ours (`CAP_…`) that are set and that neither this program nor another of the project reads. By themselves
 * they are no reason not to start: during an upgrade the old version meets the variables of the new one.
 */
export function unknownVariables(
  ConfigClass: new () => object,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ConfigurationProblem[] {
  const known = new Set([...declaredVariables(new ConfigClass()).map(({ name }) => name), ...projectVariables]);
  return Object.keys(environment)
    .filter((name) => name.startsWith('CAP_') && !name.startsWith('CAP_TEST_') && !known.has(name))
    .sort()
    .map((variable) => ({ variable, problem: `is set, and no program reads it.${nearest(variable, known)}` }));
}

/** Tells the log of each variable that nobody reads. */
export function tellUnknownVariables(ConfigClass: new () => object, log: { warn(message: string): void }): void {
  for (const { variable, problem } of unknownVariables(ConfigClass)) log.warn(`${variable} ${problem}`);
}

function nearest(name: string, known: ReadonlySet<string>): string {
  const words = (text: string) => new Set(text.split('_').slice(1));
  const shared = (other: string) => [...words(other)].filter((word) => words(name).has(word)).length;
  const [best] = [...known]
    .filter((other) => shared(other) > 0)
    .sort((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1));
  return best === undefined ? '' : ` Did you mean ${best}?`;
}

/** One variable of a program, for the page about them. */
export interface DescribedVariable extends VariableHints {
  readonly name: string;
  readonly mustBe: string;
  /** As it would be set; null when it must be set, or may be left out. */
  readonly usually: string | null;
  /** The program does not start without it. */
  readonly needed: boolean;
}

/** Every variable that a program reads, by name. */
export function describeConfig(ConfigClass: new () => object): DescribedVariable[] {
  const config = new ConfigClass() as Record<string, unknown>;
  const missing = new Set(validateSync(config, { forbidUnknownValues: true }).map(({ property }) => property));
  return declaredVariables(config)
    .map(({ property, name, mustBe, example, secret }) => {
      const value = config[property];
      const needed = missing.has(property);
      const usually = needed || value === undefined || value === null ? null : String(value);
      return { name, mustBe, usually, needed, secret, ...(example !== undefined && { example }) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Variables of the class and of the classes that it extends. */
function declaredVariables(config: object): Variable[] {
  const found: Variable[] = [];
  for (
    let type = Object.getPrototypeOf(config) as object | null;
    type;
    type = Object.getPrototypeOf(type) as object | null
  )
    found.push(...(variablesOf.get(type) ?? []));
  return found;
}

/** What cannot be converted stays a text, so that the check of the property refuses it. */
function convert(text: string, kind: unknown): unknown {
  if (kind === Number) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (kind === Boolean) return text === 'true' ? true : text === 'false' ? false : text;
  if (kind === Array) return text.split(',').map((item) => item.trim());
  return text;
}

function problemOf(
  flaw: ValidationError,
  variables: readonly Variable[],
  environment: Readonly<Record<string, string | undefined>>,
): ConfigurationProblem {
  const variable = variables.find(({ property }) => property === flaw.property);
  if (!variable) return { variable: flaw.property, problem: 'is read from no variable: add @FromEnvironment to it.' };
  const { name, mustBe, example } = variable;
  const hint = example === undefined ? '' : ` Example: ${name}=${example}`;
  return { variable: name, problem: `${stateOf(variable, environment[name]?.trim())}: it must be ${mustBe}.${hint}` };
}

const longestShown = 60;

function stateOf({ secret }: Variable, value: string | undefined): string {
  if (!value) return 'is not set';
  if (secret) return 'is wrong (its value is not shown)';
  const shown = value.replace(/[^\x20-\x7e]/g, '?');
  return `is ${JSON.stringify(shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown)}`;
}
