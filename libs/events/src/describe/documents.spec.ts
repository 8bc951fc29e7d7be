import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents, folder, repair, schemaFolder } from './documents';

const inRepository = join(__dirname, '../../../..', folder);

describe(`the documents in ${folder}`, () => {
  it.each([...documents().keys()])(`%s is as the code makes it, else run: ${repair}`, (name) => {
    expect(readFileSync(join(inRepository, name), 'utf8')).toBe(documents().get(name));
  });

  it(`are all of the code, else run: ${repair}`, () => {
    const there = readdirSync(join(inRepository, schemaFolder)).map((name) => `${schemaFolder}/${name}`);
    expect(['asyncapi.json', ...there].sort()).toEqual([...documents().keys()].sort());
  });
});
