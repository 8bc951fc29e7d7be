import { readFileSync } from 'node:fs';

export type ServiceName = 'postgres' | 'kafka';

const asksFor: Record<ServiceName, RegExp> = {
  postgres: /\b(freshDatabase|emptyDatabase|CAP_TEST_ADMIN_URL)\b/,
  kafka: /\b(kafkaForTests|CAP_TEST_KAFKA)\b/,
};

/**
 * The services that these test files ask for by name in their text, so that one file's run does not start what it does not
 * use. Files whose helpers do the asking: `CAP_TEST_SERVICES=postgres,kafka`.
 */
export const servicesFor = (files: readonly string[], asked = process.env['CAP_TEST_SERVICES']): Set<ServiceName> => {
  const names = Object.keys(asksFor) as ServiceName[];
  if (asked !== undefined) return new Set(names.filter((name) => asked.split(',').includes(name)));
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  return new Set(names.filter((name) => texts.some((text) => asksFor[name].test(text))));
};
