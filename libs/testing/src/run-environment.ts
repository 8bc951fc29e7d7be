/** What the set-up of a test run tells the tests, by environment variables. */
export interface RunEnvironment {
  /** Of a superuser, on any database of the server. */
  CAP_TEST_ADMIN_URL: string;
  /** The name of the migrated database that tests clone. */
  CAP_TEST_TEMPLATE: string;
  /** host:port, with commas between. */
  CAP_TEST_KAFKA: string;
}

export const fromRun = (name: keyof RunEnvironment): string => {
  const value = process.env[name];
  if (value) return value;
  throw new Error(
    `${name} is not set: this test needs a service that the set-up of the run starts. Run it from the root with ` +
      '`npx jest -c jest.int.config.mjs <file>`. The set-up starts what the text of the selected files asks for by name ' +
      '(freshDatabase, emptyDatabase, kafkaForTests); CAP_TEST_SERVICES=postgres,kafka asks for it outright.',
  );
};
