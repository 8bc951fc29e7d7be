import { placeOf, type Check } from '../source-file';

/** The lockfile must not say from which registry a package comes: a mirror of one machine is not there on another. */
export const noRegistryAddress: Check = (files) =>
  files
    .filter(({ path }) => path === 'package-lock.json')
    .flatMap((file) =>
      [...file.text.matchAll(/"resolved": "https?:/g)]
        .slice(0, 1)
        .map(
          ({ index }) =>
            `${placeOf(file, index)} names a registry. Run "npm install" with the settings of .npmrc (omit-lockfile-registry-resolved).`,
        ),
    );

const homes = new RegExp(`(?<![\\w./-])/(${['work', 'root', 'home', 'Users'].join('|')})/[\\w.-]+`, 'g');

/** A path of the machine on which a file was written. */
export const noPathOfThisMachine: Check = (files) =>
  files.flatMap((file) =>
    [...file.text.matchAll(homes)].map(
      (found) => `${placeOf(file, found.index)} "${found[0]}": a path of one machine. Make it relative to the file.`,
    ),
  );
