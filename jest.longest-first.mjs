import { readFileSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/** The time that a file asks for itself in milliseconds; 0 when it does not. */
const asked = ({ path }) => {
  const limit = /^jest\.setTimeout\(([\d_]+)\)/m.exec(readFileSync(path, 'utf8'));
  return limit ? Number(limit[1].replaceAll('_', '')) : 0;
};

/** Files that ask for a long time begin first: a long one that begins last keeps one core waiting. The others follow as Jest has them. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const times = new Map(tests.map((test) => [test, asked(test)]));
    return super.sort(tests).toSorted((one, other) => times.get(other) - times.get(one));
  }
}
