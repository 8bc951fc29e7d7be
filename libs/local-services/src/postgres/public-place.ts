import { accessSync, constants, lstatSync } from 'node:fs';

/**
 * Where root keeps what the user postgres must reach, when the project lies in a folder that others cannot enter.
 * /var/lib is for state; /var/tmp survives a restart too, but a system may clear it after a month.
 */
export const publicPlace = (): string => {
  for (const place of ['/var/lib', '/var/tmp']) {
    try {
      accessSync(place, constants.W_OK);
      return place;
    } catch {
      continue;
    }
  }
  throw new Error(
    'Others cannot enter the folder of this project, so the user postgres cannot keep its data there, and neither /var/lib nor ' +
      '/var/tmp can be written. Move the project to a folder that others can enter, or name a server in DATABASE_URL.',
  );
};

/** Refuses a directory that somebody else put in a place where everyone may write. */
export const assertOurs = (directory: string): void => {
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(`${directory} is not a directory of ours: remove it, or find out who made it.`);
};
