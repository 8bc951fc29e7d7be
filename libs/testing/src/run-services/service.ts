/** A service of one test run. */
export interface Service {
  /** How tests reach it. */
  readonly address: string;
  /** One line for whoever runs the tests: what it is and where it came from. */
  readonly description: string;
  stop(): Promise<void>;
}

/** A way to get a service; `undefined` means that this way is not open on this machine. */
export type Way = () => Promise<Service | undefined>;

/** The first way that is open. The last way of each list does not answer `undefined`: it works, or throws with the cure. */
export const firstOpen = async (ways: readonly Way[]): Promise<Service> => {
  for (const way of ways) {
    const service = await way();
    if (service) return service;
  }
  throw new Error('No way to get this service is left.');
};

/** Somebody else's server: named by the first of these variables that is set, and not ours to stop. */
export const named =
  (what: string, ...variables: string[]): Way =>
  () => {
    const variable = variables.find((name) => process.env[name]);
    if (variable === undefined) return Promise.resolve(undefined);
    const address = process.env[variable] as string;
    return Promise.resolve({ address, description: `${what} named by ${variable}`, stop: () => Promise.resolve() });
  };
