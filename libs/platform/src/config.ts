import 'reflect-metadata';
import { validateSync, type ValidationError } from 'class-validator';

/** One variable of a process: its name in the environment and, in words, what it must be. */
interface Variable {
  readonly property: string;
  readonly name: string;
  readonly mustBe: string;
  readonly kind: unknown;
}

const variablesOf = new WeakMap<object, Variable[]>();

/** A wrong or missing variable, and what to set instead. */
export interface ConfigurationProblem {
  readonly variable: string;
  readonly problem: string;
}

/** The configuration is wrong. Lists every wrong or missing variable at once; never shows a value, for it may be a secret. */
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
export function FromEnvironment(name: string, mustBe: string): PropertyDecorator {
  return (prototype, property) => {
    const kind: unknown = Reflect.getMetadata('design:type', prototype, property);
    const known = variablesOf.get(prototype) ?? [];
    variablesOf.set(prototype, [...known, { property: String(property), name, mustBe, kind }]);
  };
}

/**
 * Makes a configuration from the environment and checks it with the class-validator decorators of its class. An empty
 * variable counts as not set. Throws a `ConfigurationError` that names every wrong variable and what to set.
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
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
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
  const state = environment[variable.name]?.trim() ? 'is wrong' : 'is not set';
  return { variable: variable.name, problem: `${state}: it must be ${variable.mustBe}.` };
}
