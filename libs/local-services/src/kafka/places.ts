import { join, resolve } from 'node:path';

/** Also the folder of the cache: a new version is fetched beside the old one. Equal to the version in pom.xml. */
export const KAFKA_VERSION = '4.4.0';

/** What the repository holds: pom.xml, jars.sha256, log4j2.properties. */
export const recipe = (file: string): string => join(__dirname, '../../kafka', file);

/** What is fetched and made once: in `.cache` of the repository, or in CAP_CACHE_DIR. */
export const cache = (file: string): string => {
  const folder = process.env['CAP_CACHE_DIR'] || join(__dirname, '../../../../.cache');
  return join(resolve(folder), 'kafka', KAFKA_VERSION, file);
};
